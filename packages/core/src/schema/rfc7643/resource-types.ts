import type { ResourceTypeDefinition } from '../attribute.ts'
import { enterpriseUserSchema } from './enterprise-user.ts'
import { groupSchema } from './group.ts'
import { userSchema } from './user.ts'

/**
 * Users (RFC 7643 §4.1), with the enterprise extension as an option.
 *
 * @example
 * ```ts
 * const withoutEnterprise = defineResourceType({ ...userResourceType, extensions: [] })
 * createRegistry([withoutEnterprise]).byEndpoint('/Users')?.name // 'User'
 * ```
 */
export const userResourceType = {
  name: 'User',
  endpoint: '/Users',
  description: 'User Account',
  schema: userSchema,
  extensions: [{ schema: enterpriseUserSchema, required: false }],
  activeAttribute: 'active',
} as const satisfies ResourceTypeDefinition

/**
 * Groups (RFC 7643 §4.2). Their members are a relation; the groups of a user are computed from it.
 *
 * @example
 * ```ts
 * groupResourceType.endpoint // '/Groups'
 * ```
 */
export const groupResourceType = {
  name: 'Group',
  endpoint: '/Groups',
  description: 'Group',
  schema: groupSchema,
  relations: [{ attribute: 'members', inverse: { resourceType: 'User', attribute: 'groups' } }],
} as const satisfies ResourceTypeDefinition
