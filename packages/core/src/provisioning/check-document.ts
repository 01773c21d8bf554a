import { ScimError } from '../errors/scim-error.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'

/**
 * Checks a finished document against what the product puts up with, before it is written.
 *
 * @throws ScimError `DISPLAY_NAME_TOO_LONG`
 */
export function checkDocument(resourceType: ResourceType, attributes: JsonObject, { groups }: Policy): void {
  const { displayNameMax: max } = groups
  const { displayName } = attributes
  if (max === undefined || kindOf(resourceType) !== 'group' || typeof displayName !== 'string') return
  // Characters are code points: what people count as one sign is one here, unless it is made of several (P-20).
  const actual = [...displayName].length
  if (actual > max) throw new ScimError('DISPLAY_NAME_TOO_LONG', { max, actual })
}
