import { z } from 'zod'
import { ScimError } from '../errors/scim-error.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { Registry } from '../schema/registry.ts'
import {
  brakesSwitches,
  filtersSwitches,
  loginSwitches,
  orphansSwitches,
  querySwitches,
  tokensSwitches,
} from './switches/access.ts'
import { attributesSwitches } from './switches/attributes.ts'
import { errorsSwitches } from './switches/errors.ts'
import { groupsSwitches } from './switches/groups.ts'
import { protocolSwitches } from './switches/protocol.ts'
import { usersSwitches } from './switches/users.ts'

/**
 * The switches of provisioning: what a product decides where the RFCs leave the choice. Each profile is a value of
 * this shape; a consumer makes their own with {@link defineProfile}.
 *
 * @example
 * ```ts
 * policySchema.safeParse({ ...rfcProfile, delete: 'soft' }).error?.issues[0]?.path // ['delete']
 * ```
 */
export const policySchema = z.strictObject({
  errors: errorsSwitches,
  users: usersSwitches,
  groups: groupsSwitches,
  attributes: attributesSwitches,
  filters: filtersSwitches,
  query: querySwitches,
  protocol: protocolSwitches,
  login: loginSwitches,
  orphans: orphansSwitches,
  tokens: tokensSwitches,
  brakes: brakesSwitches,
  readiness: z.boolean().describe('Whether `GET /readiness` answers what to put right before going live (B-28).'),
  unique: z
    .array(
      z
        .strictObject({ resourceType: z.string(), attribute: z.string(), scope: z.enum(['tenant', 'global']) })
        .readonly(),
    )
    .readonly()
    .describe('Further attributes that must be unique although their schema does not say so.'),
  delete: z
    .enum(['hard', 'tombstone'])
    .describe('What DELETE leaves of a resource that is neither a User nor a Group.'),
})

/** A provisioning policy, see {@link policySchema}. */
export type Policy = z.infer<typeof policySchema>

/** @throws ScimError `CONFIGURATION` naming the switch */
export function checkPolicy(policy: Policy): Policy {
  const result = policySchema.safeParse(policy)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new ScimError('CONFIGURATION', {
    where: ['profile', ...(issue?.path ?? [])].join('.'),
    problem: issue?.message ?? 'is not valid',
  })
}

/**
 * Checks that what a policy calls sensitive is an attribute of some resource type: a misspelt name would protect nothing.
 *
 * @throws ScimError `CONFIGURATION` naming the attribute
 */
export function checkSensitiveAttributes({ query }: Policy, { resourceTypes }: Pick<Registry, 'resourceTypes'>): void {
  for (const name of query.sensitive ?? []) {
    if (resourceTypes.some((resourceType) => findAttribute(resourceType, name) !== undefined)) continue
    throw new ScimError('CONFIGURATION', {
      where: 'profile.query.sensitive',
      problem: `no resource type has an attribute "${name}"`,
    })
  }
}

/**
 * Checks that what a policy makes unique is there. A resource type that is not registered is no mistake: the default
 * profile speaks of groups, and not everybody has them.
 *
 * @throws ScimError `CONFIGURATION` naming the attribute
 */
export function checkUniqueAttributes({ unique }: Policy, { byName }: Pick<Registry, 'byName'>): void {
  for (const { resourceType: name, attribute } of unique) {
    const resourceType = byName(name)
    if (resourceType === undefined || findAttribute(resourceType, attribute)?.kind === 'attribute') continue
    throw new ScimError('CONFIGURATION', {
      where: 'profile.unique',
      problem: `${name} has no attribute "${attribute}"`,
    })
  }
}
