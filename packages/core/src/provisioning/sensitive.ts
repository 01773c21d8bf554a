import { ScimError } from '../errors/scim-error.ts'
import type { ResolvedFilter } from '../filter/ast.ts'
import { comparedIn } from '../filter/compared-in.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { Policy } from './policy.ts'

/**
 * Refuses a filter that puts the value of a sensitive attribute into a URL (RFC 7644 §7.5.2).
 *
 * @throws ScimError `FILTER_SENSITIVE`
 */
export function refuseSensitive(filter: ResolvedFilter, resourceType: ResourceType, { query }: Policy): void {
  if (query.sensitive === undefined || query.sensitive.length === 0) return
  const sensitive = new Set(query.sensitive.flatMap((name) => attributesOf(resourceType, name)))
  const named = comparedIn(filter).find((attribute) =>
    [attribute, attribute.parent].some((each) => sensitive.has(each)),
  )
  if (named === undefined) return
  throw new ScimError('FILTER_SENSITIVE', { path: named.path, endpoint: `${resourceType.endpoint}/.search` })
}

function attributesOf(resourceType: ResourceType, name: string): readonly (Attribute | undefined)[] {
  const found = findAttribute(resourceType, name)
  if (found === undefined) return []
  return found.kind === 'container' ? found.container.attributes : [found.attribute]
}
