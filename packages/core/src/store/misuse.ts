import { ScimError } from '../errors/scim-error.ts'
import type { Draft, Transfer } from './store.ts'

/**
 * Refuses a draft that is deleted, for a store: nothing becomes a tombstone by being written, as its values would stay
 * taken.
 *
 * @param where the method that was given the draft
 * @throws ScimError `CONFIGURATION`
 * @example
 * ```ts
 * const deleted = { ...draft, provenance: { ...draft.provenance, deleted: true } }
 * refuseDeletedDraft(deleted, 'UnitOfWork.insert') // throws CONFIGURATION
 * ```
 */
export function refuseDeletedDraft({ provenance }: Draft, where: string): void {
  if (!provenance.deleted) return
  throw new ScimError('CONFIGURATION', { where, problem: 'the draft is deleted; UnitOfWork.remove is what deletes' })
}

/**
 * Refuses what is asked of a unit of work that has ended, for a store: it would be done outside of its transaction.
 *
 * @throws ScimError `CONFIGURATION`
 * @example
 * ```ts
 * refuseEndedUnit(true) // throws CONFIGURATION
 * ```
 */
export function refuseEndedUnit(hasEnded: boolean): void {
  if (!hasEnded) return
  const problem = 'the unit of work was used after it had ended; await everything it does before returning'
  throw new ScimError('CONFIGURATION', { where: 'Store.transaction', problem })
}

/**
 * Refuses a transfer from a tenant to itself, for a store: it would wait for its own turn.
 *
 * @throws ScimError `CONFIGURATION`
 * @example
 * ```ts
 * refuseSameTenant({ from: 'acme', to: 'acme' }) // throws CONFIGURATION
 * ```
 */
export function refuseSameTenant({ from, to }: Pick<Transfer, 'from' | 'to'>): void {
  if (from !== to) return
  throw new ScimError('CONFIGURATION', { where: 'Store.transfer', problem: `from and to are both "${from}"` })
}
