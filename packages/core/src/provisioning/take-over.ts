import { type About, conditionOf, conflictWith } from '../errors/finding.ts'
import type { Effect } from '../events.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { equalJson, type JsonObject } from '../schema/json.ts'
import type { ResourceInput } from '../schema/read-resource.ts'
import { replaceAttributes } from '../schema/replace-attributes.ts'
import type { Provenance, StoredResource, UnitOfWork } from '../store/store.ts'
import type { Takeover } from './decide.ts'
import { keepActive } from './keep-active.ts'
import { freeUserName } from './left-over.ts'
import { loginNameOf } from './login-name.ts'
import type { Match } from './match.ts'
import { askedName, keepUserName } from './rename.ts'
import { type Judging, rewrite } from './rewrite.ts'

/** What a request to create says. */
export interface Arriving {
  readonly resourceType: ResourceType
  readonly input: ResourceInput
  /** The document it makes where nothing is there yet. */
  readonly attributes: JsonObject
}

/** The resource a request to create has led to, and what that did to it. */
export interface Provisioned {
  readonly resource: StoredResource
  readonly effect: Effect
}

interface TakingOver extends Arriving {
  readonly action: Takeover
  readonly match: Match
  readonly leftOver: StoredResource | undefined
}

/**
 * Goes on with an account that was there, under its id, as a PUT of the same body would: the profile is that of the
 * request.
 *
 * @throws ScimError `UNIQUENESS_VIOLATED` when what the request brings along, or only asks for, is another account's,
 * `SEATS_EXHAUSTED`, `ACCOUNT_PROTECTED`, `ATTRIBUTE_MUTABILITY`
 */
export async function takeOver(unit: UnitOfWork, taking: TakingOver, judging: Judging): Promise<Provisioned> {
  const { resourceType, match, action } = taking
  const current = match.account
  const wanted = bringsBack(action, judging) ? returned(taking, judging) : replaced(taking)
  const asked = askedName({ resourceType, current, attributes: wanted }, judging)
  const attributes = keepUserName({ resourceType, current, attributes: wanted }, judging)
  const { provenance } = current
  const loginName = await loginNameOf(unit, { resourceType, attributes, provenance }, judging.policy)
  const next = {
    ...provenance,
    ...(loginName !== undefined && { loginName }),
    ...(action === 'pending' && waiting(resourceType, current)),
  }
  if (asked.length === 0 && isAsWanted(current, { attributes, provenance: next })) {
    return { resource: current, effect: 'unchanged' }
  }
  const { leftOver } = taking
  // What waits may be rejected: until somebody has decided, everybody keeps their name.
  if (leftOver !== undefined && action !== 'pending')
    await freeUserName(unit, { resourceType, match, attributes, leftOver }, judging)
  const resource = await rewrite(unit, { resourceType, current, attributes, provenance: next, asked }, judging)
  tell(taking, resource, judging)
  return { resource, effect: isOutOfUse(current, resource) ? 'deactivated' : effects[action](resource) }
}

/**
 * Whether a request asks for nothing that is not so already: then version and lastModified stay (RFC 7644 §3.5.2.1).
 */
function isAsWanted(
  { attributes, provenance }: StoredResource,
  wanted: Pick<StoredResource, 'attributes' | 'provenance'>,
): boolean {
  const isKnown = provenance.managed && !provenance.deleted
  return isKnown && equalJson(attributes, wanted.attributes) && isSameProvenance(provenance, wanted.provenance)
}

/** A takeover that waits for a decision makes a new one of it. */
function isSameProvenance(before: Provenance, wanted: Provenance): boolean {
  return before.pending === wanted.pending && before.loginName === wanted.loginName
}

/** Whoever loses an account in use has lost it, however the request came to it: brakes count that. */
function isOutOfUse({ provenance: before }: StoredResource, { provenance: after }: StoredResource): boolean {
  return before.active && !before.deleted && !after.active && after.pending === undefined
}

function replaced({ resourceType, match, input }: TakingOver): JsonObject {
  const before = match.account.attributes
  return keepActive(resourceType, { before, after: replaceAttributes(resourceType, before, input) })
}

function bringsBack(action: Takeover, { policy }: Judging): boolean {
  return action === 'reactivate' || (action === 'link' && policy.users.linkActivates)
}

/** Who is created is to be active, also who was there (I-05, I-06, B-20), unless the request says that they are not. */
function returned(taking: TakingOver, { policy }: Judging): JsonObject {
  const { resourceType, match, action, input } = taking
  const isSynced = action === 'link' || policy.users.reactivateSync
  const document = isSynced ? replaced(taking) : match.account.attributes
  const { activeAttribute } = resourceType
  if (activeAttribute === undefined) return document
  return withValue(document, activeAttribute, valueAt(input.attributes, activeAttribute) ?? true)
}

/** What the application goes on with until an administrator has decided; of several requests, from before the first. */
function waiting(resourceType: ResourceType, current: StoredResource): Pick<Provenance, 'pending'> {
  return {
    pending: current.provenance.pending ?? { before: unused(resourceType, current), since: new Date().toISOString() },
  }
}

/** Who was deleted comes into use when somebody has decided so, not because it waits for that. */
function unused({ activeAttribute }: ResourceType, { attributes, provenance }: StoredResource): JsonObject {
  if (!provenance.deleted || activeAttribute === undefined) return attributes
  return withValue(attributes, activeAttribute, false)
}

const effects: Readonly<Record<Takeover, (after: StoredResource) => Effect>> = {
  link: () => 'linked',
  reactivate: ({ provenance }) => (provenance.active ? 'reactivated' : 'updated'),
  pending: () => 'pending',
}

function tell({ match, action }: TakingOver, after: StoredResource, { note }: Judging): void {
  const { id, resourceType, provenance } = match.account
  const state = conditionOf(provenance)
  const about: About = { resourceType, resourceId: id, conflict: conflictWith(match.account) }
  const by = match.key
  if (action === 'pending') note('TAKEOVER_PENDING', { by }, about)
  else if (action === 'link') note('ACCOUNT_LINKED', { by }, about)
  if (action !== 'pending' && state !== 'active' && after.provenance.active)
    note('LOCAL_CHANGE_UNDONE', { was: state }, about)
}
