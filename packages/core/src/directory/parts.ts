import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
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
import { byApplication, type DirectoryStore } from './by-application.ts'

/** What {@link createDirectory} is made of. */
export interface DirectoryOptions {
  readonly store: Store
  /** The profile of the handler on the same store; {@link rfcProfile} when left out. */
  readonly profile?: Policy | undefined
  /**
   * The resource types of the handler on the same store. A User must be among them; without a Group whose members are a
   * relation with an inverse on the User the calls about groups refuse.
   */
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
  readonly store: DirectoryStore
  readonly policy: Policy
  readonly resourceTypes: Registry['resourceTypes']
  readonly user: ResourceType
  /** Undefined for a product without groups. */
  readonly grouping: Grouping | undefined
  /** What of a user the product does not keep, and passes over. */
  readonly isLeftOut: IsLeftOut
  /** The list of a user that has room for one element only, if there is one. */
  readonly sole: SoleElement | undefined
  readonly tokens: TokenStore | undefined
  readonly log: ProvisioningLog | undefined
  readonly now: () => number
}

/** What there is where a product has groups. */
export interface Grouping {
  readonly group: ResourceType
  /** The relation from a group to its members, and what is computed of it on the other side. */
  readonly members: Attribute
  readonly memberships: Attribute
}

/** What the calls about groups share. */
export type GroupParts = Parts & Grouping

/** One account or group. */
export interface Place {
  readonly tenant: string
  readonly id: string
}

const names: NamesOf<DirectoryOptions> = {
  store: true,
  profile: true,
  resourceTypes: true,
  tokens: true,
  log: true,
  now: true,
}

/** @throws ScimError `CONFIGURATION` */
export function settleParts(options: DirectoryOptions): Parts {
  refuseUnknown('createDirectory', options, names)
  const product = settleProfile(options)
  const { policy } = product
  const { store, tokens, log, now = Date.now } = options
  const { resourceTypes } = product.registry
  const user = userIn(product.registry)
  const grouping = groupingIn(product.registry, user)
  const isLeftOut = leftOutOf(user, product)
  const sole = soleEmailOf(user, policy, { ignored: () => undefined, unknown: () => undefined })
  return { store: byApplication(store), policy, resourceTypes, user, grouping, isLeftOut, sole, tokens, log, now }
}

/** @throws ScimError `CONFIGURATION` for a product without groups */
export function withGroups(parts: Parts): GroupParts {
  if (parts.grouping !== undefined) return { ...parts, ...parts.grouping }
  throw needs('a call about groups needs a Group whose members are a relation with an inverse on the User')
}

function userIn({ resourceTypes }: Registry): ResourceType {
  const user = resourceTypes.find((type) => kindOf(type) === 'user')
  if (user === undefined) throw needs('a directory needs a User')
  return user
}

function groupingIn({ resourceTypes }: Registry, { inverses }: ResourceType): Grouping | undefined {
  const group = resourceTypes.find((type) => kindOf(type) === 'group')
  const memberships = inverses.find(({ inverseOf }) => inverseOf?.resourceType === group?.name)
  const members = group?.relations.find(({ name }) => name === memberships?.inverseOf?.attribute)
  return group && memberships && members && { group, members, memberships }
}

function needs(problem: string): ScimError {
  return new ScimError('CONFIGURATION', { where: 'createDirectory.resourceTypes', problem })
}

/** The present, as an xsd:dateTime. */
export function presentOf({ now }: Pick<Parts, 'now'>): string {
  return new Date(now()).toISOString()
}
