// One PostgreSQL server for all tests of a run. Each test works in tenants, or in a database, of its own.
import type { TestProject } from 'vitest/node'
import { startPostgres } from './start-postgres.ts'

// What the tests write need not outlive them.
const flags = ['-c', 'fsync=off', '-c', 'full_page_writes=off', '-c', 'max_connections=100']

/** Starts a server; `SCIMKIT_TEST_POSTGRES` names one that runs already. */
export async function setup({ provide }: TestProject): Promise<(() => Promise<void>) | undefined> {
  const given = process.env.SCIMKIT_TEST_POSTGRES
  if (given !== undefined) {
    provide('postgres', given)
    return undefined
  }
  const { url, remove } = await startPostgres(flags)
  provide('postgres', url)
  return remove
}
