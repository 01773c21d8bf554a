import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AdminServer, startAdmin } from './admin/start-admin.ts'
import { startOnFreePort } from './start-on-free-port.ts'

const authorized = { authorization: 'Bearer admin-s3cret' }
let log = ''
let server: AdminServer

beforeAll(async () => {
  server = await startAdmin(undefined, {
    log: {
      write: (line) => {
        log += line
      },
    },
  })
})
afterAll(() => server.close())

describe('who may come in', () => {
  test.each(['fastify', 'express', 'koa'] as const)(
    'nobody where there is no --admin-token, on %s',
    async (adapter) => {
      const closed = await startOnFreePort({ tokens: [{ tenant: 'acme', token: 's3cret' }], adapter })
      const response = await fetch(new URL('/admin/openapi.json', closed.baseUrl), { headers: authorized })
      expect(response.status).toBe(404)
      await closed.close()
    },
  )

  test.each([
    ['without credentials', undefined, 'The request carries no bearer token.'],
    ['with another scheme', 'Basic admin-s3cret', 'The request carries no bearer token.'],
    ['with a token that differs', 'Bearer admin-s3cres', 'This is not the token of the administrator.'],
    ['with the token and more', 'Bearer admin-s3cret2', 'This is not the token of the administrator.'],
    ['with a SCIM token', 'Bearer s3cret', 'This is not the token of the administrator.'],
  ])('nobody %s', async (_, authorization, detail) => {
    const answer = await server.send('GET', '/admin/openapi.json', { headers: authorization ? { authorization } : {} })
    expect(answer).toMatchObject({ status: 401, body: { type: 'about:blank', title: 'Unauthorized', detail } })
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="admin"')
  })

  test('the token does not open SCIM', async () => {
    const answer = await server.send('GET', '/scim/v2/Users', { headers: authorized })
    expect(answer.status).toBe(401)
  })

  test('what is beside /admin is not its business', async () => {
    expect((await server.send('GET', '/administrator')).headers.get('content-type')).not.toBe(
      'application/problem+json',
    )
    expect((await server.send('GET', '/healthz')).status).toBe(200)
  })
})

describe('what is wrong with a request is told as a problem', () => {
  test('a path there is not', async () => {
    const odd = ['/tenants/a%00b/tokens', `/tenants/${'a'.repeat(201)}/tokens`]
    for (const path of ['', '/', '/tenants', '/tenants//accounts', '/tenants/acme/accounts/', '/constructor', ...odd]) {
      const answer = await server.send('GET', `/admin${path}`, { headers: authorized })
      expect(answer).toMatchObject({ status: 404, body: { detail: `There is no /admin${path} here.` } })
    }
  })

  test('a method the path does not take', async () => {
    const answer = await server.admin('DELETE', '/accounts')
    expect(answer).toMatchObject({ status: 405, body: { code: 'METHOD_NOT_ALLOWED', id: 'SCIM1002' } })
    expect(answer.headers.get('allow')).toBe('GET, POST')
  })

  test('a path that is not encoded right', async () => {
    const answer = await server.send('GET', '/admin/tenants/%zz/accounts', { headers: authorized })
    expect(answer).toMatchObject({ status: 400, body: { code: 'URL_ENCODING' } })
  })

  test('each part of a body and of a query', async () => {
    const answer = await server.admin('POST', '/accounts', { email: 1, colour: 'red' })
    expect(answer.status).toBe(400)
    expect(answer.body.errors.map(({ at }: { at: string }) => at)).toEqual(['body.userName', 'body.email', 'body'])
    const { status, body } = await server.admin('GET', '/accounts?which=all&count=many')
    expect([status, body.errors.map(({ at }: { at: string }) => at)]).toEqual([400, ['query.which', 'query.count']])
  })

  test('a body that is no JSON, or announced as something else', async () => {
    const headers = { ...authorized, 'content-type': 'application/json' }
    const path = '/admin/tenants/acme/accounts'
    expect(await server.send('POST', path, { headers, body: '{' })).toMatchObject({
      status: 400,
      body: { code: 'BODY_NOT_JSON', type: 'https://scimkit.dev/errors/SCIM1010' },
    })
    const form = { ...authorized, 'content-type': 'application/x-www-form-urlencoded' }
    expect((await server.send('POST', path, { headers: form, body: 'userName=ada' })).status).toBe(415)
  })

  test('a body above a megabyte', async () => {
    const answer = await server.admin('POST', '/accounts', { userName: 'x'.repeat(1024 * 1024) })
    expect(answer).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } })
  })

  test('an error of the catalogue has its cause, its remedies and whom it is about', async () => {
    await server.admin('POST', '/accounts', { userName: 'ada' })
    const { status, body } = await server.admin('POST', '/accounts', { userName: 'ADA' })
    expect(status).toBe(409)
    expect(body).toMatchObject({
      code: 'UNIQUENESS_VIOLATED',
      type: 'https://scimkit.dev/errors/SCIM5002',
      conflict: { where: 'here', state: 'active', managed: false, origin: 'local' },
      retry: 'after change',
    })
    expect(body.remedies[0]).toMatchObject({ actor: 'application administrator' })
  })
})

