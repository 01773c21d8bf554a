import { ScimError } from '../errors/scim-error.ts'
import { draftWith } from '../provisioning/draft.ts'
import type { Draft, Provenance, StoredResource } from '../store/store.ts'
import { accountOf, notFound } from './account.ts'
import type { Account } from './directory.ts'
import { editAccount, refuseWhilePending } from './edit-account.ts'
import { refuseBlank } from './find-person.ts'
import type { Parts, Place } from './parts.ts'

/** A sign-in identity of a tenant. */
interface Identity {
  readonly tenant: string
  readonly nameId: string
}

/**
 * "Connect SAML SSO" (RW-P1c): the person signs in with this identity, and the next POST finds the account connected.
 */
export async function connect(parts: Parts, account: Place, { tenant, nameId }: Identity): Promise<Account> {
  refuseBlank(nameId)
  if (account.tenant === tenant)
    return editAccount(parts, account, ({ provenance }) =>
      provenance.signIn === nameId ? {} : { provenance: { ...provenance, signIn: nameId } },
    )
  const moved = await parts.store.transfer(parts.user, account.id, {
    from: account.tenant,
    to: tenant,
    draft: (before) => joining(parts, before, nameId),
  })
  if (moved === undefined) throw notFound(parts.user, account.id)
  return accountOf(parts, tenant, moved)
}

/** The sign-in identity of an account ends. */
export function disconnect(parts: Parts, place: Place): Promise<Account> {
  return editAccount(parts, place, withoutSignIn)
}

/** What an account becomes that is connected no more. */
export function withoutSignIn({ provenance }: StoredResource): Partial<Pick<StoredResource, 'provenance'>> {
  const { signIn, ...rest } = provenance
  return signIn === undefined ? {} : { provenance: rest }
}

/** @throws ScimError `ACCOUNT_BELONGS_ELSEWHERE`, `LOCAL_EDIT_BLOCKED`: nothing has moved then */
function joining({ user, policy }: Parts, before: StoredResource, nameId: string): Draft {
  if (before.provenance.owner === 'tenant') throw new ScimError('ACCOUNT_BELONGS_ELSEWHERE', { id: before.id })
  refuseWhilePending(before)
  const provenance: Provenance = { ...kept(before.provenance), managed: false, signIn: nameId }
  return draftWith(user, before.attributes, { policy, provenance })
}

/** What the tenant that is left knew of the person's standing and sign-ins there means nothing in another. */
function kept({ protected: _, signedInAt: __, groupsAtSignIn: ___, ...rest }: Provenance): Provenance {
  return rest
}
