import { parsePosition, ScimError } from '@scimkit/core'

/**
 * A gap between two rows: beside one of them, on the side of what follows (1) or of what comes before (-1). In the
 * order of creation a row stands by the number of its scope and its sequence; in a sorted list by its key and its id.
 */
export type Position =
  | { readonly kind: 'created'; readonly scope: number; readonly seq: number; readonly side: 1 | -1 }
  | { readonly kind: 'sorted'; readonly key: string | number | null; readonly id: string; readonly side: 1 | -1 }

/** The text of a position: opaque to everybody else. */
export function formatPosition(position: Position): string {
  return position.kind === 'created'
    ? JSON.stringify([position.scope, position.seq, position.side])
    : JSON.stringify([position.key, position.id, position.side])
}

/** Reads a position. @throws ScimError `CURSOR_INVALID` */
export function readPosition(text: string, kind: Position['kind']): Position {
  const [first, second, side] = parsePosition(text)
  if (side !== 1 && side !== -1) throw new ScimError('CURSOR_INVALID', {})
  if (kind === 'created' && isWhole(first) && isWhole(second)) return { kind, scope: first, seq: second, side }
  if (kind === 'sorted' && isKey(first) && isText(second)) return { kind, key: first, id: second, side }
  throw new ScimError('CURSOR_INVALID', {})
}

function isKey(value: unknown): value is string | number | null {
  return value === null || isText(value) || typeof value === 'number'
}

function isWhole(value: unknown): value is number {
  return Number.isSafeInteger(value)
}

/** What comes from here has no U+0000: PostgreSQL keeps none. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !value.includes('\u0000')
}
