import { ScimError } from '../errors/scim-error.ts'

/**
 * Takes the position of a page apart, for a store that writes its positions as JSON arrays. Cursors are authentic when
 * they come to a store, yet their key may be shared with a process that has another store: what the parts are is still
 * to be checked.
 *
 * @throws ScimError `CURSOR_INVALID` for what is no array
 * @example
 * ```ts
 * parsePosition('["ada", 7]') // ['ada', 7]
 * parsePosition('7') // throws CURSOR_INVALID
 * ```
 */
export function parsePosition(text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text)
    if (Array.isArray(value)) return value
  } catch {
    // Not ours, like what is no array.
  }
  throw new ScimError('CURSOR_INVALID', {})
}
