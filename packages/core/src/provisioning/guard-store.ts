import type { Note } from '../errors/finding.ts'
import { ScimError } from '../errors/scim-error.ts'
import type { Store } from '../store/store.ts'
import type { Braking } from './brakes.ts'
import { GuardedUnit } from './guarded-unit.ts'
import type { Policy } from './policy.ts'

/** @throws ScimError `CONFIGURATION` when a policy has brakes, and nothing that counts and tells what they hold */
export function checkBrakes({ brakes }: Policy, log: unknown): void {
  if (log !== undefined || (brakes.deactivations === undefined && brakes.members === undefined)) return
  throw new ScimError('CONFIGURATION', {
    where: 'profile.brakes',
    problem: 'brakes count in the provisioning log; give the handler a `log`',
  })
}

/** What a store is guarded with. */
export interface StoreGuarding {
  readonly store: Store
  readonly braking: Braking
  readonly note: Note
}

/** The store with an eye on what each unit of work takes away: the brakes of the policy, and findings. */
export function guardStore({ store, braking, note }: StoreGuarding): Store {
  return {
    transaction: (tenant, work) =>
      store.transaction(tenant, (unit) => work(new GuardedUnit(unit, { braking, tenant, note }))),
    // biome-ignore lint/complexity/useMaxParams: the signature is the store contract's.
    read: (tenant, resourceType, id, wanted) => store.read(tenant, resourceType, id, wanted),
    query: (tenant, query) => store.query(tenant, query),
    streamed: store.streamed,
    transfer: (resourceType, id, move) => store.transfer(resourceType, id, move),
    ready: () => store.ready(),
    close: () => store.close(),
  }
}
