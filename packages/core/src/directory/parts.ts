import { ScimError } from '../errors/scim-error.ts'
import { soleEmailOf } from '../provisioning/emails.ts'
import { kindOf } from '../provisioning/kind.ts'
import { type IsLeftOut, leftOutOf } from '../provisioning/left-out.ts'
import type { Policy } from '../provisioning/policy.ts'
import { settleProfile } from '../provisioning/settle-profile.ts'
import type { Attribute, ResourceType, ResourceTypeDefinition } from '../schema/attribute.ts'
import type { Registry } from '../schema/registry.ts'
import type { SoleElement } from '../schema/sole-element.ts'
import type { ProvisioningLog } from '../store/provisioning-log.ts'
import type { Store } from '../store/store.ts'
import type { TokenStore } from '../store/token-store.ts'

/** What {@link createDirectory} is made of. */
export interface DirectoryOptions {
  readonly store: Store
  /** The profile of the handler on the same store; {@link rfcProfile} when left out. */
  readonly profile?: Policy | undefined
  /** The resource types of the handler on the same store; a User and a Group with members must be among them. */
  readonly resourceTypes?: readonly ResourceTypeDefinition[] | undefined
  /** Where `issueToken` keeps what it issues, `leaveSso` ends it and `readiness` looks at it. */
  readonly tokens?: TokenStore | undefined
  /** Where it is looked up when SCIM last asked about an account. */
  readonly log?: ProvisioningLog | undefined
  /** The clock, in milliseconds since 1970; `Date.now` when left out. */
  readonly now?: (() => number) | undefined
}

/** What the calls of a directory share. */
export interface Parts {
  readonly store: Store
  readonly policy: Policy
  readonly resourceTypes: Registry['resourceTypes']
  readonly user: ResourceType
  readonly group: ResourceType
  /** What of a user the product does not keep, and passes over. */
  readonly isLeftOut: IsLeftOut
  /** The list of a user that has room for one element only, if there is one. */
  readonly sole: SoleElement | undefined
  /** The relation from a group to its members, and what is computed of it on the other side. */
  readonly members: Attribute
  readonly memberships: Attribute
  readonly tokens: TokenStore | undefined
  readonly log: ProvisioningLog | undefined
  readonly now: () => number
}

/** One account or group. */
export interface Place {
  readonly tenant: string
  readonly id: string
}

/** @throws ScimError `CONFIGURATION` */
export function settleParts(options: DirectoryOptions): Parts {
  const product = settleProfile(options)
  const { policy } = product
  const { store, tokens, log, now = Date.now } = options
  const { resourceTypes } = product.registry
  const types = typesIn(product.registry)
  const isLeftOut = leftOutOf(types.user, product)
  const sole = soleEmailOf(types.user, policy, () => undefined)
  return { store, policy, resourceTypes, ...types, isLeftOut, sole, tokens, log, now }
}

function typesIn({ resourceTypes }: Registry): Pick<Parts, 'user' | 'group' | 'members' | 'memberships'> {
  const user = resourceTypes.find((type) => kindOf(type) === 'user')
  const group = resourceTypes.find((type) => kindOf(type) === 'group')
  const memberships = user?.inverses.find(({ inverseOf }) => inverseOf?.resourceType === group?.name)
  const members = group?.relations.find(({ name }) => name === memberships?.inverseOf?.attribute)
  if (user === undefined || group === undefined || memberships === undefined || members === undefined)
    throw new ScimError('CONFIGURATION', {
      where: 'createDirectory.resourceTypes',
      problem: 'a directory needs a User, and a Group whose members are a relation with an inverse on the User',
    })
  return { user, group, members, memberships }
}

/** The present, as an xsd:dateTime. */
export function presentOf({ now }: Pick<Parts, 'now'>): string {
  return new Date(now()).toISOString()
}
