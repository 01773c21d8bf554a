import { type Finding, findingOf, type Note } from '../errors/finding.ts'
import { clip } from '../errors/scim-error.ts'
import { type Redact, redactParams, redactText } from './redact.ts'

const nothing: readonly never[] = []

/** What one operation leaves behind for whoever explains it. Most leave nothing, and cost next to nothing. */
export class Trail {
  readonly started = performance.now()
  readonly #redact: Redact | undefined
  #findings: Finding[] | undefined
  #ignored: string[] | undefined
  #enders: (() => void)[] | undefined

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
    if (this.#ignored.length < 20) this.#ignored.push(clip(this.#redact ? redactText(path, this.#redact) : path))
  }

  /** Has something done when the operation is in the log, or will never be. */
  onEnd(ender: () => void): void {
    this.#enders ??= []
    this.#enders.push(ender)
  }

  /** The operation is in the log, or will never be. */
  end(): void {
    for (const ender of this.#enders?.splice(0) ?? nothing) ender()
  }

  get findings(): readonly Finding[] {
    return this.#findings ?? nothing
  }

  /** The first twenty paths nobody here knows. */
  get ignoredPaths(): readonly string[] {
    return this.#ignored ?? nothing
  }
}