describe('the description', () => {
  test('is the one in the documentation', async () => {
    const file = new URL('../../../docs/reference/admin-openapi.json', import.meta.url)
    const { body } = await server.send('GET', '/admin/openapi.json', { headers: authorized })
    expect(body).toEqual(JSON.parse(readFileSync(file, 'utf8')))
  })

  test('refers to nothing that is not in it', async () => {
    const { body } = await server.send('GET', '/admin/openapi.json', { headers: authorized })
    const names = [...JSON.stringify(body).matchAll(/"\$ref":"([^"]+)"/g)].map(([, name]) => name)
    expect(names.length).toBeGreaterThan(10)
    for (const name of new Set(names)) expect(name).toMatch(/^#\/components\/schemas\/\w+$/)
    for (const name of new Set(names)) expect(body.components.schemas).toHaveProperty(name?.split('/').at(-1) ?? '')
  })

  test('has no operation twice', async () => {
    const { body } = await server.send('GET', '/admin/openapi.json', { headers: authorized })
    const ids = Object.values<Record<string, { operationId: string }>>(body.paths).flatMap((path) =>
      Object.values(path).map(({ operationId }) => operationId),
    )
    expect(new Set(ids).size).toBe(ids.length)
  })
})

describe('explain', () => {
  test.each(['UNIQUENESS_VIOLATED', 'SCIM5002'])('%s is explained', async (code) => {
    const { body } = await server.send('GET', `/admin/explain/${code}`, { headers: authorized })
    expect(body).toMatchObject({ code: 'UNIQUENESS_VIOLATED', id: 'SCIM5002', status: 409, scimType: 'uniqueness' })
    expect(body.remedies.map(({ actor }: { actor: string }) => actor)).toContain('end user')
  })

  test('a finding is explained with the names of the settings', async () => {
    const { body } = await server.send('GET', '/admin/explain/USER_NAME_KEPT', { headers: authorized })
    expect(body).toMatchObject({ severity: 'warning', retry: 'after change' })
    expect(JSON.stringify(body.remedies)).toContain('Create only')
  })

  test('what nobody has heard of is not found', async () => {
    expect((await server.send('GET', '/admin/explain/constructor', { headers: authorized })).status).toBe(404)
  })
})

test('the log says what was done to whom, without secrets and without names', async () => {
  const { body } = await server.admin('POST', '/accounts', { userName: 'grace', email: 'grace@example.com' })
  log = ''
  await server.admin('DELETE', `/accounts/${body.id}`)
  await server.admin('GET', '/accounts?userName=grace&email=grace@example.com')
  await server.admin('POST', '/tokens', { name: 'Okta' })
  await server.admin('GET', '/accounts/grace@example.com')
  const lines = log.trim().split('\n')
  expect(lines.map((line) => JSON.parse(line))).toMatchObject([
    { method: 'DELETE', admin: '/tenants/{tenant}/accounts/{id}', tenant: 'acme', id: body.id, status: 204 },
    { method: 'GET', admin: '/tenants/{tenant}/accounts', status: 200 },
    { method: 'POST', admin: '/tenants/{tenant}/tokens', status: 201 },
    { method: 'GET', admin: '/tenants/{tenant}/accounts/{id}', status: 404 },
  ])
  expect(log).not.toMatch(/s3cret|grace|Okta|[\w-]{43}/)
})
