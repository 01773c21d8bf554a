import type { ResourceTypeDefinition } from '../schema/attribute.ts'
import { createRegistry, type Registry } from '../schema/registry.ts'
import { groupResourceType, userResourceType } from '../schema/rfc7643/resource-types.ts'
import { checkAliases } from './aliases.ts'
import { checkAllowedFilters } from './filters.ts'
import { checkPolicy, checkSensitiveAttributes, checkUniqueAttributes, type Policy } from './policy.ts'
import { rfcProfile } from './profiles/rfc.ts'
import { shapeDefinitions } from './shape.ts'

/** A product: the profile and the resource types that its handler and its directory share. */
export interface Product {
  /** {@link rfcProfile} when left out. */
  readonly profile?: Policy | undefined
  /** User (with EnterpriseUser) and Group when left out. */
  readonly resourceTypes?: readonly ResourceTypeDefinition[] | undefined
}

/** A product, checked. */
export interface SettledProduct {
  readonly policy: Policy
  /** The resource types as they were given. */
  readonly definitions: readonly ResourceTypeDefinition[]
  /** The resource types as the product has them. */
  readonly registry: Registry
}

/**
 * @throws ScimError `CONFIGURATION` when the profile or a definition is wrong, or the profile names what no schema has
 */
export function settleProfile({ profile = rfcProfile, resourceTypes }: Product): SettledProduct {
  const policy = checkPolicy(profile)
  const definitions = resourceTypes ?? [userResourceType, groupResourceType]
  const registry = createRegistry(shapeDefinitions(definitions, policy), { versions: policy.protocol.etag })
  checkAliases(policy, registry)
  checkAllowedFilters(policy, registry)
  checkUniqueAttributes(policy, registry)
  checkSensitiveAttributes(policy, registry)
  return { policy, definitions, registry }
}
