import { EventEmitter, once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import { type RunningServer, serve } from '../src/start-server.ts'
import { openStores, storesIn } from '../src/stores.ts'
import { type OwnPostgres, ownPostgres } from './postgres-of-its-own.ts'
import { defaults, startOnFreePort } from './start-on-free-port.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 })

const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }
let server: RunningServer

afterEach(() => server.close())

function send(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${server.baseUrl}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
}

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
const create = (userName: string) => send('POST', '/Users', { schemas, userName })
const probe = async (path: string) => (await fetch(new URL(path, server.baseUrl))).status

async function expectUnavailable(response: Response): Promise<void> {
  expect(response.status).toBe(503)
  expect(response.headers.get('content-type')).toMatch(/^application\/scim\+json/)
  expect(Number(response.headers.get('retry-after'))).toBeGreaterThan(0)
  const error = await response.json()
  expect(error).toMatchObject({ schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: '503' })
  // Where the database is, and what it said, is nobody's business outside.
  expect(JSON.stringify(error)).not.toMatch(/ECONN|127\.0\.0\.1|postgres/)
}

describe('while PostgreSQL is stopped', () => {
  let postgres: OwnPostgres

  beforeAll(async () => {
    postgres = await ownPostgres()
  })
  afterAll(() => postgres.remove())

  test('requests are told to come again, readiness says so, and health does not; then all is as before', async () => {
    server = await startOnFreePort({ tokens, store: postgres.url })
    const created = await create('ada@example.com')
    const id = created.headers.get('location')?.split('/').at(-1)
    expect([await probe('/readyz'), await probe('/healthz')]).toEqual([200, 200])

    await postgres.stop()
    expect([await probe('/readyz'), await probe('/healthz')]).toEqual([503, 200])
    const PatchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
    const Operations = [{ op: 'replace', path: 'active', value: false }]
    const requests = [
      () => send('GET', `/Users/${id}`),
      () => send('GET', '/Users'),
      () => create('eve@example.com'),
      () => send('PUT', `/Users/${id}`, { schemas, userName: 'ada' }),
      () => send('PATCH', `/Users/${id}`, { schemas: [PatchOp], Operations }),
      () => send('DELETE', `/Users/${id}`),
    ]
    for (const request of requests) await expectUnavailable(await request())

    await postgres.start()
    await expect.poll(() => probe('/readyz'), { timeout: 20_000 }).toBe(200)
    expect(await (await send('GET', `/Users/${id}`)).json()).toMatchObject({ userName: 'ada@example.com' })
    expect((await create('eve@example.com')).status).toBe(201)
  })

  test('a request under way when the connection is cut is told to come again', async () => {
    server = await startOnFreePort({ tokens, store: postgres.url })
    const client = new pg.Client({ connectionString: postgres.url })
    await client.connect()
    await client.query('BEGIN; LOCK TABLE scimkit_resource IN ACCESS EXCLUSIVE MODE')
    const held = create('ivy@example.com')
    const waiting = "SELECT pid FROM pg_stat_activity WHERE application_name = 'scimkit' AND wait_event_type = 'Lock'"
    await expect.poll(async () => (await client.query(waiting)).rowCount, { timeout: 20_000 }).toBe(1)
    await client.query(`SELECT pg_terminate_backend(w.pid) FROM (${waiting}) w`)
    await expectUnavailable(await held)
    await client.end()
    expect((await create('ivy@example.com')).status).toBe(201)
  })
})

/** A server on a pool that gives up soon. */
async function startOn(connectionString: string, options: pg.PoolConfig): Promise<pg.Pool> {
  await prepare(connectionString)
  const pool = new pg.Pool({ connectionString, ...options })
  const database = fromPool(pool)
  const stores = storesIn(database, { pool, outbox: false })
  const log = pino({ level: 'silent' })
  server = await serve({ ...defaults, tokens, store: connectionString }, { stores, log })
  return pool
}

/** On a pool with patience: a new database may take longer to connect to than the server under test waits. */
async function prepare(connectionString: string): Promise<void> {
  const pool = new pg.Pool({ connectionString })
  await migrate(fromPool(pool))
  await pool.end()
}

test('when every connection of the pool is taken, requests are told to come again', async () => {
  const pool = await startOn(await freshUrl(), { max: 1, connectionTimeoutMillis: 500 })
  const held = await pool.connect()
  await expectUnavailable(await create('ada@example.com'))
  await expectUnavailable(await send('GET', '/Users'))
  held.release()
  expect((await create('ada@example.com')).status).toBe(201)
})

test('when every connection of the pool is taken, the database is still there', async () => {
  const stores = await openStores({ store: await freshUrl(), poolSize: 1, prepare: 'always', webhook: undefined })
  const [begun, end] = [new EventEmitter(), new EventEmitter()]
  const held = stores.store.transaction('acme', async () => {
    begun.emit('now')
    await once(end, 'now')
  })
  await once(begun, 'now')
  await stores.ready()
  end.emit('now')
  await held
  await stores.close()
})

describe('when the server lets nobody in', () => {
  test.each([
    ['has no connection left', 'CONNECTION LIMIT 0', 'CONNECTION LIMIT -1'],
    ['knows the credentials no more', 'NOLOGIN', 'LOGIN'],
  ])('because it %s, requests are told to come again', async (_, shut, open) => {
    const url = new URL(await freshUrl())
    const role = `scimkit_${crypto.randomUUID().replaceAll('-', '')}`
    const admin = new pg.Client({ connectionString: url.href })
    await admin.connect()
    await admin.query(`CREATE ROLE ${role} LOGIN PASSWORD 's3cret'`)
    await admin.query(`GRANT ALL ON SCHEMA public TO ${role}`)
    Object.assign(url, { username: role, password: 's3cret' })
    await startOn(url.href, { max: 2, idleTimeoutMillis: 1 })
    await admin.query(`ALTER ROLE ${role} ${shut}`)
    await expect.poll(() => probe('/readyz')).toBe(503)
    await expectUnavailable(await create('ada@example.com'))
    await admin.query(`ALTER ROLE ${role} ${open}`)
    await expect.poll(async () => (await create('ada@example.com')).status).toBe(201)
    // What is still written behind the answers would lock tables in another order.
    await server.close()
    await admin.query(`REASSIGN OWNED BY ${role} TO CURRENT_USER; DROP OWNED BY ${role}; DROP ROLE ${role}`)
    await admin.end()
  })
})

test('when the server is gone without a word, requests are told to come again', async () => {
  const url = new URL(await freshUrl())
  const [host, port] = [url.hostname, Number(url.port)]
  const sockets: Socket[] = []
  let silent = false
  const proxy = createServer((near) => {
    const far = connect(port, host)
    near.on('data', (chunk) => silent || far.write(chunk))
    far.on('data', (chunk) => silent || near.write(chunk))
    for (const socket of [near, far]) sockets.push(socket.on('error', () => undefined))
  })
  await once(proxy.listen(0, '127.0.0.1'), 'listening')
  // Sound: it listens on a port.
  url.port = String((proxy.address() as AddressInfo).port)
  await startOn(url.href, { max: 2, query_timeout: 300, connectionTimeoutMillis: 300 })
  expect((await create('ada@example.com')).status).toBe(201)
  silent = true
  await expectUnavailable(await create('eve@example.com'))
  silent = false
  for (const socket of sockets) socket.destroy()
  await expect.poll(async () => (await create('eve@example.com')).status).toBe(201)
  await server.close()
  proxy.close()
})
