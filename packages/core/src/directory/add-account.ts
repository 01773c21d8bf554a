import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
import { draftWith } from '../provisioning/draft.ts'
import { settleAccount } from '../provisioning/new-account.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Provenance, StoredResource, UnitOfWork } from '../store/store.ts'
import { accountOf } from './account.ts'
import type { Account, NewAccount } from './directory.ts'
import { emailsWith, readDocument } from './document.ts'
import type { Parts } from './parts.ts'

const names: NamesOf<NewAccount> = {
  userName: true,
  email: true,
  attributes: true,
  origin: true,
  signIn: true,
  tied: true,
  protected: true,
}

/** Makes an account that SCIM knows nothing of. What is not understood of it would be lost. */
export async function addAccount(parts: Parts, tenant: string, account: NewAccount): Promise<Account> {
  refuseUnknown('Directory.addAccount', account, names)
  const { userName, email, attributes: further = {}, origin = 'local', signIn, tied, protected: isProtected } = account
  const emails = email === undefined ? {} : { emails: emailsWith(parts, further, email) }
  const attributes = readDocument(parts.user, { ...further, userName, ...emails }, parts)
  const provenance: Provenance = {
    ...unmanaged,
    origin,
    ...(signIn !== undefined && { signIn }),
    ...(tied && { tied }),
    ...(isProtected && { protected: isProtected }),
  }
  return parts.store.transaction(tenant, async (unit) =>
    accountOf(parts, tenant, await insertAccount(parts, unit, { attributes, provenance })),
  )
}

/** An account SCIM has not made is the person's, who may take it elsewhere (P-33, P-37). */
export const unmanaged = { managed: false, active: true, deleted: false, owner: 'person' } as const

/**
 * Adds an account with the name its owner signs in with.
 *
 * @throws ScimError `UNIQUENESS_VIOLATED`, `SEATS_EXHAUSTED`
 */
export async function insertAccount(
  { user, policy }: Parts,
  unit: UnitOfWork,
  { attributes, provenance }: { readonly attributes: JsonObject; readonly provenance: Provenance },
): Promise<StoredResource> {
  const draft = draftWith(user, attributes, { policy, provenance })
  return unit.insert(user, await settleAccount(unit, { resourceType: user, draft }, policy))
}
