import { mkdtemp } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { OutgoingEvent } from '@scimkit/postgres'
import pg from 'pg'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import type { RunningServer } from '../src/start-server.ts'
import { type RunningProcess, runServer } from './running-process.ts'
import { startOnFreePort } from './start-on-free-port.ts'
import { startWebhookReceiver, type WebhookReceiver, webhookSecret } from './webhook-receiver.ts'

// A worker looks once a second, and a process takes seconds to start on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const patient = { timeout: 30_000 }
const closing: (() => Promise<unknown>)[] = []

afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }

async function receiver(react?: (response: ServerResponse) => void): Promise<WebhookReceiver> {
  const started = await startWebhookReceiver(react)
  closing.push(started.close)
  return started
}

async function serverOn(store: string, url: string): Promise<RunningServer> {
  const server = await startOnFreePort({ tokens, store, webhook: { url, secret: webhookSecret } })
  closing.push(server.close)
  return server
}

async function send(baseUrl: string, [method, path]: readonly [string, string], body?: object): Promise<Response> {
  return fetch(`${baseUrl}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
}

async function create(baseUrl: string, userName: string): Promise<string> {
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
  const answer = await send(baseUrl, ['POST', '/Users'], { schemas, userName })
  expect(answer.status).toBe(201)
  return answer.headers.get('location')?.split('/').at(-1) ?? ''
}

async function rename(baseUrl: string, id: string): Promise<void> {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
  const Operations = [{ op: 'replace', path: 'displayName', value: 'Ada' }]
  expect((await send(baseUrl, ['PATCH', `/Users/${id}`], { schemas, Operations })).ok).toBe(true)
}

const kindsOf = (events: readonly OutgoingEvent[]) =>
  events.map((event) => Object.keys(event.events).map((uri) => uri.replace('urn:ietf:params:scim:event:', '')))

/** The attempts at each event that waits. */
async function waiting(store: string): Promise<readonly number[]> {
  const client = new pg.Client({ connectionString: store })
  await client.connect()
  const { rows } = await client.query('SELECT attempts FROM scimkit_outbox ORDER BY seq')
  await client.end()
  return rows.map(({ attempts }) => attempts)
}

describe.each([
  ['PostgreSQL', freshUrl],
  ['PGlite', async () => `pglite:${join(await mkdtemp(join(tmpdir(), 'scimkit-outbox-')), 'data')}`],
])('on %s', (_, makeStore) => {
  test('a user who is created, changed and deleted is three signed events, in that order', async () => {
    const { url, events, forged } = await receiver()
    const { baseUrl } = await serverOn(await makeStore(), url)
    const id = await create(baseUrl, 'ada@example.com')
    await rename(baseUrl, id)
    expect((await send(baseUrl, ['DELETE', `/Users/${id}`])).status).toBe(204)
    await expect.poll(() => events.length, patient).toBe(3)
    expect(kindsOf(events)).toEqual([['prov:create:notice'], ['prov:patch:notice'], ['prov:delete']])
    for (const event of events)
      expect(event).toMatchObject({ tenant: 'acme', resourceType: 'User', sub_id: { id, uri: `/Users/${id}` } })
    expect(forged()).toBe(0)
  })
})

test('two servers on one database deliver every event, and none of them twice', async () => {
  const { url, events } = await receiver()
  const store = await freshUrl()
  const servers = [await serverOn(store, url), await serverOn(store, url)] as const
  const names = Array.from({ length: 30 }, (_, index) => `user-${index}@example.com`)
  const ids = await Promise.all(names.map((name, index) => create(servers[index % 2 === 0 ? 0 : 1].baseUrl, name)))
  await Promise.all(ids.map((id, index) => rename(servers[index % 2 === 0 ? 1 : 0].baseUrl, id)))
  await expect.poll(() => events.length, patient).toBeGreaterThanOrEqual(60)
  for (const server of servers) await server.close()
  expect(new Set(events.map(({ jti }) => jti)).size).toBe(60)
  expect(events).toHaveLength(60)
  for (const id of ids)
    expect(kindsOf(events.filter(({ sub_id }) => sub_id.id === id))).toEqual([
      ['prov:create:notice'],
      ['prov:patch:notice'],
    ])
  expect(await waiting(store)).toEqual([])
})

describe('a server that is stopped', () => {
  let held: ServerResponse[] = []
  const hold = (response: ServerResponse) => void held.push(response)
  let server: RunningProcess

  afterEach(async () => {
    held = []
    server.kill('SIGKILL')
    await server.exitCode
  })

  async function start(store: string, url: string): Promise<string> {
    server = runServer('--token', 'acme=s3cret', '--store', store, '--webhook', url, '--webhook-secret', webhookSecret)
    return server.baseUrl
  }

  test('finishes the delivery under way, begins no other, and ends with 0', async () => {
    const { url, events } = await receiver(hold)
    const store = await freshUrl()
    const baseUrl = await start(store, url)
    const id = await create(baseUrl, 'ada@example.com')
    await expect.poll(() => held.length, patient).toBe(1)
    await rename(baseUrl, id)
    server.kill('SIGTERM')
    await expect.poll(server.error, patient).toContain('"msg":"stopping"')
    held[0]?.writeHead(204).end()
    expect(await server.exitCode).toBe(0)
    expect(server.error()).toContain('"msg":"stopped"')
    expect(kindsOf(events)).toEqual([['prov:create:notice']])
    // What was delivered is gone, and what was not has not been tried.
    expect(await waiting(store)).toEqual([0])
    await start(store, url)
    await expect.poll(() => held.length, patient).toBe(2)
    expect(kindsOf(events)).toEqual([['prov:create:notice'], ['prov:patch:notice']])
  })

  test('prints and logs neither the secret nor where events go', async () => {
    const { url } = await receiver((response) => void response.writeHead(500).end())
    const id = await create(await start(await freshUrl(), url), 'eve@example.com')
    await expect.poll(server.error, patient).toContain('"msg":"event not delivered"')
    const line = server.error().match(/^.*event not delivered.*$/m)?.[0] ?? ''
    expect(JSON.parse(line)).toMatchObject({
      level: 40,
      tenant: 'acme',
      resourceType: 'User',
      resourceId: id,
      attempts: 1,
      problem: 'The receiver answered 500.',
    })
    for (const secret of [webhookSecret, 'in-the-url', 'eve@'])
      expect(server.out() + server.error()).not.toContain(secret)
  })
})

describe('the metrics', () => {
  async function gauges({ baseUrl }: RunningServer): Promise<Record<string, number>> {
    const response = await fetch(new URL('/metrics', baseUrl))
    expect(response.status).toBe(200)
    const lines = (await response.text()).matchAll(/^scimkit_outbox_(\w+) (\S+)$/gm)
    return Object.fromEntries(Array.from(lines, ([, name, value]) => [name, Number(value)]))
  }

  async function start(store: string, url: string): Promise<RunningServer> {
    const webhook = { url, secret: webhookSecret }
    const server = await startOnFreePort({ tokens, store, webhook, metrics: true })
    closing.push(server.close)
    return server
  }

  test('tell what waits, since when, and what was given up', async () => {
    let status = 503
    const { url } = await receiver((response) => void response.writeHead(status).end())
    const server = await start(await freshUrl(), url)
    expect(await gauges(server)).toEqual({ events_waiting: 0, oldest_age_seconds: 0, dead_letters: 0 })
    const id = await create(server.baseUrl, 'ada@example.com')
    await rename(server.baseUrl, id)
    await expect.poll(() => gauges(server), patient).toMatchObject({ events_waiting: 2, dead_letters: 0 })
    await expect.poll(async () => (await gauges(server)).oldest_age_seconds, patient).toBeGreaterThan(0)
    status = 410
    await expect
      .poll(() => gauges(server), patient)
      .toEqual({ events_waiting: 0, oldest_age_seconds: 0, dead_letters: 2 })
  })

  test('are not numbers while the database is away, and the others are there', async () => {
    const { url } = await receiver()
    const store = new URL(await freshUrl())
    const server = await start(store.href, url)
    const name = store.pathname.slice(1)
    const admin = new pg.Client({ connectionString: Object.assign(new URL(store), { pathname: '/postgres' }).href })
    await admin.connect()
    await admin.query(`DROP DATABASE ${name} WITH (FORCE)`)
    await admin.end()
    expect(await gauges(server)).toEqual({
      events_waiting: Number.NaN,
      oldest_age_seconds: Number.NaN,
      dead_letters: Number.NaN,
    })
  })

  test('say nothing of events where none are sent', async () => {
    const server = await startOnFreePort({ tokens, store: await freshUrl(), metrics: true })
    closing.push(server.close)
    expect(await gauges(server)).toEqual({})
  })
})
