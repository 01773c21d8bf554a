import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { round } from './measure.ts'
import { startServer } from './postgres/database.ts'
import { Through } from './postgres/store.ts'

/** One row: a request about a very large group, to a server in a process of its own. */
export interface LargeGroupResult {
  readonly request: string
  readonly status: number
  /** What came back. */
  readonly mebibytes: number
  readonly milliseconds: number
  /** The most memory the process has had so far; undefined where the system does not say. */
  readonly peakMebibytes: number | undefined
  readonly target: number
}

const size = 100_000
const readSize = 1_000_000
const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']

/** What reading a million members, and writing 100 000 in one request, costs the reference server on PostgreSQL. */
export async function benchLargeGroup(): Promise<readonly LargeGroupResult[]> {
  const database = await startServer()
  const pool = new pg.Pool({ connectionString: database.connectionString, max: 2 })
  await migrate(fromPool(pool))
  await new Through(createPostgresStore(fromPool(pool)), 'acme').fill(pool, size)
  const { rows } = await pool.query('SELECT id FROM scimkit_resource WHERE type = $1 LIMIT $2', ['User', size])
  const members = rows.map(({ id }) => ({ value: id }))
  const { child, baseUrl } = await startReference(database.connectionString)
  const send = sender(baseUrl, child)
  try {
    const made = await send('POST', '/Groups', { schemas, displayName: 'All' })
    const path = `/Groups/${made.id}`
    await addMembers(pool, made.id)
    // Before the others: the peak is that of all there was.
    const read = await send('GET', path)
    const whole = await send('PUT', path, { schemas, displayName: 'All', members })
    const silent = await send('PUT', `${path}?excludedAttributes=members`, {
      schemas,
      members: members.slice(50),
      displayName: 'All',
    })
    return [made.result, read.result, whole.result, silent.result]
  } finally {
    child.kill()
    await pool.end()
    await database.stop()
  }
}

/** Straight into the table: that the members are nobody is all the same to whoever reads the group. */
async function addMembers(pool: pg.Pool, group: string): Promise<void> {
  await pool.query(
    `INSERT INTO scimkit_member (tenant, owner, attribute, value, type)
     SELECT 'acme', $1, 'Group.members', gen_random_uuid(), 'User' FROM generate_series(1, ${readSize})`,
    [group],
  )
  await pool.query('VACUUM ANALYZE scimkit_member')
}

function sender(baseUrl: string, child: ChildProcess) {
  return async (method: string, path: string, body?: object) => {
    const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }
    const start = performance.now()
    const response = await fetch(baseUrl + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await response.text()
    const id = /"id":"([^"]+)"/.exec(text)?.[1] ?? ''
    const result: LargeGroupResult = {
      request: `${method} ${path.replace(id, '{id}')}`,
      status: response.status,
      mebibytes: round(text.length / 2 ** 20),
      milliseconds: round(performance.now() - start),
      peakMebibytes: await peakOf(child),
      target: 512,
    }
    return { id, result }
  }
}

async function startReference(store: string): Promise<{ readonly child: ChildProcess; readonly baseUrl: string }> {
  const main = fileURLToPath(new URL('../../apps/reference/src/main.ts', import.meta.url))
  const flags = ['--port', '0', '--store', store, '--token', 'acme=s3cret']
  const child = spawn(process.execPath, ['--conditions=@scimkit/source', main, ...flags], {
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const baseUrl = await new Promise<string>((resolve, reject) => {
    child.once('exit', () => reject(new Error('the server has not started')))
    child.stdout.once('data', (text) => resolve(String(text).split('\n')[0] ?? ''))
  })
  return { child, baseUrl }
}

/** Linux tells the peak of a process; others do not. */
async function peakOf({ pid }: ChildProcess): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /VmHWM:\s+(\d+) kB/.exec(status)?.[1]
  return kibibytes === undefined ? undefined : Math.round(Number(kibibytes) / 1024)
}
