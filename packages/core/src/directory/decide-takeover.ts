import { ScimError } from '../errors/scim-error.ts'
import { isSwitched, switchActivity } from '../provisioning/rewrite.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import { accountOf, hold } from './account.ts'
import type { Account } from './directory.ts'
import { write } from './edit-account.ts'
import type { Parts, Place } from './parts.ts'

/**
 * Ends the waiting of a takeover. An account that SCIM had not made is not managed again when it is rejected: SCIM then
 * sees of it what it saw before.
 */
export function decideTakeover(parts: Parts, { tenant, id }: Place, decision: 'approve' | 'reject'): Promise<Account> {
  return parts.store.transaction(tenant, async (unit) => {
    const current = await hold(unit, parts.user, id)
    const { pending, ...provenance } = current.provenance
    if (pending === undefined) throw new ScimError('NOTHING_PENDING', { id })
    const decided =
      decision === 'approve'
        ? await approved(parts, unit, current)
        : { attributes: pending.before, provenance: { ...provenance, managed: provenance.origin === 'scim' } }
    return accountOf(parts, tenant, await write(parts, unit, { current, ...decided }))
  })
}

/**
 * What the request would have come to had nobody been asked. What it was refused for then it is refused for now: the
 * conditions of switching an account are those of the present.
 *
 * @throws ScimError `ACCOUNT_PROTECTED`, `SEATS_EXHAUSTED`
 */
async function approved(
  { user, policy }: Parts,
  unit: UnitOfWork,
  current: StoredResource,
): Promise<Pick<StoredResource, 'provenance'>> {
  const { pending: _, ...provenance } = current.provenance
  const rewriting = { resourceType: user, current, attributes: current.attributes, provenance }
  if (!isSwitched(rewriting)) return { provenance }
  // Whoever decides is shown what becomes of the account: there is nobody to note it for.
  return { provenance: await switchActivity(unit, rewriting, { policy, note: () => undefined }) }
}
