import type { Account } from './account.ts'
import type { Memberships } from './memberships.ts'
import type { Random } from './random.ts'
import type { Users } from './users.ts'

/** As many users as a client wants to have, about. */
const enough = 25

type Step = (worker: Worker) => Promise<void>

/** What a client does, and how often against the others. */
const steps: readonly (readonly [weight: number, step: Step])[] = [
  [20, (worker) => worker.users.create()],
  [16, (worker) => worker.onUser((account) => worker.users.patch(account))],
  [12, (worker) => worker.onUser((account) => worker.users.replace(account))],
  [12, (worker) => worker.onUser((account) => worker.users.look(account))],
  [10, (worker) => worker.onUser((account) => worker.remove(account))],
  [24, (worker) => worker.onMembers((ids) => worker.memberships.patch(ids))],
  [6, (worker) => worker.onMembers((ids) => worker.memberships.replace(ids))],
]

const weights = steps.reduce((sum, [weight]) => sum + weight, 0)

/** A client with users and memberships of its own, that does one thing after the other. */
export class Worker {
  readonly users: Users
  readonly memberships: Memberships
  readonly #random: Random

  constructor(users: Users, memberships: Memberships, random: Random) {
    this.users = users
    this.memberships = memberships
    this.#random = random
  }

  async work(until: number): Promise<void> {
    while (Date.now() < until) await this.#step()(this)
  }

  async onUser(work: (account: Account) => Promise<void>): Promise<void> {
    const account = this.#random.pick(this.users.there)
    if (account !== undefined) await work(account)
  }

  async onMembers(work: (ids: readonly string[]) => Promise<void>): Promise<void> {
    const ids = this.users.there.flatMap(({ id }) => id ?? [])
    if (ids.length > 0) await work(ids)
  }

  async remove(account: Account): Promise<void> {
    const isGone = await this.users.remove(account)
    if (isGone && account.id !== undefined) this.memberships.forget(account.id)
  }

  #step(): Step {
    const { length } = this.users.there
    if (length > enough) return (worker) => worker.onUser((account) => worker.remove(account))
    let place = this.#random.below(weights)
    for (const [weight, step] of steps) {
      place -= weight
      if (place < 0) return step
    }
    return (worker) => worker.users.create()
  }
}
