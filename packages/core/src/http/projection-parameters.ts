import { ScimError } from '../errors/scim-error.ts'
import type { ProjectionRequest } from '../schema/projection.ts'
import type { QueryParameters } from './query.ts'

/**
 * The `attributes` and `excludedAttributes` of a query string: names separated by commas (RFC 7644 §3.9).
 *
 * @throws ScimError `PROJECTION_CONFLICT` when both are given (A17), `PARAMETER_INVALID` for too many names
 */
export function parseNames({
  attributes,
  excludedAttributes,
}: Pick<QueryParameters, 'attributes' | 'excludedAttributes'>): ProjectionRequest {
  return exclusive({ attributes: split(attributes), excludedAttributes: split(excludedAttributes) })
}

/** No schema has as many attributes. */
const maxNames = 1000

/** @throws ScimError `PROJECTION_CONFLICT`, `PARAMETER_INVALID` for too many names */
export function exclusive(request: ProjectionRequest): ProjectionRequest {
  const { attributes, excludedAttributes } = request
  if (attributes !== undefined && excludedAttributes !== undefined) throw new ScimError('PROJECTION_CONFLICT', {})
  refuseMany('attributes', attributes)
  refuseMany('excludedAttributes', excludedAttributes)
  return request
}

function refuseMany(name: string, { length }: readonly string[] = []): void {
  if (length <= maxNames) return
  throw new ScimError('PARAMETER_INVALID', { name, expected: `at most ${maxNames} names`, found: `${length} names` })
}

function split(names: string | undefined): readonly string[] | undefined {
  const list = names?.split(',').filter((name) => name.trim() !== '')
  return list === undefined || list.length === 0 ? undefined : list
}
