import { bufProfile, defineProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { afterEach, describe, expect, test } from 'vitest'
import { type AdminServer, type Answer, startAdmin } from './admin/start-admin.ts'

let server: AdminServer

afterEach(() => server.close())

const day = 86_400_000
const inDays = (days: number) => new Date(Date.now() + days * day).toISOString()

const create = (body: object = {}, path = '/tokens'): Promise<Answer> => server.admin('POST', path, body)
const list = async () => (await server.admin('GET', '/tokens')).body.tokens

/** The status of a request with that token. */
async function opens(token: string, method = 'GET'): Promise<number> {
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const body = method === 'POST' ? { body: '{}' } : {}
  return (await server.send(method, '/scim/v2/Users', { headers, ...body })).status
}

describe('a token', () => {
  test('is shown once, and opens SCIM', async () => {
    server = await startAdmin(bufProfile)
    const { status, body, headers } = await create({ name: 'Okta', expires: inDays(10) })
    expect(status).toBe(201)
    expect(headers.get('cache-control')).toBe('no-store')
    expect(Buffer.from(body.token, 'base64url')).toHaveLength(32)
    expect(await opens(body.token)).toBe(200)
    const listed = await server.admin('GET', '/tokens')
    expect(listed.body.tokens).toMatchObject([{ name: 'command line' }, { id: body.id, name: 'Okta' }])
    expect(JSON.stringify(listed.body)).not.toMatch(new RegExp(`${body.token}|sha256|[0-9a-f]{64}`))
  })

  test('says when it was last used', async () => {
    server = await startAdmin()
    const { body } = await create()
    expect((await list()).at(-1)).not.toHaveProperty('lastUsed')
    await opens(body.token)
    expect((await list()).at(-1)).toHaveProperty('lastUsed')
  })

  test('may be for reading alone', async () => {
    server = await startAdmin()
    const { body } = await create({ scopes: ['read'] })
    expect(await opens(body.token)).toBe(200)
    expect(await opens(body.token, 'POST')).toBe(403)
  })

  test('is revoked, twice as once', async () => {
    server = await startAdmin()
    const { body } = await create()
    expect((await server.admin('DELETE', `/tokens/${body.id}`)).status).toBe(204)
    expect((await server.admin('DELETE', `/tokens/${body.id}`)).status).toBe(204)
    expect(await opens(body.token)).toBe(401)
    expect((await list()).at(-1)).toHaveProperty('revoked')
    expect((await server.admin('DELETE', '/tokens/none')).body).toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
  })

  test('of another tenant cannot be revoked', async () => {
    server = await startAdmin()
    const { body } = await create()
    const headers = { authorization: 'Bearer admin-s3cret' }
    const answer = await server.send('DELETE', `/admin/tenants/other/tokens/${body.id}`, { headers })
    expect(answer.status).toBe(404)
    expect(await opens(body.token)).toBe(200)
  })

  test('P-35: is rotated: the new one is good and the ones before are not', async () => {
    server = await startAdmin(bufProfile)
    const first = (await create()).body
    const second = (await create({}, '/tokens/rotate')).body
    expect(await opens('s3cret')).toBe(401)
    expect(await opens(first.token)).toBe(401)
    expect(await opens(second.token)).toBe(200)
  })

  test('P-35: where the profile has one per tenant, a new one revokes the others', async () => {
    server = await startAdmin(pulumi2024Profile)
    const { body } = await create()
    expect(await opens('s3cret')).toBe(401)
    expect(await opens(body.token)).toBe(200)
  })

  test('P-34: ends when the tenant leaves its SSO provider, where the profile ties it to that', async () => {
    server = await startAdmin(pulumi2024Profile)
    expect((await server.admin('POST', '/leave-sso')).status).toBe(204)
    expect(await opens('s3cret')).toBe(401)
  })
})

describe('the end of a token', () => {
  test('does not lie in the past', async () => {
    server = await startAdmin()
    expect(await create({ expires: inDays(-1) })).toMatchObject({
      status: 400,
      body: { code: 'TOKEN_END_REFUSED', detail: 'The end of the token must lie in the future.' },
    })
  })

  test('F-3: is at most as far ahead as the profile allows, and that far when it is not said', async () => {
    server = await startAdmin(defineProfile({ extends: rfcProfile, tokens: { maxAgeDays: 30 } }))
    expect((await create({ expires: inDays(31) })).body.detail).toBe(
      'The end of the token must be at most 30 days ahead in this profile.',
    )
    const { created, expires } = (await create()).body
    expect(Date.parse(expires) - Date.parse(created)).toBe(30 * day)
    expect(await list()).toHaveLength(2)
  })
})
