import { ScimError } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject, type JsonValue, memberNamed } from '../schema/json.ts'

/** How many operations one PATCH may have, and how many names of attributes in their values. */
export const maxOperations = 10_000

/**
 * How long the paths of one PATCH may be altogether: as many filters for one value each as there may be operations,
 * with the URN before the attribute. All are parsed before anything else is known of them.
 */
const maxPathLength = 1_048_576

/**
 * What is to be read before anything is known of it: names that are operations of their own, and all that are paths.
 */
interface Size {
  readonly names: number
  readonly length: number
}

const nothing: Size = { names: 0, length: 0 }

/**
 * Refuses a PATCH with too many operations, or whose paths would take long to read. Names count without case, for a
 * dialect may read them so.
 *
 * @throws ScimError `PATCH_TOO_MANY_OPERATIONS`
 */
export function limitOperations(operations: readonly unknown[]): void {
  if (operations.length > maxOperations) throw new ScimError('PATCH_TOO_MANY_OPERATIONS', { limit: maxOperations })
  let total = nothing
  for (const operation of operations) {
    if (isJsonObject(operation)) total = sum(total, sizeOf(operation))
    if (total.length > maxPathLength) throw tooMany('characters of paths', maxPathLength)
    if (total.names > maxOperations) throw tooMany('names of attributes', maxOperations)
  }
}

/** A value is a set of attributes without a path, and below a URN, which may be the one of an extension. */
function sizeOf(operation: JsonObject): Size {
  const path = memberNamed(operation, 'path')
  const value = memberNamed(operation, 'value')
  if (typeof path !== 'string') return sizeOfSet(value)
  const names = isLikeUrn(path) ? sizeOfSet(value, path).names : 0
  return { names, length: path.length }
}

/** Each name in a set is as good as an operation (RFC 7644 §3.5.2.1), and may be a path. */
function sizeOfSet(set: JsonValue | undefined, urn = ''): Size {
  if (!isJsonObject(set)) return nothing
  let total = nothing
  for (const name of Object.keys(set)) {
    const inner = urn === '' && isLikeUrn(name) ? sizeOfSet(set[name], name) : nothing
    total = sum(total, { names: 1 + inner.names, length: urn.length + name.length + inner.length })
  }
  return total
}

function isLikeUrn(name: string): boolean {
  return /^urn:/i.test(name)
}

function sum(left: Size, right: Size): Size {
  return { names: left.names + right.names, length: left.length + right.length }
}

function tooMany(counted: string, limit: number): ScimError {
  return new ScimError('PATCH_TOO_MANY_OPERATIONS', { counted, limit })
}
