import type { ErrorCode } from '../errors/catalogue.ts'
import { explainFinding } from './explain-finding.ts'
import { allCodes, explainCode, isErrorCode, isFindingCode } from './explanation.ts'
import type { Explained, Match } from './look-up/explained.ts'
import { findOtherProduct } from './look-up/other-products.ts'
import { findProductText } from './look-up/product-texts.ts'
import { type Pasted, unwrap } from './look-up/unwrap.ts'

/** How a text is recognised: what says most comes first. */
const ways: readonly ((pasted: Pasted) => Match | undefined)[] = [
  findId,
  findCode,
  findProductText,
  findOtherProduct,
  findScimType,
  findStatus,
]

/**
 * Finds out what an error means, from whatever an administrator has of it: a code or an id, a SCIM error, the wrapper
 * of an identity provider's log around one, or the words of a product.
 *
 * @returns undefined when nobody here has ever heard of it
 * @example
 * ```ts
 * lookUp('Unknown path: title.')?.explanation.code // 'ATTRIBUTE_UNKNOWN'
 * ```
 */
export function lookUp(text: string): Explained | undefined {
  const pasted = unwrap(text)
  for (const way of ways) {
    const match = way(pasted)
    if (match !== undefined) return toExplained(match, pasted)
  }
  return undefined
}

/** A keyword that was pasted is the one the client got (D-01). */
function toExplained({ code, conflict, wording, advice, ...found }: Match, { scimType }: Pasted): Explained {
  const explanation = { ...explainFinding({ code, conflict }, wording), ...advice }
  const isKnown = scimType !== undefined && isErrorCode(code)
  return { ...found, explanation: isKnown ? { ...explanation, scimType } : explanation }
}

function findId({ text }: Pasted): Match | undefined {
  const [id] = /\bSCIM\d{4}\b/i.exec(text) ?? []
  const code = id === undefined ? undefined : allCodes.find((each) => explainCode(each).id === id.toUpperCase())
  return code && { code, by: 'id' }
}

function findCode({ text }: Pasted): Match | undefined {
  const whole = text.toUpperCase().replaceAll('-', '_')
  const [code] = [whole, ...(text.match(/\b[A-Z][A-Z_]{4,}\b/g) ?? [])].flatMap((word) =>
    isErrorCode(word) || isFindingCode(word) ? word : [],
  )
  return code && { code, by: 'code' }
}

/** The keywords of RFC 7644 Table 9 that have one meaning. `immutability` is that of a product (D-01). */
const scimTypes: ReadonlyMap<string, ErrorCode> = new Map([
  ['uniqueness', 'UNIQUENESS_VIOLATED'],
  ['mutability', 'ATTRIBUTE_MUTABILITY'],
  ['immutability', 'ATTRIBUTE_MUTABILITY'],
  ['invalidPath', 'PATH_UNKNOWN_ATTRIBUTE'],
  ['noTarget', 'PATCH_NO_TARGET'],
  ['invalidFilter', 'FILTER_SYNTAX'],
  ['tooMany', 'TOO_MANY_RESULTS'],
  ['invalidVers', 'UNSUPPORTED_VERSION'],
  ['sensitive', 'FILTER_SENSITIVE'],
  ['invalidCursor', 'CURSOR_INVALID'],
  ['expiredCursor', 'CURSOR_EXPIRED'],
  ['invalidCount', 'COUNT_INVALID'],
])

function findScimType({ scimType }: Pasted): Match | undefined {
  const code = scimType === undefined ? undefined : scimTypes.get(scimType)
  return code && { code, by: 'scimType' }
}

/** The statuses that have one meaning in SCIM. */
const statuses: ReadonlyMap<number, ErrorCode> = new Map([
  [401, 'CREDENTIALS_INVALID'],
  [403, 'FORBIDDEN'],
  [404, 'RESOURCE_NOT_FOUND'],
  [405, 'METHOD_NOT_ALLOWED'],
  [409, 'UNIQUENESS_VIOLATED'],
  [412, 'PRECONDITION_FAILED'],
  [413, 'BODY_TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
  [428, 'PRECONDITION_REQUIRED'],
  [429, 'TOO_MANY_REQUESTS'],
  [501, 'NOT_IMPLEMENTED'],
  [503, 'STORE_UNAVAILABLE'],
])

function findStatus({ status }: Pasted): Match | undefined {
  const code = status === undefined ? undefined : statuses.get(status)
  return code && { code, by: 'status' }
}
