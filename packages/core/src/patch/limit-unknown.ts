import { ScimError } from '../errors/scim-error.ts'
import type { Reading } from '../schema/read-value.ts'

/** How many names in the values of one PATCH may be unknown: one in each member of a large group. */
const maxUnknown = 100_000

/**
 * Reads as before, but ends a PATCH with more names than that which are left out. Nothing else bounds them: an
 * attribute that is written costs effort, and one that is refused is the last.
 *
 * @throws ScimError `PATCH_TOO_MANY_OPERATIONS` when one name too many is read
 */
export function limitUnknown(reading: Reading): Reading {
  let left = maxUnknown
  return {
    ...reading,
    unknown: (path) => {
      reading.unknown(path)
      left -= 1
      if (left < 0) throw new ScimError('PATCH_TOO_MANY_OPERATIONS', { counted: 'unknown names', limit: maxUnknown })
    },
  }
}
