import { ScimError } from '../errors/scim-error.ts'
import type { JsonValue } from '../schema/json.ts'
import { describe } from '../schema/value-types.ts'

/**
 * Which page a client asks for: by index (RFC 7644 §3.4.2.4), or by cursor, an empty one being the first page (RFC
 * 9865).
 */
export type Paging =
  | { readonly kind: 'index'; readonly startIndex: number; readonly count: number | undefined }
  | { readonly kind: 'cursor'; readonly cursor: string; readonly count: number | undefined }

/** What was sent, undefined where there is nothing. */
interface Sent {
  readonly cursor: JsonValue
  readonly startIndex: JsonValue | undefined
  readonly count: JsonValue | undefined
}

/** Values below 1 mean 1, a negative count means 0 (RFC 7644 §3.4.2.4). */
export function byIndex({
  startIndex = 1,
  count,
}: {
  startIndex?: number | undefined
  count?: number | undefined
}): Paging {
  return { kind: 'index', startIndex: Math.max(startIndex, 1), count: atLeastZero(count) }
}

/**
 * The two ways exclude each other: a cursor knows where it stands.
 *
 * @throws ScimError `CURSOR_INVALID`, `PARAMETER_INVALID`, `COUNT_INVALID`
 */
export function byCursor({ cursor, startIndex, count }: Sent): Paging {
  if (typeof cursor !== 'string') throw new ScimError('CURSOR_INVALID', {})
  if (startIndex !== undefined)
    throw new ScimError('PARAMETER_INVALID', {
      name: 'startIndex',
      expected: 'left out beside "cursor"',
      found: show(startIndex),
    })
  if (count === undefined) return { kind: 'cursor', cursor, count }
  if (typeof count !== 'number' || !Number.isSafeInteger(count))
    throw new ScimError('COUNT_INVALID', { expected: 'an integer', found: show(count) })
  // What is below 0 means 0 (RFC 9865 §2); `invalidCount` is for what is no number, and for another one (A20).
  return { kind: 'cursor', cursor, count: atLeastZero(count) }
}

function atLeastZero(count: number | undefined): number | undefined {
  return count === undefined ? undefined : Math.max(count, 0)
}

function show(value: JsonValue): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : describe(value)
}
