import { z } from 'zod'
import { ScimError } from '../errors/scim-error.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { Registry } from '../schema/registry.ts'

const unknownAttribute = z.enum(['ignore', 'reject'])

/**
 * The switches of provisioning: what a product decides where the RFCs leave the choice. Each profile is a value of
 * this shape; a consumer writes their own the same way.
 */
export const policySchema = z.strictObject({
  attributes: z.strictObject({
    /** An attribute the schema does not have: ignored, or the request refused. */
    unknown: z.strictObject({ post: unknownAttribute, put: unknownAttribute, patch: unknownAttribute }),
  }),
  /** Attributes that must be unique although their schema does not say so. */
  unique: z.array(
    z.strictObject({ resourceType: z.string(), attribute: z.string(), scope: z.enum(['tenant', 'global']) }).readonly(),
  ),
  /** What DELETE leaves: nothing, or a tombstone from which the resource can be restored; by resource type, `*` for the rest. */
  delete: z.record(z.string(), z.enum(['hard', 'tombstone'])),
  members: z.strictObject({
    /** Members that do not exist: the request is refused with all of them named, they are left out, or kept dangling. */
    validation: z.enum(['reject', 'skip', 'accept']),
    /** Whether a deactivated member counts as one that does not exist. */
    requireActive: z.boolean(),
  }),
  query: z.strictObject({
    /** The largest page, and the page when the client names no count. */
    maxCount: z.int().positive(),
    countOverMax: z.enum(['clamp', 'reject']),
    /** Queries that match more are refused rather than paged (RFC 7644 §3.4.2.1); there is no limit when left out. */
    maxMatches: z.int().positive().exactOptional(),
    /** Attributes whose values must not stand in a URL: their filters go to `.search` (RFC 7644 §7.5.2). */
    sensitive: z.array(z.string()).readonly().exactOptional(),
  }),
})

/** A provisioning policy, see {@link policySchema}. */
export type Policy = z.infer<typeof policySchema>

/** @throws ScimError `CONFIGURATION` naming the switch */
export function checkPolicy(policy: Policy): Policy {
  const result = policySchema.safeParse(policy)
  if (result.success) return result.data
  const [issue] = result.error.issues
  throw new ScimError('CONFIGURATION', {
    where: `profile.${issue?.path.join('.') ?? ''}`,
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
