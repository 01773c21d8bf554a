import { afterEach, describe, expect, test } from 'vitest'
import { freshUrl } from '../../../../scripts/postgres/fresh-database.ts'
import { readProfile } from '../../src/options/read-profile.ts'
import type { RunningServer } from '../../src/start-server.ts'
import { startOnFreePort } from '../start-on-free-port.ts'

let server: RunningServer

afterEach(() => server.close())

const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'

async function send(method: string, path: string, body?: object): Promise<Response> {
  return fetch(`${server.baseUrl}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) })
}

const create = (userName: string) => send('POST', '/Users', { schemas: [userSchema], userName })
const idOf = ({ headers }: Response) => headers.get('location')?.split('/').at(-1) ?? ''

async function metrics(): Promise<string> {
  const response = await fetch(new URL('/metrics', server.baseUrl))
  expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=/)
  return response.text()
}

/** The samples of one metric by their labels: `operation="create",status="201"`. */
function samples(text: string, name: string): Record<string, number> {
  const lines = text.matchAll(new RegExp(`^${name}(?:\\{(.*)\\})? (\\S+)$`, 'gm'))
  return Object.fromEntries(Array.from(lines, ([, labels = '', value]) => [labels, Number(value)]))
}

test('without --metrics there is nothing under /metrics', async () => {
  server = await startOnFreePort({ tokens })
  expect((await fetch(new URL('/metrics', server.baseUrl))).status).toBe(404)
})

describe('with --metrics', () => {
  test('requests are counted by operation, type, status and error, and timed', async () => {
    server = await startOnFreePort({ tokens, metrics: true })
    await create('ada@example.com')
    await create('ada@example.com')
    await create('ada@example.com')
    await fetch(`${server.baseUrl}/Users`)
    const text = await metrics()
    expect(samples(text, 'scimkit_requests_total')).toEqual({
      'operation="create",resource_type="User",status="201",error_code=""': 1,
      'operation="create",resource_type="User",status="409",error_code="UNIQUENESS_VIOLATED"': 2,
      'operation="list",resource_type="User",status="401",error_code="CREDENTIALS_MISSING"': 1,
    })
    const timed = samples(text, 'scimkit_request_duration_seconds_count')
    expect(timed['operation="create",resource_type="User"']).toBe(3)
  })

  test('no value of a label is a tenant or a value of a person', async () => {
    server = await startOnFreePort({ tokens, metrics: true })
    const id = idOf(await create('ada@example.com'))
    await send('GET', `/Users/${id}`)
    const text = await metrics()
    expect(text).toContain('scimkit_requests_total')
    for (const secret of ['acme', 'ada@', 's3cret', id]) expect(text).not.toContain(secret)
  })

  test('what the dialect put right is counted by rule', async () => {
    server = await startOnFreePort({ tokens, metrics: true })
    const id = idOf(await create('ada@example.com'))
    const Operations = [{ op: 'Replace', path: 'active', value: 'False' }]
    await send('PATCH', `/Users/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
    expect(Object.values(samples(await metrics(), 'scimkit_normalisations_total'))).toEqual([1, 1])
  })

  test('operations of a bulk request are counted apart from the request, with their findings', async () => {
    server = await startOnFreePort({ tokens, metrics: true })
    const user = (userName: string) => ({
      method: 'POST',
      path: '/Users',
      bulkId: crypto.randomUUID(),
      data: { schemas: [userSchema], userName, externalId: 'x1' },
    })
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
    await send('POST', '/Bulk', { schemas, Operations: [user('ada'), user('ada'), user('eve')] })
    const text = await metrics()
    expect(samples(text, 'scimkit_requests_total')).toEqual({
      'operation="bulk",resource_type="",status="200",error_code=""': 1,
    })
    expect(samples(text, 'scimkit_bulk_operations_total')).toEqual({
      'operation="create",resource_type="User",status="201",error_code=""': 2,
      'operation="create",resource_type="User",status="409",error_code="UNIQUENESS_VIOLATED"': 1,
    })
    expect(samples(text, 'scimkit_findings_total')).toEqual({ 'code="ACCOUNT_NEAR_DUPLICATE"': 1 })
  })

  test('what a brake has held is counted by brake', async () => {
    const brake = { path: ['brakes', 'deactivations'], value: { absolute: 1, percent: 1, windowMinutes: 60 } }
    server = await startOnFreePort({ tokens, metrics: true, policy: readProfile('rfc', [brake]) })
    for (const userName of ['ada', 'eve']) {
      const id = idOf(await create(userName))
      const Operations = [{ op: 'replace', path: 'active', value: false }]
      await send('PATCH', `/Users/${id}`, { schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
    }
    expect(samples(await metrics(), 'scimkit_brake_refusals_total')).toEqual({ 'brake="BRAKE_DEACTIVATIONS"': 1 })
  })

  test('the process is measured, and in memory nothing else', async () => {
    server = await startOnFreePort({ tokens, metrics: true })
    const text = await metrics()
    expect(text).toMatch(/^process_resident_memory_bytes \d/m)
    expect(text).not.toMatch(/scimkit_pool|scimkit_log/)
  })

  test('on PostgreSQL the pool and the queue of the log are measured too', async () => {
    server = await startOnFreePort({ tokens, metrics: true, store: await freshUrl() })
    await create('ada@example.com')
    const text = await metrics()
    const only = (name: string) => samples(text, name)['']
    expect(only('scimkit_pool_connections')).toBeGreaterThan(0)
    expect(only('scimkit_pool_connections_idle')).toBeGreaterThanOrEqual(0)
    expect(only('scimkit_pool_requests_waiting')).toBe(0)
    expect(only('scimkit_log_entries_waiting')).toBe(0)
    expect(only('scimkit_log_entries_dropped_total')).toBe(0)
  })
})
