import { type Answer, at, isSuccess, objectsIn } from '../answer.ts'
import { pathBelow } from './path-below.ts'

/** Every resource that was created and not deleted again, in the order of creation, by its path. */
export class Created {
  readonly #paths = new Set<string>()
  readonly #kept = new Set<string>()
  readonly #baseUrl: string

  constructor(baseUrl: string) {
    this.#baseUrl = baseUrl
  }

  /** Takes note of what an answer says was created or deleted, whether the check had expected it or not. */
  note(answer: Answer): void {
    const { method, path: target } = answer.request
    const [path = ''] = target.split('?')
    if (method === 'DELETE' && (isSuccess(answer) || answer.status === 404)) this.#paths.delete(path)
    if (method !== 'POST' || !isSuccess(answer) || path.endsWith('/.search')) return
    const made = path === '/Bulk' ? this.#fromBulk(answer) : [this.#fromCreate(answer, path)]
    for (const each of made) if (each !== undefined) this.#paths.add(each)
  }

  /** From now on, what there is counts as wanted by later checks. */
  keep(): void {
    for (const path of this.#paths) this.#kept.add(path)
  }

  /** The latest first: groups go before their members. */
  newestFirst(): readonly string[] {
    return [...this.#paths].reverse()
  }

  /** The same without what was kept. */
  disposable(): readonly string[] {
    return this.newestFirst().filter((path) => !this.#kept.has(path))
  }

  #fromCreate(answer: Answer, endpoint: string): string | undefined {
    const id = at(answer, 'id')
    if (typeof id === 'string') return `${endpoint}/${encodeURIComponent(id)}`
    return pathBelow(this.#baseUrl, answer.headers.location ?? '')
  }

  #fromBulk(answer: Answer): readonly (string | undefined)[] {
    return objectsIn(at(answer, 'Operations'))
      .filter(({ method, location }) => String(method).toUpperCase() === 'POST' && typeof location === 'string')
      .map(({ location }) => pathBelow(this.#baseUrl, String(location)))
  }
}
