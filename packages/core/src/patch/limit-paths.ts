import { ScimError } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, memberNamed } from '../schema/json.ts'

/**
 * How long the paths of one PATCH may be altogether: as many filters for one value each as there may be operations, with
 * the URN before the attribute. All are parsed before anything else is known of them.
 */
const maxPathLength = 1_048_576

/**
 * Refuses a PATCH whose paths would take long to parse. Names count without case, for a dialect may read them so.
 *
 * @throws ScimError `PATCH_TOO_MANY_OPERATIONS`
 */
export function limitPaths(operations: readonly unknown[]): void {
  let length = 0
  for (const operation of operations) if (isJsonObject(operation)) length += lengthOfPaths(operation)
  if (length > maxPathLength)
    throw new ScimError('PATCH_TOO_MANY_OPERATIONS', { counted: 'characters of paths', limit: maxPathLength })
}

/** Without a path the names in the value may be paths. */
function lengthOfPaths(operation: JsonObject): number {
  const path = memberNamed(operation, 'path')
  if (typeof path === 'string') return path.length
  const value = memberNamed(operation, 'value')
  if (!isJsonObject(value)) return 0
  return Object.keys(value).reduce((sum, name) => sum + name.length, 0)
}
