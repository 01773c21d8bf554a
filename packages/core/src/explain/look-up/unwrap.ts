import { isJsonObject, type JsonObject } from '../../schema/json.ts'

/** An error as it was pasted: its text, and what else it says. */
export interface Pasted {
  readonly text: string
  readonly scimType?: string | undefined
  readonly status?: number | undefined
}

/** Characters of what is pasted: room for a message, the JSON around it, and the blanks that indent that. */
const longest = 20_000

/** Characters of a message. What makes one longer is a list in it, and what it means is said before that. */
const longestMessage = 4000

/**
 * Takes the error out of what was pasted: a SCIM error, one in the `{status, response}` of an identity provider's log
 * (D-03), one in the middle of a sentence, or plain text. Blanks in a row are one: patterns try each of them again.
 */
export function unwrap(pasted: string): Pasted {
  const whole = pasted.trim().slice(0, longest)
  const object = parse(whole) ?? parse(whole.slice(whole.indexOf('{'), whole.lastIndexOf('}') + 1))
  const { text, ...rest } = object === undefined ? { text: whole, status: statusIn(whole) } : fromObject(object)
  return { ...rest, text: text.replaceAll(/\s+/g, toOneBlank).slice(0, longestMessage) }
}

/** `409 Conflict error`, as logs and people write it. */
function statusIn(text: string): number | undefined {
  const [status] = /\b[45]\d\d\b/.exec(text) ?? []
  return numberOf(status)
}

/** The end of a line stays one, for it ends a value. */
function toOneBlank(run: string): string {
  return /[\n\r\u2028\u2029]/.test(run) ? '\n' : ' '
}

function parse(text: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isJsonObject(value) ? value : undefined
  } catch {
    return undefined
  }
}

/** The innermost object says most; what it lacks the outer one may have. */
function fromObject(object: JsonObject, depth = 0): Pasted {
  const { response, scimType, status, detail, code, errorCode } = object
  if (isJsonObject(response) && depth < 3) {
    const inner = fromObject(response, depth + 1)
    return { ...inner, status: inner.status ?? numberOf(status) }
  }
  const said = [detail, code, errorCode, typeof response === 'string' ? response : undefined]
  const text = said.filter((part) => typeof part === 'string').join(' ')
  return {
    text: text === '' ? JSON.stringify(object) : text,
    scimType: typeof scimType === 'string' ? scimType : undefined,
    status: numberOf(status),
  }
}

/** In a SCIM error it is text, in one of the products a number (D-02). */
function numberOf(status: unknown): number | undefined {
  const number = typeof status === 'string' ? Number(status) : status
  return typeof number === 'number' && Number.isInteger(number) ? number : undefined
}
