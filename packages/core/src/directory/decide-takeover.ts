import { ScimError } from '../errors/scim-error.ts'
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
        ? { provenance }
        : { attributes: pending.before, provenance: { ...provenance, managed: provenance.origin === 'scim' } }
    return accountOf(parts, tenant, await write(parts, unit, { current, ...decided }))
  })
}
