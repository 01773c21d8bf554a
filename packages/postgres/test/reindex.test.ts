import {
  bearerTokens,
  createScimHandler,
  defineProfile,
  defineResourceType,
  groupResourceType,
  type Product,
  rfcProfile,
  type Store,
  userResourceType,
} from '@scimkit/core'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPostgresStore, type Database, reindex } from '../src/index.ts'
import { openFreshDatabase } from './open-fresh-database.ts'

const oneAddress = { profile: defineProfile({ extends: rfcProfile, users: { emailUniqueness: 'tenant' } }) }

/** A type whose serial number gets an index, and becomes unique, when its product is developed further. */
function devices(serial: object): Product {
  const schema = {
    id: 'urn:example:Device',
    name: 'Device',
    attributes: [{ name: 'serial', ...serial }, { name: 'label' }],
  }
  return {
    resourceTypes: [userResourceType, groupResourceType, defineResourceType({ name: 'Device', schema })],
  }
}

let database: Database
let store: Store

beforeEach(async () => {
  database = await openFreshDatabase()
  store = createPostgresStore(database)
})
afterEach(() => store.close())

function client(product: Product, tenant = 'acme') {
  const handler = createScimHandler({ ...product, store, authenticate: bearerTokens([{ tenant, token: 't' }]) })
  return async (method: string, url: string, body?: object) => {
    const request = { method, url, baseUrl: 'http://a/scim/v2', headers: { authorization: 'Bearer t' } }
    const response = await handler({ ...request, readBody: async () => JSON.stringify(body) })
    return { status: response.status, etag: response.headers.etag, body: JSON.parse(response.body ?? '{}') }
  }
}

const ada = (userName: string) => ({ userName, emails: [{ value: 'ada@example.com', type: 'work', primary: true }] })

describe('a product that has changed', () => {
  it('finds by a new index what was there before', async () => {
    const before = client(devices({}))
    const { body, etag } = await before('POST', '/Devices', { serial: 'A1' })
    const now = client(devices({ indexed: true }))
    const search = () => now('GET', '/Devices?filter=serial%20eq%20%22a1%22')
    expect((await search()).body.totalResults).toBe(0)
    expect(await reindex(database, devices({ indexed: true }))).toEqual({ resources: 1, taken: [] })
    expect((await search()).body.totalResults).toBe(1)
    expect((await now('GET', `/Devices/${body.id}`)).etag).toBe(etag)
  })

  it('compares as the schema says now', async () => {
    const before = client(devices({ caseExact: true }))
    await before('POST', '/Devices', { serial: 'A1' })
    await reindex(database, devices({ caseExact: false }))
    const { body } = await client(devices({ caseExact: false }))('GET', '/Devices?filter=serial%20sw%20%22a%22')
    expect(body.totalResults).toBe(1)
  })

  it('refuses what must be unique now, and names who has it', async () => {
    const { body } = await client({})('POST', '/Users', ada('ada'))
    const now = client(oneAddress)
    expect(await reindex(database, oneAddress)).toEqual({ resources: 1, taken: [] })
    const answer = await now('POST', '/Users', ada('twin'))
    expect(answer).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
    expect(answer.body.detail).toContain(body.id)
  })

  it('tells what two have: the older one holds it, and the other is refused when it is written next', async () => {
    const before = client({})
    const { body: older } = await before('POST', '/Users', ada('ada'))
    const { body: younger } = await before('POST', '/Users', ada('twin'))
    const report = await reindex(database, oneAddress)
    const taken = { tenant: 'acme', resourceType: 'User', attribute: 'emails.value', value: 'ada@example.com' }
    expect(report).toEqual({ resources: 2, taken: [{ ...taken, id: younger.id, holder: older.id }] })
    const now = client(oneAddress)
    expect((await now('PUT', `/Users/${younger.id}`, { ...ada('twin'), title: 't' })).status).toBe(409)
    expect((await now('PUT', `/Users/${older.id}`, { ...ada('ada'), title: 't' })).status).toBe(200)
    expect((await now('PUT', `/Users/${younger.id}`, { userName: 'twin' })).status).toBe(200)
  })

  it('frees what need not be unique any more, and what is held for nothing', async () => {
    const strict = devices({ uniqueness: 'server', caseExact: true })
    const before = client(strict)
    await before('POST', '/Devices', { serial: 'A1' })
    expect((await before('POST', '/Devices', { serial: 'A1' })).status).toBe(409)
    await reindex(database, devices({}))
    expect((await client(devices({}))('POST', '/Devices', { serial: 'A1' })).status).toBe(201)
  })

  it('gives a value to the older one that a younger one gives up in the same run', async () => {
    const by = (attribute: string): Product => ({
      ...devices({}),
      profile: defineProfile({
        extends: rfcProfile,
        unique: [{ resourceType: 'Device', attribute, scope: 'tenant' }],
      }),
    })
    const before = client(by('serial'))
    for (const serial of ['1', '2']) await before('POST', '/Devices', { serial, label: 'same' })
    expect((await reindex(database, by('label'))).taken).toHaveLength(1)
    expect((await reindex(database, by('serial'))).taken).toEqual([])
  })

  it('leaves alone what it does not know, and has no keys for tombstones', async () => {
    await client(devices({ indexed: true }))('POST', '/Devices', { serial: 'A1' })
    const users = client({})
    const { body } = await users('POST', '/Users', ada('ada'))
    await users('DELETE', `/Users/${body.id}`)
    for (let number = 0; number < 250; number += 1) await users('POST', '/Users', { userName: `u${number}` })
    expect(await reindex(database, oneAddress)).toEqual({ resources: 251, taken: [] })
    expect((await client(oneAddress)('POST', '/Users', ada('ada'))).status).toBe(201)
  })

  it('keeps tenants apart, and does not say who another tenant’s holder is', async () => {
    const everywhere = { profile: defineProfile({ extends: rfcProfile, users: { emailUniqueness: 'global' } }) }
    for (const tenant of ['acme', 'globex']) await client({}, tenant)('POST', '/Users', ada('ada'))
    expect((await reindex(database, oneAddress)).taken).toEqual([])
    const { taken } = await reindex(database, everywhere)
    expect(taken).toMatchObject([{ tenant: 'globex', holder: undefined }])
  })
})
