import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type OwnServer, startPostgres } from '../../../scripts/postgres/start-postgres.ts'

/** A PostgreSQL server that a test may stop and start as it likes. */
export interface OwnPostgres extends OwnServer {
  /** What `pg_ctl stop -m immediate` does: everybody is thrown out, nothing is written, and the next start recovers. */
  crash(): Promise<void>
}

/** Starts a server that keeps what is in it when it is stopped. */
export async function ownPostgres(): Promise<OwnPostgres> {
  const server = await startPostgres()
  return { ...server, crash: () => crash(server.data) }
}

async function crash(data: string): Promise<void> {
  const [pid] = (await readFile(join(data, 'postmaster.pid'), 'utf8')).split('\n')
  process.kill(Number(pid), 'SIGQUIT')
  while (isAlive(Number(pid))) await pause(20)
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
