import { bufProfile, defineProfile, immutaProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { afterEach, describe, expect, test } from 'vitest'
import { type AdminServer, startAdmin } from './admin/start-admin.ts'

let server: AdminServer

afterEach(() => server.close())

async function add(userName: string, more: object = {}): Promise<string> {
  const { status, body } = await server.admin('POST', '/accounts', { userName, ...more })
  expect(status).toBe(201)
  return body.id
}

const namesOf = async (query: string): Promise<readonly string[]> => {
  const { body } = await server.admin('GET', `/accounts${query}`)
  return body.accounts.map(({ userName }: { userName: string }) => userName)
}

describe('accounts', () => {
  test('are listed by who made them, by name, by address and by page', async () => {
    server = await startAdmin(immutaProfile)
    await server.provision('ada')
    await add('grace', { email: 'grace@example.com' })
    const gone = await add('kim')
    await server.admin('DELETE', `/accounts/${gone}`)
    expect(await namesOf('')).toEqual(['ada', 'grace'])
    expect(await namesOf('?which=managed')).toEqual(['ada'])
    expect(await namesOf('?which=unmanaged')).toEqual(['grace'])
    expect(await namesOf('?which=deleted')).toEqual(['kim'])
    expect(await namesOf('?userName=GRACE')).toEqual(['grace'])
    expect(await namesOf('?email=grace@example.com')).toEqual(['grace'])
    expect(await namesOf('?startIndex=2&count=1')).toEqual(['grace'])
  })

  test('another tenant sees nothing of them', async () => {
    server = await startAdmin()
    const id = await add('ada')
    const headers = { authorization: 'Bearer admin-s3cret' }
    expect((await server.send('GET', '/admin/tenants/other/accounts', { headers })).body).toEqual({
      total: 0,
      accounts: [],
    })
    expect((await server.send('GET', `/admin/tenants/other/accounts/${id}`, { headers })).status).toBe(404)
  })

  test('are created, read, renamed, disabled, enabled and deleted', async () => {
    server = await startAdmin()
    const id = await add('ada', { origin: 'invite', attributes: { displayName: 'Ada' } })
    expect((await server.admin('GET', `/accounts/${id}`)).body).toMatchObject({
      ...{ tenant: 'acme', id, userName: 'ada', attributes: { displayName: 'Ada' } },
      provenance: { managed: false, origin: 'invite', active: true, deleted: false },
    })
    expect((await server.admin('POST', `/accounts/${id}/rename`, { userName: 'eve' })).body.userName).toBe('eve')
    expect((await server.admin('POST', `/accounts/${id}/disable`)).body.provenance.active).toBe(false)
    expect((await server.admin('POST', `/accounts/${id}/enable`)).body.provenance.active).toBe(true)
    expect(await server.admin('DELETE', `/accounts/${id}`)).toMatchObject({ status: 204, body: '' })
    expect(await server.admin('GET', `/accounts/${id}`)).toMatchObject({
      status: 404,
      body: { code: 'RESOURCE_NOT_FOUND' },
    })
  })

  test('RW-I6: deleted for ever, an account leaves no tombstone', async () => {
    server = await startAdmin(immutaProfile)
    const id = await add('ada')
    await server.admin('DELETE', `/accounts/${id}?how=forever`)
    expect(await namesOf('?which=deleted')).toEqual([])
  })

  test('RW-P1b: an address is changed, and released', async () => {
    server = await startAdmin(pulumi2024Profile)
    const id = await add('ada', { email: 'ada@example.com' })
    const changed = await server.admin('POST', `/accounts/${id}/change-email`, { email: 'ada@home.example' })
    expect(changed.body.email).toBe('ada@home.example')
    const released = await server.admin('POST', `/accounts/${id}/release-email`)
    expect(released.status).toBe(200)
    expect(released.body).not.toHaveProperty('email')
  })

  test('RW-P1c: an account of another tenant is connected, and joins this one under its id', async () => {
    server = await startAdmin(pulumi2024Profile)
    const headers = { authorization: 'Bearer admin-s3cret', 'content-type': 'application/json' }
    const personal = (path: string, body: object) =>
      server.send('POST', `/admin/tenants/personal${path}`, { headers, body: JSON.stringify(body) })
    const { id } = (await personal('/accounts', { userName: 'ada', email: 'ada@example.com' })).body
    const connected = await personal(`/accounts/${id}/connect`, { tenant: 'acme', nameId: 'ada@example.com' })
    expect(connected.body).toMatchObject({ tenant: 'acme', id, provenance: { signIn: 'ada@example.com' } })
    expect(await namesOf('')).toEqual(['ada'])
  })

  test('F-18: a protected account cannot be deactivated through SCIM until it is released', async () => {
    server = await startAdmin()
    const id = await server.provision('ada')
    await server.admin('POST', `/accounts/${id}/protect`, { protected: true })
    const deactivate = () =>
      server.scim('PATCH', `/Users/${id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'active', value: false }],
      })
    expect((await deactivate()).status).toBeGreaterThanOrEqual(400)
    await server.admin('POST', `/accounts/${id}/protect`, { protected: false })
    expect((await deactivate()).status).toBe(200)
  })
})

describe('takeovers', () => {
  const pending = defineProfile({ extends: rfcProfile, users: { onCreate: { unmanaged: 'pending' } } })

  test.each([
    ['approve', true],
    ['reject', false],
  ])('one that waits is listed, and after %s it is managed: %s', async (decision, managed) => {
    server = await startAdmin(pending)
    const id = await add('ada', { attributes: { displayName: 'Mine' } })
    await server.provision('ada', { displayName: 'Theirs' })
    const { accounts } = (await server.admin('GET', '/accounts?pending=true')).body
    expect(accounts).toMatchObject([{ id, attributes: { displayName: 'Mine' }, proposed: { displayName: 'Theirs' } }])
    const { body } = await server.admin('POST', `/accounts/${id}/${decision}`)
    expect(body.attributes.displayName).toBe(managed ? 'Theirs' : 'Mine')
    expect(body.provenance).toMatchObject({ managed })
    expect(await namesOf('?pending=true')).toEqual([])
    expect(await server.admin('POST', `/accounts/${id}/approve`)).toMatchObject({ body: { code: 'NOTHING_PENDING' } })
  })
})

describe('reports', () => {
  test('I-12: orphans are named until somebody deletes them', async () => {
    server = await startAdmin(immutaProfile)
    const id = await add('hedy')
    const { body } = await server.admin('GET', '/orphans')
    expect(body).toMatchObject({
      tenant: 'acme',
      findings: [{ code: 'ACCOUNT_UNMANAGED', resourceId: id }],
      accounts: { lookedAt: 1, total: 1 },
    })
    await server.admin('DELETE', `/accounts/${id}`)
    expect((await server.admin('GET', '/orphans')).body.findings).toEqual([])
  })

  test('B-28: readiness says the same to the administrator as to the identity provider', async () => {
    server = await startAdmin(bufProfile)
    await add('bob')
    const { findings } = (await server.admin('GET', '/readiness')).body
    const { status, body } = await server.scim('GET', '/readiness')
    expect(status).toBe(200)
    expect(findings.length).toBeGreaterThan(0)
    const codes = (found: readonly { readonly code: string }[]) => found.map(({ code }) => code)
    expect(codes(body.warnings)).toEqual(codes(findings))
  })
})
