import { ScimError } from '@scimkit/core'

/**
 * The parts of a position. Cursors are authentic when they come to a store, yet their key may be shared with a process
 * that has another store.
 *
 * @throws ScimError `CURSOR_INVALID`
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
