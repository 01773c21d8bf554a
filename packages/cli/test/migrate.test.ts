import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createPostgresStore, fromPool, openPglite } from '@scimkit/postgres'
import pg from 'pg'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import { run } from '../src/run.ts'
import { scimkit } from './scimkit.ts'

afterEach(() => {
  vi.unstubAllEnvs()
})

const migrationsRun = ({ out }: { readonly out: string }): number => Number(/^Migrations run: (\d+)\n$/.exec(out)?.[1])

/** Rejects when the tables of the store are not there. */
async function checkTables(connectionString: string): Promise<void> {
  const store = createPostgresStore(fromPool(new pg.Pool({ connectionString, max: 1 })))
  await store.ready().finally(() => store.close())
}

describe('on PostgreSQL', () => {
  test('makes the tables, says how many migrations that took, and has nothing to do the second time', async () => {
    const url = await freshUrl()
    await expect(checkTables(url)).rejects.toThrow()
    const first = await scimkit('migrate', url)
    expect(first.code).toBe(0)
    expect(migrationsRun(first)).toBeGreaterThan(0)
    await checkTables(url)
    expect(await scimkit('migrate', url)).toEqual({ code: 0, out: 'Migrations run: 0\n', error: '' })
  })

  test('run by several at once, each migration is run by one of them', async () => {
    const [alone, together] = [await freshUrl(), await freshUrl()]
    const all = migrationsRun(await scimkit('migrate', alone))
    const runs = await Promise.all(Array.from({ length: 6 }, () => scimkit('migrate', together)))
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0, 0, 0])
    expect(runs.map(migrationsRun).sort()).toEqual([0, 0, 0, 0, 0, all])
    await checkTables(together)
  })

  test('takes the store from SCIMKIT_STORE, so that no password need be on a command line', async () => {
    vi.stubEnv('SCIMKIT_STORE', await freshUrl())
    const { code, error } = await scimkit('migrate')
    expect({ code, error }).toEqual({ code: 0, error: '' })
  })

  test('afterwards a role that may not make tables can run it too, as a server does when it starts', async () => {
    const url = new URL(await freshUrl())
    await scimkit('migrate', url.href)
    const role = `scimkit_${crypto.randomUUID().replaceAll('-', '')}`
    const client = new pg.Client({ connectionString: url.href })
    await client.connect()
    await client.query(`CREATE ROLE ${role} LOGIN PASSWORD 's3cret'`)
    await client.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`)
    await client.end()
    Object.assign(url, { username: role, password: 's3cret' })
    expect(await scimkit('migrate', url.href)).toEqual({ code: 0, out: 'Migrations run: 0\n', error: '' })
  })

  test('a table that is in use is waited for, which is said, and does not keep others from it', async () => {
    const url = await freshUrl()
    await scimkit('migrate', url)
    const [reader, other] = [new pg.Client({ connectionString: url }), new pg.Client({ connectionString: url })]
    await Promise.all([reader.connect(), other.connect()])
    // As the release before the last one left it.
    await reader.query('ALTER TABLE scimkit_outbox DROP COLUMN author; DELETE FROM scimkit_migration WHERE version = 5')
    await reader.query('BEGIN; SELECT * FROM scimkit_outbox')
    const [out, errors]: readonly [string[], string[]] = [[], []]
    const migrating = run(['migrate', url], { out: (text) => out.push(text), error: (text) => errors.push(text) })
    await expect.poll(() => errors, { timeout: 20_000 }).toHaveLength(1)
    expect(errors[0]).toMatch(/^waiting: somebody reads or writes the tables/)
    await other.query('SET lock_timeout = 100; SELECT * FROM scimkit_outbox')
    await reader.query('COMMIT')
    expect({ code: await migrating, out, lines: errors.length }).toEqual({
      code: 0,
      out: ['Migrations run: 1\n'],
      lines: 1,
    })
    await Promise.all([reader.end(), other.end()])
  }, 60_000)

  test('tables of a later release are left alone, and it ends with 1', async () => {
    const url = await freshUrl()
    await scimkit('migrate', url)
    const client = new pg.Client({ connectionString: url })
    await client.connect()
    await client.query('INSERT INTO scimkit_migration (version) VALUES (999)')
    await client.end()
    const { code, out, error } = await scimkit('migrate', url)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toContain('version 999')
  })
})

test('on PGlite it does the same to a directory', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scimkit-migrate-'))
  try {
    const store = `pglite:${join(folder, 'data')}`
    expect(migrationsRun(await scimkit('migrate', store))).toBeGreaterThan(0)
    expect(migrationsRun(await scimkit('migrate', store))).toBe(0)
  } finally {
    await rm(folder, { recursive: true })
  }
}, 60_000)

test('a directory of PGlite that a server has open is left alone, and it ends with 1', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scimkit-migrate-'))
  const database = await openPglite(folder)
  try {
    const { code, out, error } = await scimkit('migrate', `pglite:${folder}`)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toBe(`error: pglite:${folder}: another process has this directory open; it has to end first.\n`)
  } finally {
    await database.close()
    await rm(folder, { recursive: true })
  }
}, 60_000)

/** A port nobody listens on. */
function closedPort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}

describe('what cannot be done', () => {
  test('a server that is not there ends with 1 and the reason, without the password', async () => {
    const { code, out, error } = await scimkit('migrate', `postgres://me:s3cret@localhost:${await closedPort()}/app`)
    expect({ code, out }).toEqual({ code: 1, out: '' })
    expect(error).toContain('ECONNREFUSED')
    expect(error).not.toContain('s3cret')
  })

  test('a refused password ends with 1 and is not repeated', async () => {
    const url = new URL(await freshUrl())
    url.password = 's3cret'
    const { code, error } = await scimkit('migrate', url.href)
    expect(code).toBe(1)
    expect(error).toContain('authentication failed')
    expect(error).not.toContain('s3cret')
  })

  test.each([['memory'], ['redis://me:s3cret@db'], ['pglite:']])('%s is no store with tables', async (store) => {
    const { code, error } = await scimkit('migrate', store)
    expect(code).toBe(2)
    expect(error).toContain('expected postgres://… or pglite:<dir>, here or in SCIMKIT_STORE')
    expect(error).not.toContain('s3cret')
  })

  test('a password that is not written as in a URL ends with 2, and is not repeated', async () => {
    const { code, error } = await scimkit('migrate', 'postgres://me:s3c#ret@db/app')
    expect(code).toBe(2)
    expect(error).toContain('the store is no URL: in a password, # ')
    expect(error).not.toContain('s3c')
  })

  test('without a store it ends with 2', async () => {
    vi.stubEnv('SCIMKIT_STORE', undefined)
    expect((await scimkit('migrate')).code).toBe(2)
  })
})
