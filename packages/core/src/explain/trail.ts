import { type Finding, findingOf, type Note } from '../errors/finding.ts'
import { type Redact, redactParams } from './redact.ts'

const nothing: readonly never[] = []

/** What one operation leaves behind for whoever explains it. Most leave nothing, and cost next to nothing. */
export class Trail {
  readonly started = performance.now()
  readonly #redact: Redact | undefined
  #findings: Finding[] | undefined
  #ignored: string[] | undefined

  constructor(redact?: Redact) {
    this.#redact = redact
  }

  readonly note: Note = (code, params, about) => {
    const finding = findingOf(code, redactParams(params, this.#redact), about)
    this.#findings ??= []
    // A store may run a unit of work again; what is noted twice has happened once.
    if (!this.#findings.some((other) => other.code === code && other.message === finding.message))
      this.#findings.push(finding)
  }

  readonly ignored = (path: string): void => {
    this.#ignored ??= []
    if (this.#ignored.length < 20) this.#ignored.push(path)
  }

  get findings(): readonly Finding[] {
    return this.#findings ?? nothing
  }

  /** The first twenty paths nobody here knows. */
  get ignoredPaths(): readonly string[] {
    return this.#ignored ?? nothing
  }
}
