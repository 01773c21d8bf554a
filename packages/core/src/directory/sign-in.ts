import { conflictWith, type Finding, findingOf } from '../errors/finding.ts'
import { isScimError, ScimError } from '../errors/scim-error.ts'
import { isInUse } from '../provisioning/draft.ts'
import { numberedName } from '../provisioning/login-name.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Provenance, RelationElement, StoredResource, UnitOfWork } from '../store/store.ts'
import { accountOf } from './account.ts'
import { insertAccount, unmanaged } from './add-account.ts'
import {
  changeMemberships,
  type MembershipChange,
  membershipFindings,
  planMemberships,
  refuseWithoutGroups,
} from './asserted-groups.ts'
import type { Assertion, SignedIn } from './directory.ts'
import { emailsWith, readKnown } from './document.ts'
import { write } from './edit-account.ts'
import { effectiveGroups, membershipsOf } from './effective-groups.ts'
import { addressIn, findPerson, findTwins, refuseBlank } from './find-person.ts'
import { type Parts, presentOf } from './parts.ts'
import { withAssertedAddress } from './refresh-address.ts'

/**
 * What an identity provider asserts about somebody becomes a connected account and, where sign-ins decide about them,
 * its memberships.
 *
 * All writes are one unit of work. The groups of the person are read before it begins, so whoever changes them in
 * between is taken to have come after this sign-in.
 */
export async function signIn(parts: Parts, tenant: string, assertion: Assertion): Promise<SignedIn> {
  refuseUnknownProtocol(assertion)
  refuseBlank(assertion.nameId)
  refuseWithoutGroups(parts, assertion)
  const before = await parts.store.transaction(tenant, (unit) => findPerson(parts, unit, assertion))
  const memberships = before === undefined ? [] : await membershipsOf(parts, { tenant, id: before.id })
  const done = await parts.store.transaction(tenant, async (unit) => {
    const person = await findPerson(parts, unit, assertion)
    return person?.id === before?.id ? settle(parts, unit, { assertion, memberships, person }) : undefined
  })
  // The same identity was connected to an account meanwhile, by a sign-in at the same time for example.
  if (done === undefined) return signIn(parts, tenant, assertion)
  const { account, created, findings } = done
  const groups = await effectiveGroups(parts, { tenant, id: account.id })
  return { account: accountOf(parts, tenant, account), created, groups, findings }
}

const protocols: ReadonlySet<string> = new Set<Assertion['protocol']>(['saml', 'oidc'])

/**
 * Groups that are demanded of SAML would not be of something that is merely spelt otherwise.
 *
 * @throws ScimError `CONFIGURATION`
 */
function refuseUnknownProtocol({ protocol }: Assertion): void {
  if (protocols.has(protocol)) return
  throw new ScimError('CONFIGURATION', { where: 'signIn.protocol', problem: 'it must be "saml" or "oidc"' })
}

interface Signing {
  readonly assertion: Assertion
  readonly memberships: readonly RelationElement[]
  /** The account that was found, if there is one. */
  readonly person: StoredResource | undefined
}

interface Settled {
  readonly account: StoredResource
  readonly created: boolean
  readonly findings: readonly Finding[]
}

async function settle(parts: Parts, unit: UnitOfWork, signing: Signing): Promise<Settled> {
  const { assertion, person } = signing
  const change = await planMemberships(parts, unit, signing)
  const standing = standingAfter(parts, signing, change)
  const account =
    person === undefined
      ? await createAccount(parts, unit, { assertion, standing })
      : await connectAccount(parts, unit, { person, assertion, standing })
  await changeMemberships(parts, unit, { ...change, person: account })
  const created = person === undefined
  const told = created ? await creationFindings(parts, unit, { assertion, account }) : []
  return {
    account,
    created,
    findings: [...told, ...membershipFindings(parts, { ...change, person: account, assertion })],
  }
}

