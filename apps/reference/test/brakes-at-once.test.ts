import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SeedServer } from '@scimkit/contract-tests/seeds'
import { defineProfile, rfcProfile } from '@scimkit/core'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { startSeedServer } from './start-seed-server.ts'

const deactivations = { absolute: 4, percent: 1, windowMinutes: 60 }
const members = { absolute: 2, percent: 50 }
const policy = defineProfile({ extends: rfcProfile, brakes: { deactivations, members } })

// A pool has fewer connections than there are requests here, and PGlite has one session.
describe.each([
  ['memory', async () => 'memory'],
  ['PGlite', async () => `pglite:${await mkdtemp(join(tmpdir(), 'scimkit-brakes-'))}`],
  ['PostgreSQL', async () => inject('postgres')],
])('F-25 on %s: brakes and many requests at once', (_, storeName) => {
  let server: SeedServer

  beforeAll(async () => {
    server = await startSeedServer(policy, await storeName())
  })
  afterAll(() => server.close())

  test('of 30 deletions at once just as many pass as the brake allows, and another tenant is answered meanwhile', async () => {
    const [acme, other] = [await openTenant(server), await openTenant(server)]
    const ids = await acme.crowd(30)
    const deletions = Promise.all(ids.map((id) => acme.send('DELETE', `/Users/${id}`)))
    expect(await other.send('GET', '/Users')).toMatchObject({ status: 200 })
    const statuses = (await deletions).map(({ status }) => status)
    expect(statuses.filter((status) => status === 204)).toHaveLength(4)
    expect(statuses.filter((status) => status === 409)).toHaveLength(26)
    expect((await acme.send('GET', '/Users')).body.totalResults).toBe(26)
    expect((await acme.send('DELETE', `/Users/${ids.find((_, index) => statuses[index] === 409)}`)).status).toBe(409)
  })

  test('deactivations and deletions of single and bulk requests count together', async () => {
    const acme = await openTenant(server)
    const ids = await acme.crowd(18)
    const off = { schemas: [patchSchema], Operations: [{ op: 'replace', path: 'active', value: false }] }
    const bulk = (some: readonly string[]) => ({
      schemas: [bulkSchema],
      Operations: some.map((id) => ({ method: 'DELETE', path: `/Users/${id}` })),
    })
    const single = Promise.all(ids.slice(0, 9).map((id) => acme.send('PATCH', `/Users/${id}`, off)))
    const several = Promise.all([9, 12, 15].map((from) => acme.send('POST', '/Bulk', bulk(ids.slice(from, from + 3)))))
    const statuses = [
      ...(await single).map(({ status }) => (status === 200 ? 'passed' : String(status))),
      ...(await several).flatMap(({ body }) => body.Operations.map(passedOrNot)),
    ]
    expect(statuses.filter((status) => status === 'passed')).toHaveLength(4)
    expect(statuses.filter((status) => status === '409')).toHaveLength(14)
  })

  test('changes of members that are held are answered, all of them', async () => {
    const acme = await openTenant(server)
    const value = (await acme.crowd(4)).map((id) => ({ value: id }))
    const group = (_: unknown, index: number) => ({ schemas: [groupSchema], displayName: `${index}`, members: value })
    const groups = await Promise.all(
      Array.from({ length: 20 }, group).map((body) => acme.send('POST', '/Groups', body)),
    )
    const empty = { schemas: [patchSchema], Operations: [{ op: 'remove', path: 'members' }] }
    const answers = await Promise.all(groups.map(({ body }) => acme.send('PATCH', `/Groups/${body.id}`, empty)))
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 409))
  })
})

const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const bulkSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'

function passedOrNot({ status }: { readonly status: string }): string {
  return status === '204' ? 'passed' : status
}

/** A tenant nobody else uses, and a client of it. */
async function openTenant({ baseUrl, directory }: SeedServer) {
  const { token } = await directory.issueToken(`tenant-${crypto.randomUUID()}`, { name: 'test' })
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  async function send(method: string, path: string, body?: object) {
    const response = await fetch(baseUrl + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    const text = await response.text()
    return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
  }
  async function crowd(size: number): Promise<readonly string[]> {
    const created = Array.from({ length: size }, (_, index) =>
      send('POST', '/Users', { schemas: [userSchema], userName: `person-${index}` }),
    )
    return (await Promise.all(created)).map(({ body }) => body.id)
  }
  return { send, crowd }
}
