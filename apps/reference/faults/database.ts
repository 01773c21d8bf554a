import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { type OwnPostgres, ownPostgres } from '../test/postgres-of-its-own.ts'

/** A PostgreSQL server that can be made to fail. It keeps what it has acknowledged: `fsync` is on. */
export class FaultyDatabase {
  readonly #postgres: OwnPostgres

  private constructor(postgres: OwnPostgres) {
    this.#postgres = postgres
  }

  static async start(): Promise<FaultyDatabase> {
    return new FaultyDatabase(await ownPostgres())
  }

  get url(): string {
    return this.#postgres.url
  }

  async restart(): Promise<void> {
    await this.#postgres.crash()
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#postgres.start()
      } catch (error) {
        // Sessions of the server that crashed may hold its memory for a moment.
        if (attempt === 50) throw new Error('PostgreSQL does not start again', { cause: error })
        await pause(200)
      }
    }
  }

  /** Ends all sessions but its own, as an administrator may. */
  async sever(): Promise<void> {
    await this.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`)
  }

  // biome-ignore lint/suspicious/noExplicitAny: the rows have the columns of the statement.
  async query(text: string): Promise<readonly any[]> {
    const client = new pg.Client({ connectionString: this.url })
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }

  stop(): Promise<void> {
    return this.#postgres.remove()
  }
}