/** What is known of the person from this sign-in on. */
type Standing = Pick<Provenance, 'signIn' | 'signedInAt' | 'groupsAtSignIn'>

function standingAfter(parts: Parts, { assertion, memberships }: Signing, { join, leave }: MembershipChange): Standing {
  const { addEffective, removeEffective } = parts.policy.groups
  const left = new Set(leave.map(({ id }) => id))
  const ids = [...memberships.map(({ value }) => value), ...join.map(({ id }) => id)].filter((id) => !left.has(id))
  const isCounted = addEffective === 'nextLogin' || removeEffective === 'nextLogin'
  return { signIn: assertion.nameId, signedInAt: presentOf(parts), ...(isCounted && { groupsAtSignIn: ids }) }
}

/** @throws ScimError `SIGN_IN_REFUSED` when the account is not in use */
async function connectAccount(
  parts: Parts,
  unit: UnitOfWork,
  {
    person,
    assertion,
    standing,
  }: { readonly person: StoredResource; readonly assertion: Assertion; readonly standing: Standing },
): Promise<StoredResource> {
  if (!isInUse(parts.user, person)) throw new ScimError('SIGN_IN_REFUSED', { reason: 'the account is deactivated' })
  const attributes = await withAssertedAddress(parts, unit, { person, assertion })
  return write(parts, unit, { current: person, attributes, provenance: { ...person.provenance, ...standing } })
}

/**
 * An account made just in time (B-22).
 *
 * @throws ScimError `SIGN_IN_REFUSED`, `SEATS_EXHAUSTED`, or of the schema area for claims that make no account
 */
async function createAccount(
  parts: Parts,
  unit: UnitOfWork,
  { assertion, standing }: { readonly assertion: Assertion; readonly standing: Standing },
): Promise<StoredResource> {
  if (!parts.policy.login.jit)
    throw new ScimError('SIGN_IN_REFUSED', { reason: 'no account is connected to this identity, and none is made' })
  const attributes = readKnown(parts.user, profileOf(parts, assertion))
  try {
    return await insertAccount(parts, unit, { attributes, provenance: { ...unmanaged, origin: 'jit', ...standing } })
  } catch (thrown) {
    // Whose the value is, or in which tenant, is not for the person who signs in to know (P-37).
    if (!isScimError(thrown) || thrown.code !== 'UNIQUENESS_VIOLATED') throw thrown
    const reason = 'an account with the same e-mail address or user name exists that is not connected to this identity'
    throw new ScimError('SIGN_IN_REFUSED', { reason }, { cause: thrown })
  }
}

function profileOf(parts: Parts, assertion: Assertion): JsonObject {
  const { nameId, givenName, familyName } = assertion
  const email = addressIn(assertion)
  const name = { ...(givenName !== undefined && { givenName }), ...(familyName !== undefined && { familyName }) }
  return {
    userName: email ?? nameId,
    ...(email !== undefined && { emails: emailsWith(parts, {}, email) }),
    ...(Object.keys(name).length > 0 && { name }),
  }
}

/**
 * A new account although one was provisioned that looks like the same person's: the identifiers do not fit (F-7), or
 * the addresses differ so much that their login names alone tell (B-07, F-17).
 */
async function creationFindings(
  parts: Parts,
  unit: UnitOfWork,
  { assertion, account }: { readonly assertion: Assertion; readonly account: StoredResource },
): Promise<readonly Finding[]> {
  const about = { resourceType: account.resourceType, resourceId: account.id }
  const [twin] = await findTwins(parts, unit, assertion)
  const numbered = numberedName(account, parts.policy)
  const told: Finding[] = []
  if (twin !== undefined)
    told.push(findingOf('SIGN_IN_UNMATCHED', { nameId: assertion.nameId }, { ...about, conflict: conflictWith(twin) }))
  if (numbered !== undefined) told.push(findingOf('LOGIN_NAME_NUMBERED', numbered, about))
  return told
}
