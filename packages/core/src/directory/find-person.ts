import { ScimError } from '../errors/scim-error.ts'
import { actionOn } from '../provisioning/decide.ts'
import { findMatches, type MatchKey, stateOf } from '../provisioning/match.ts'
import type { Policy } from '../provisioning/policy.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Provenance, StoredResource, UnitOfWork } from '../store/store.ts'
import { unmanaged } from './add-account.ts'
import type { Assertion } from './directory.ts'
import { emailsWith } from './document.ts'
import { equal } from './filter-for.ts'
import type { Parts } from './parts.ts'

/**
 * The account an assertion is about: the one the identity is connected to, else the one account that a key of
 * `users.matchBy` finds and that may be connected by it (B-04, RW-B2). It reads, and writes nothing.
 *
 * @throws ScimError `SIGN_IN_REFUSED` when it would be taken over, and an administrator has yet to agree
 */
export async function findPerson(
  parts: Parts,
  unit: UnitOfWork,
  assertion: Assertion,
): Promise<StoredResource | undefined> {
  const { user, policy } = parts
  const connected = await findConnected(parts, unit, assertion.nameId)
  if (connected !== undefined) return connected
  const draft = {
    attributes: claimsOf(parts, assertion),
    keys: [],
    provenance: { ...unmanaged, origin: 'jit' },
  } as const
  for (const by of policy.users.matchBy) {
    const matches = await findMatches(unit, { resourceType: user, draft, key: by }, { policy, which: 'live' })
    const accounts = matches.map(({ account }) => account)
    const [found, other] = accounts.filter(({ provenance }) => mayConnect(provenance, by, policy))
    // Nobody can say which of several accounts is meant.
    if (found !== undefined && other === undefined) return refusePending(found)
  }
  return undefined
}

/** The live account a sign-in identity is connected to. */
export async function findConnected(
  { user }: Pick<Parts, 'user'>,
  unit: UnitOfWork,
  nameId: string,
): Promise<StoredResource | undefined> {
  const [connected] = await unit.find(user, { key: { attribute: 'signIn', scope: 'tenant', key: nameId } }, 'live')
  return connected
}

/** The address of the person: what the assertion says, or the NameID if it is one (RW-B1 has it so). */
export function addressIn({ email, nameId }: Assertion): string | undefined {
  return email ?? (nameId.includes('@') ? nameId : undefined)
}

/**
 * Without a name everybody would be the same person. Checked although it is typed: where no compiler does, a claim that
 * is missing, or is a list, comes here.
 *
 * @throws ScimError `SIGN_IN_REFUSED`
 */
export function refuseBlank(nameId: string): void {
  if (typeof nameId !== 'string') throw new ScimError('SIGN_IN_REFUSED', { reason: 'the sign-in identity is no text' })
  if (nameId.trim() === '') throw new ScimError('SIGN_IN_REFUSED', { reason: 'the sign-in identity is empty' })
}

/** Accounts SCIM has provisioned that may be the person's, although no key of the policy has found them (F-7). */
export async function findTwins(
  { user }: Parts,
  unit: UnitOfWork,
  assertion: Assertion,
): Promise<readonly StoredResource[]> {
  const { nameId } = assertion
  const address = addressIn(assertion) ?? nameId
  const operands = [
    equal(user, 'emails.value', address),
    equal(user, 'userName', address),
    equal(user, 'userName', nameId),
    equal(user, 'externalId', nameId),
  ]
  return unit.find(user, { filter: { kind: 'or', operands } }, 'managed')
}

/** What the assertion says of the person, in the places where keys look. */
function claimsOf(parts: Parts, assertion: Assertion): JsonObject {
  const { nameId } = assertion
  const address = addressIn(assertion)
  const emails = address === undefined ? {} : { emails: emailsWith(parts, {}, address) }
  return { userName: nameId, externalId: nameId, ...emails }
}

/**
 * What SCIM manages, the identity provider vouches for; anything else only where POST would link it by this key (P-14).
 */
function mayConnect(provenance: Provenance, by: MatchKey, policy: Policy): boolean {
  return provenance.managed || actionOn(stateOf(provenance), by, policy) === 'link'
}

function refusePending(account: StoredResource): StoredResource {
  if (account.provenance.pending === undefined) return account
  throw new ScimError('SIGN_IN_REFUSED', {
    reason: 'a takeover of the account waits for an administrator, who has to approve it first',
  })
}
