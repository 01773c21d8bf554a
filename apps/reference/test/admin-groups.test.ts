import { bufProfile, defineProfile, pulumi2024Profile } from '@scimkit/core'
import { afterEach, describe, expect, test } from 'vitest'
import { type AdminServer, startAdmin } from './admin/start-admin.ts'

let server: AdminServer

afterEach(() => server.close())

const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'

async function push(displayName: string, ids: readonly string[]): Promise<string> {
  const members = ids.map((value) => ({ value }))
  const { status, body } = await server.scim('POST', '/Groups', { schemas: [groupSchema], displayName, members })
  expect(status).toBe(201)
  return body.id
}

describe('groups', () => {
  test('P-10: local groups live beside those of the identity provider', async () => {
    server = await startAdmin(pulumi2024Profile)
    const ada = await server.provision('ada')
    const pushed = await push('Pushed', [ada])
    const local = await server.admin('POST', '/groups', { displayName: 'Local' })
    expect(local.status).toBe(201)
    const changed = await server.admin('POST', `/groups/${local.body.id}/members`, { add: [ada] })
    expect(changed.body).toEqual(local.body)
    expect(changed.body).toMatchObject({ displayName: 'Local', provenance: { managed: false } })
    const ids = async (query: string) =>
      (await server.admin('GET', `/groups${query}`)).body.groups.map(({ id }: { id: string }) => id)
    expect(await ids('')).toEqual([pushed, local.body.id])
    expect(await ids('?which=unmanaged')).toEqual([local.body.id])
    expect(await ids('?displayName=pushed')).toEqual([pushed])
    expect((await server.admin('GET', '/groups?count=1&startIndex=2')).body).toEqual({ total: 2, groups: [local.body] })
    expect((await server.admin('DELETE', `/groups/${local.body.id}`)).status).toBe(204)
    expect(await ids('')).toEqual([pushed])
  })

  test('the members of one are read page by page', async () => {
    server = await startAdmin()
    const [ada, eve] = [await server.provision('ada'), await server.provision('eve')]
    const pushed = await push('Pushed', [ada, eve])
    const page = async (query: string) => (await server.admin('GET', `/groups/${pushed}${query}`)).body
    expect(await page('')).toMatchObject({ id: pushed, displayName: 'Pushed', members: [ada, eve] })
    expect(await page('?count=1')).toMatchObject({ members: [ada], next: 2 })
    const last = await page('?count=1&startIndex=2')
    expect(last.members).toEqual([eve])
    expect(last).not.toHaveProperty('next')
    expect((await server.admin('GET', '/groups/none')).body).toMatchObject({ code: 'RESOURCE_NOT_FOUND', status: 404 })
  })

  test('P-36: the members of a managed group are changed in the identity provider alone', async () => {
    server = await startAdmin(pulumi2024Profile)
    const ada = await server.provision('ada')
    const pushed = await push('Pushed', [ada])
    const refused = await server.admin('POST', `/groups/${pushed}/members`, { remove: [ada] })
    expect(refused.body).toMatchObject({ code: 'LOCAL_EDIT_BLOCKED' })
    expect((await server.scim('GET', `/Groups/${pushed}`)).body.members).toMatchObject([{ value: ada }])
  })
})

describe('sign-ins', () => {
  const assertion = { protocol: 'saml', nameId: 'bob.smith@example.com', email: 'bob.smith@example.com' } as const

  test('B-22: the first one makes an account with a name of its own', async () => {
    server = await startAdmin(bufProfile)
    const { status, body } = await server.admin('POST', '/sign-ins', { ...assertion, groups: [] })
    expect(status).toBe(200)
    expect(body).toMatchObject({ created: true, account: { provenance: { origin: 'jit', loginName: 'bob-smith' } } })
    expect((await server.admin('POST', '/sign-ins', { ...assertion, groups: [] })).body.created).toBe(false)
  })

  test('B-24: a membership gives access from the next sign-in', async () => {
    server = await startAdmin(defineProfile({ extends: bufProfile, login: { autoprovisioning: true } }))
    const emails = [{ value: assertion.email, type: 'work' }]
    const bob = await server.provision(assertion.email, { emails })
    const group = await push('Registry', [bob])
    const effective = async () => (await server.admin('GET', `/accounts/${bob}/effective-groups`)).body
    expect(await effective()).toEqual({ groups: [] })
    const { body } = await server.admin('POST', '/sign-ins', { ...assertion, groups: ['Registry'] })
    expect(body).toMatchObject({ groups: [group], findings: [] })
    expect(await effective()).toEqual({ groups: [group] })
  })

  test('B-08: one that clears pushed groups says so', async () => {
    server = await startAdmin(bufProfile)
    const bob = await server.provision(assertion.email, { emails: [{ value: assertion.email, type: 'work' }] })
    await push('Registry', [bob])
    const { body } = await server.admin('POST', '/sign-ins', { ...assertion, groups: ['Registry'] })
    expect(body).toMatchObject({ groups: [], findings: [{ code: 'MEMBERSHIPS_CLEARED', resourceId: bob }] })
  })

  test('one that is refused is a problem', async () => {
    server = await startAdmin()
    const { status, body } = await server.admin('POST', '/sign-ins', assertion)
    expect([status, body.code]).toEqual([body.status, 'SIGN_IN_REFUSED'])
  })
})
