import { startPostgres } from '../../../scripts/postgres/start-postgres.ts'

/** A PostgreSQL server of the benchmark's own. */
export interface BenchServer {
  readonly connectionString: string
  stop(): Promise<void>
}

// Both sides wait for the same disk, which is not what is measured.
const flags = ['-c', 'synchronous_commit=off', '-c', 'shared_buffers=256MB', '-c', 'max_wal_size=4GB']

/** Starts a server on a free port, or takes the one that `SCIMKIT_BENCH_POSTGRES` names. */
export async function startServer(): Promise<BenchServer> {
  const given = process.env.SCIMKIT_BENCH_POSTGRES
  if (given !== undefined) return { connectionString: given, stop: async () => undefined }
  const { url, remove } = await startPostgres(flags)
  return { connectionString: url, stop: remove }
}
