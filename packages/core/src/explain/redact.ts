/**
 * Hides what tells who somebody is before it is kept in the log. Values that differ should stay different. It is also
 * given the id in the path of a request that fails, which may be a name or an address: nobody may have been found by
 * it.
 */
export type Redact = (value: string) => string

/** What is said where nobody may know what was there. */
const hidden = '…'

/**
 * A value as it may be kept. What the host's hook cannot hide, or gives no text for, is left out; the request goes on.
 */
export function hide(value: string, redact: Redact | undefined): string {
  if (redact === undefined) return value
  try {
    const said: unknown = redact(value)
    return typeof said === 'string' ? said : hidden
  } catch {
    return hidden
  }
}

/**
 * The parameters of errors and findings that are values of people, or what a client took for ids. The others are names
 * and numbers; where a value stands in one of them, as in a path with a filter, it stands in quotation marks.
 */
const valueParams: ReadonlySet<string> = new Set([
  ...['value', 'sent', 'kept', 'userName', 'userNames', 'nameId', 'wanted', 'given'],
  ...['id', 'ids', 'bulkId', 'reference', 'references'],
])

/** The parameters with the values of people hidden. */
export function redactParams<Params extends object>(params: Params, redact: Redact | undefined): Params {
  if (redact === undefined) return params
  const inText: Redact = (text) => redactText(text, redact)
  const inUrl: Redact = (path) => (path.startsWith('/') ? redactSegments(path, redact) : inText(path))
  const entries = Object.entries(params).map(([name, value]) => {
    if (valueParams.has(name)) return [name, redactAll(value, redact)]
    return [name, redactAll(value, name === 'path' ? inUrl : inText)]
  })
  // The same names, and a text wherever there was one.
  return Object.fromEntries(entries) as Params
}

/** A string as JSON has it, or up to where the text was cut. */
const quoted = /"((?:[^"\\]|\\.)*)("|$)/gs

/** A text with the values in it hidden. Of one that was cut nobody can tell what it was: its at sign may be gone. */
export function redactText(text: string, redact: Redact): string {
  return text.replaceAll(
    quoted,
    (_, value: string, end: string) => `"${value.endsWith('…') ? hidden : hide(value, redact)}${end}`,
  )
}

/** The path of a URL: an id may stand anywhere in one that leads nowhere. */
function redactSegments(path: string, redact: Redact): string {
  return path.replaceAll(/[^/]+/g, (segment) => hide(decode(segment), redact))
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

function redactAll(value: unknown, redact: Redact): unknown {
  if (Array.isArray(value)) return value.map((each) => redactAll(each, redact))
  return typeof value === 'string' ? hide(value, redact) : value
}

/**
 * Hides who an e-mail address belongs to: of the part before the at sign only the first character stays.
 *
 * @example
 * ```ts
 * maskEmails('ada@example.com') // 'a***@example.com'
 * const options = { store, log, redact: maskEmails, authenticate: () => ({ tenant: 'acme' }) }
 * const handler = createScimHandler(options)
 * ```
 */
export const maskEmails: Redact = (value) => {
  const at = value.lastIndexOf('@')
  return at < 1 ? value : `${value.slice(0, 1)}***${value.slice(at)}`
}
