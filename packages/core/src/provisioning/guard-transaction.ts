import type { Note } from '../errors/finding.ts'
import { ScimError } from '../errors/scim-error.ts'
import type { Store, UnitOfWork } from '../store/store.ts'
import type { Braking } from './brakes.ts'
import { GuardedUnit } from './guarded-unit.ts'
import { Outside } from './outside.ts'
import type { Policy } from './policy.ts'

/** @throws ScimError `CONFIGURATION` when a policy has brakes, and nothing that counts and tells what they hold */
export function checkBrakes({ brakes }: Policy, log: unknown): void {
  if (log !== undefined || (brakes.deactivations === undefined && brakes.members === undefined)) return
  throw new ScimError('CONFIGURATION', {
    where: 'profile.brakes',
    problem: 'brakes count in the provisioning log; give the handler a `log`',
  })
}

/** What units of work are guarded with. */
export interface TransactionGuarding {
  readonly store: Pick<Store, 'transaction'>
  readonly braking: Braking
  /** What the operation leaves behind. */
  readonly trail: { readonly note: Note; onEnd(ender: () => void): void }
}

/** Runs units of work with an eye on what each takes away: the brakes of the policy, and findings. */
export function guardTransaction(guarding: TransactionGuarding): Store['transaction'] {
  return (tenant, work) => runGuarded(guarding, tenant, work)
}

async function runGuarded<Result>(
  { store, braking, trail }: TransactionGuarding,
  tenant: string,
  work: (unit: UnitOfWork) => Promise<Result>,
): Promise<Result> {
  const outside = new Outside()
  const departure = braking.departures.begin(tenant)
  const guarding = { braking, tenant, note: trail.note, outside, departure }
  let guarded: GuardedUnit | undefined
  try {
    const result = await outside.run(() =>
      store.transaction(tenant, async (unit) => {
        // What an earlier run has let go has not gone.
        departure.withdraw()
        guarded = new GuardedUnit(unit, guarding)
        const done = await work(guarded)
        await guarded.finish()
        return done
      }),
    )
    guarded?.tell()
    departure.settle()
    trail.onEnd(() => departure.end())
    return result
  } catch (error) {
    departure.withdraw()
    departure.end()
    throw error
  }
}
