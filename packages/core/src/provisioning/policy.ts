import * as z from 'zod'
import { ScimError } from '../errors/scim-error.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { Registry } from '../schema/registry.ts'
import type { Policy } from './policy-type.ts'
import { attributesSwitches } from './switches/attributes.ts'
import { brakesSwitches } from './switches/brakes.ts'
import { errorsSwitches } from './switches/errors.ts'
import { filtersSwitches } from './switches/filters.ts'
import { groupsSwitches } from './switches/groups.ts'
import { loginSwitches } from './switches/login.ts'
import { orphansSwitches } from './switches/orphans.ts'
import { protocolSwitches } from './switches/protocol.ts'
import { querySwitches } from './switches/query.ts'
import { tokensSwitches } from './switches/tokens.ts'
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
  errors: errorsSwitches.describe('How a product words its errors.'),
  users: usersSwitches.describe('How accounts are found, created, renamed, deleted and shown.'),
  groups: groupsSwitches.describe('Names, members, and who decides about them.'),
  attributes: attributesSwitches.describe('What of a resource the product takes.'),
  filters: filtersSwitches.describe('Which filters are answered.'),
  query: querySwitches.describe('How much one query answers.'),
  protocol: protocolSwitches.describe('What of the protocol a product has where RFC 7644 leaves the choice.'),
  login: loginSwitches.describe('What a sign-in does.'),
  orphans: orphansSwitches.describe('Accounts nobody looks after.'),
  tokens: tokensSwitches.describe('The credentials of identity providers.'),
  brakes: brakesSwitches.describe(
    "What is refused until an administrator confirms it. Both of a brake's thresholds must be passed.",
  ),
  readiness: z.boolean().describe('Whether `GET /readiness` answers what to put right before going live (B-28).'),
  unique: z
    .array(
      z
        .strictObject({
          resourceType: z
            .string()
            .describe('The name of the type, such as `User`; one that is not registered is passed over.'),
          attribute: z.string().describe('Its name, or the path of a sub-attribute: `emails.value`.'),
          scope: z.enum(['tenant', 'global']).describe('Among whose resources: those of the tenant, or all.'),
        })
        .readonly(),
    )
    .readonly()
    .describe('Further attributes that must be unique although their schema does not say so.'),
  delete: z
    .enum(['hard', 'tombstone'])
    .describe('What DELETE leaves of a resource that is neither a User nor a Group.'),
})

// Not `z.infer`, in which no switch has a docstring. `checkPolicy` and a test hold the two together.
export type { Policy } from './policy-type.ts'

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
 * Checks that what a policy calls sensitive is an attribute of some resource type: a misspelt name would protect
 * nothing.
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
