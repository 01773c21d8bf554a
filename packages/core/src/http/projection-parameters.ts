import { ScimError } from '../errors/scim-error.ts'
import type { ProjectionRequest } from '../schema/projection.ts'
import type { QueryParameters } from './query.ts'

/**
 * The `attributes` and `excludedAttributes` of a query string: names separated by commas (RFC 7644 §3.9).
 *
 * @throws ScimError `PROJECTION_CONFLICT`, `PARAMETER_INVALID` for too many names
 */
export function parseNames(
  { attributes, excludedAttributes }: Pick<QueryParameters, 'attributes' | 'excludedAttributes'>,
  attributesWin: AttributesWin,
): ProjectionRequest {
  return exclusive({ attributes: split(attributes), excludedAttributes: split(excludedAttributes) }, attributesWin)
}

/** Told when both are given and `attributes` counts; undefined where that is an error (A17). */
export type AttributesWin = (() => void) | undefined

/** No schema has as many attributes. */
const maxNames = 1000

/** @throws ScimError `PROJECTION_CONFLICT`, `PARAMETER_INVALID` for too many names */
export function exclusive(request: ProjectionRequest, attributesWin: AttributesWin): ProjectionRequest {
  const { attributes, excludedAttributes } = request
  refuseMany('attributes', attributes)
  refuseMany('excludedAttributes', excludedAttributes)
  if (attributes === undefined || excludedAttributes === undefined) return request
  if (attributesWin === undefined) throw new ScimError('PROJECTION_CONFLICT', {})
  attributesWin()
  return { attributes }
}

function refuseMany(name: string, { length }: readonly string[] = []): void {
  if (length <= maxNames) return
  throw new ScimError('PARAMETER_INVALID', { name, expected: `at most ${maxNames} names`, found: `${length} names` })
}

function split(names: string | undefined): readonly string[] | undefined {
  const list = names?.split(',').filter((name) => name.trim() !== '')
  return list === undefined || list.length === 0 ? undefined : list
}
