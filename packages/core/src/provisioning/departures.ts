/** The accounts of one type in a tenant that this process lets go, while somebody is about it. */
interface Exit {
  /** Let go by units of work that are still open. */
  leaving: number
  /** Let go by units of work that have succeeded, those in the log among them. */
  gone: number
  /** Of those that are gone, how many the log has. */
  logged: number
  /** How many departures need these numbers. */
  users: number
}

/** How often a count is taken again that was disturbed. Afterwards it may be a few too high, never too low. */
const attempts = 5

/**
 * The accounts this process lets go, from when a brake lets them pass until the log can count them: of several requests
 * at the same moment no more pass than the brake allows.
 */
export class Departures {
  readonly #exits = new Map<string, Exit>()

  /** What one unit of work of a tenant lets go. */
  begin(tenant: string): Departure {
    return new Departure((resourceType) => this.#enter(JSON.stringify([tenant, resourceType])))
  }

  #enter(key: string): Entered {
    const exit = this.#exits.get(key) ?? { leaving: 0, gone: 0, logged: 0, users: 0 }
    this.#exits.set(key, exit)
    exit.users += 1
    const leave = (): void => {
      exit.users -= 1
      if (exit.users === 0) this.#exits.delete(key)
    }
    return { exit, passed: 0, leave }
  }
}

interface Entered {
  readonly exit: Exit
  passed: number
  readonly leave: () => void
}

/**
 * What one unit of work lets go, of each type. It is withdrawn when the unit fails, or settled, and ended after that.
 */
export class Departure {
  readonly #enter: (resourceType: string) => Entered
  readonly #entered = new Map<string, Entered>()

  constructor(enter: (resourceType: string) => Entered) {
    this.#enter = enter
  }

  /** How many of a type have gone, and how many are about to, as it changes: what comes on top of {@link count}. */
  passed(resourceType: string): Readonly<Pick<Exit, 'gone' | 'leaving'>> {
    return this.#at(resourceType).exit
  }

  /**
   * Counts in the log. What comes into the log meanwhile may be in the count or not, so it is counted again then.
   *
   * @returns the part that {@link passed} has to be added to
   */
  async count(resourceType: string, inLog: () => Promise<number>): Promise<number> {
    const { exit } = this.#at(resourceType)
    for (let attempt = 1; ; attempt += 1) {
      const { logged } = exit
      const counted = await inLog()
      if (logged === exit.logged || attempt === attempts) return counted - logged
    }
  }

  /** One more goes. */
  pass(resourceType: string): void {
    const entered = this.#at(resourceType)
    entered.passed += 1
    entered.exit.leaving += 1
  }

  /** Nobody has gone: the unit of work has failed, or runs again. */
  withdraw(): void {
    for (const entered of this.#entered.values()) {
      entered.exit.leaving -= entered.passed
      entered.passed = 0
    }
  }

  /** The unit of work has succeeded. */
  settle(): void {
    for (const { exit, passed } of this.#entered.values()) {
      exit.leaving -= passed
      exit.gone += passed
    }
  }

  /** From now on the log counts those that have gone. */
  end(): void {
    for (const { exit, passed, leave } of this.#entered.values()) {
      exit.logged += passed
      leave()
    }
    this.#entered.clear()
  }

  #at(resourceType: string): Entered {
    const known = this.#entered.get(resourceType)
    if (known !== undefined) return known
    const entered = this.#enter(resourceType)
    this.#entered.set(resourceType, entered)
    return entered
  }
}
