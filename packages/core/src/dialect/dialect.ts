import { ScimError } from '../errors/scim-error.ts'
import { dialectRules, type RuleName, ruleNames } from './rules.ts'

/**
 * Which rules are on: a whole dialect by name, or one with single rules switched.
 *
 * @example
 * ```ts
 * const dialect: DialectOption = { base: 'tolerant', rules: { decodeRoles: true, createUnmatched: false } }
 * const handler = createScimHandler({ store, dialect, authenticate: () => ({ tenant: 'acme' }) })
 * ```
 */
export type DialectOption =
  | 'tolerant'
  | 'strict'
  | { readonly base: 'tolerant' | 'strict'; readonly rules: Readonly<Partial<Record<RuleName, boolean>>> }

/** The rules that are on. */
export type Dialect = ReadonlySet<RuleName>

/** @throws ScimError `CONFIGURATION` for a rule that does not exist */
export function chooseDialect(option: DialectOption): Dialect {
  const { base, rules } = typeof option === 'string' ? { base: option, rules: {} } : option
  if (base !== 'tolerant' && base !== 'strict')
    throw new ScimError('CONFIGURATION', { where: 'dialect', problem: `there is no dialect "${String(base)}"` })
  const unknown = Object.keys(rules).find((name) => !Object.hasOwn(dialectRules, name))
  if (unknown !== undefined)
    throw new ScimError('CONFIGURATION', { where: 'dialect', problem: `there is no rule "${unknown}"` })
  return new Set(ruleNames.filter((name) => rules[name] ?? isOnIn(base, name)))
}

function isOnIn(base: 'tolerant' | 'strict', name: RuleName): boolean {
  const { mode } = dialectRules[name]
  return mode === 'always' || (mode === 'tolerant' && base === 'tolerant')
}

/** The dialect at work on one request: which rules are on, and how often each was needed. */
export class Tolerance {
  readonly #dialect: Dialect
  #used: Map<RuleName, number> | undefined

  constructor(dialect: Dialect) {
    this.#dialect = dialect
  }

  /** A callback that counts one use of the rule, or undefined when the rule is off. */
  allow(name: RuleName): (() => void) | undefined {
    return this.#dialect.has(name) ? () => this.count(name) : undefined
  }

  count(name: RuleName): void {
    this.#used ??= new Map()
    this.#used.set(name, (this.#used.get(name) ?? 0) + 1)
  }

  /** Remembers what was counted so far, for a unit of work that may be run again: what it gives goes back to that. */
  remember(): () => void {
    const used = this.#used && new Map(this.#used)
    return () => {
      this.#used = used && new Map(used)
    }
  }

  /** How often each rule was used. */
  get used(): Readonly<Partial<Record<RuleName, number>>> {
    return Object.fromEntries(this.#used ?? [])
  }
}
