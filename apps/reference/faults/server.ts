import { setTimeout as pause } from 'node:timers/promises'
import { type RunningProcess, runServer } from '../test/running-process.ts'
import type { Journal } from './journal.ts'

/** The bearer of every request. */
export const token = 'f4ults'

/** Its tenant. */
const tenant = 'acme'

/** Said by a server that ends because it cannot have the database: it is for its supervisor to start it again. */
const withoutDatabase = /cannot start without the store: /

/** A server process that is started again whenever it ends, on another port. */
export class Server {
  /** Undefined while there is nobody to ask. */
  baseUrl: string | undefined
  readonly #store: string
  readonly #journal: Journal
  #process: RunningProcess | undefined
  #killed = false
  #isWanted = true
  readonly #ended: Promise<void>

  constructor(store: string, journal: Journal) {
    this.#store = store
    this.#journal = journal
    this.#ended = this.#supervise()
  }

  /** `kill -9`. Also while it starts. */
  kill(): void {
    this.#killed = true
    this.baseUrl = undefined
    this.#process?.kill('SIGKILL')
  }

  async ready(): Promise<void> {
    while (this.baseUrl === undefined) await pause(50)
  }

  async stop(): Promise<void> {
    this.#isWanted = false
    this.kill()
    await this.#ended
  }

  async #supervise(): Promise<void> {
    while (this.#isWanted) {
      const started = runServer('--store', this.#store, '--token', `${tenant}=${token}`)
      this.#process = started
      this.#killed = false
      const wasReady = await started.baseUrl.then(
        (baseUrl) => this.#open(baseUrl),
        () => false,
      )
      const code = await started.exitCode
      this.baseUrl = undefined
      this.#judge(started, wasReady, code)
      await pause(100)
    }
  }

  #open(baseUrl: string): boolean {
    if (!this.#killed) this.baseUrl = baseUrl
    return true
  }

  #judge(ended: RunningProcess, wasReady: boolean, code: number | null): void {
    for (const line of ended.error().split('\n')) {
      const [, status = ''] = /"status":(5\d\d)/.exec(line) ?? []
      if (status !== '' && status !== '503') this.#journal.violation(`a server logged ${line}`)
    }
    if (this.#killed) return
    if (!wasReady && withoutDatabase.test(ended.error())) this.#journal.count('failedStarts')
    else this.#journal.violation(`a server ended by itself with ${code}: ${ended.error().slice(-2000)}`)
  }
}
