import { ScimError } from '../errors/scim-error.ts'
import type { ProjectionRequest } from '../schema/projection.ts'
import type { QueryParameters } from './query.ts'

/**
 * The `attributes` and `excludedAttributes` of a query string: names separated by commas (RFC 7644 §3.9).
 *
 * @throws ScimError `PROJECTION_CONFLICT` when both are given (A17)
 */
export function parseNames({
  attributes,
  excludedAttributes,
}: Pick<QueryParameters, 'attributes' | 'excludedAttributes'>): ProjectionRequest {
  return exclusive({ attributes: split(attributes), excludedAttributes: split(excludedAttributes) })
}

/** @throws ScimError `PROJECTION_CONFLICT` */
export function exclusive(request: ProjectionRequest): ProjectionRequest {
  if (request.attributes !== undefined && request.excludedAttributes !== undefined)
    throw new ScimError('PROJECTION_CONFLICT', {})
  return request
}

function split(names: string | undefined): readonly string[] | undefined {
  const list = names?.split(',').filter((name) => name.trim() !== '')
  return list === undefined || list.length === 0 ? undefined : list
}
