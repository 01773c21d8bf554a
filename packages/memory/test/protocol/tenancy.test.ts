import { describe, expect, it } from 'vitest'
import { baseUrl, error, openClient, query, searchUrn, userUrn } from './client.ts'

const globex = { authorization: 'Bearer globex' }

describe('Tenants', () => {
  it('S7644-6-01, S7643-9.3-01: another tenant’s resource is not there', async () => {
    const client = openClient()
    const user = await client.user()
    const group = await client.group({ members: [{ value: user.id }] })
    for (const { path } of [user, group]) {
      const before = await client.get(path)
      const answers = [
        await client.get(path, globex),
        await client.put(path, { userName: 'x', displayName: 'x' }, globex),
        await client.patch(path, [{ op: 'remove', path: 'externalId' }], globex),
        await client.delete(path, globex),
        await client.get(path, { ...globex, 'if-none-match': '*' }),
      ]
      for (const answer of answers) expect(answer).toMatchObject(error(404))
      expect((await client.get(path)).text).toBe(before.text)
    }
  })

  it('S7644-6-01: nor in lists, searches and counts', async () => {
    const client = openClient()
    await client.user()
    expect((await client.get('/Users', globex)).body.totalResults).toBe(0)
    expect((await client.get(`/${query({ filter: 'id pr' })}`, globex)).body.totalResults).toBe(0)
    expect((await client.post('/Users/.search', { schemas: [searchUrn] }, globex)).body.totalResults).toBe(0)
  })

  it('S7644-6-01, S7643-7-14, S7644-6.2-01, S7643-3.1-11: the same names can be had twice, and found by their owner', async () => {
    const client = openClient()
    await client.user({ externalId: 'e' })
    const other = await client.post('/Users', { schemas: [userUrn], userName: 'ada', externalId: 'e' }, globex)
    expect(other.status).toBe(201)
    const found = await client.get(`/Users${query({ filter: 'externalId eq "e"' })}`, globex)
    expect(found.body.Resources).toMatchObject([{ id: other.body.id }])
  })

  it('S7644-6-01: another tenant’s user cannot become a member', async () => {
    const client = openClient()
    const { id } = await client.user()
    const answer = await client.post('/Groups', { displayName: 'g', members: [{ value: id }] }, globex)
    expect(answer).toMatchObject(error(400, 'invalidValue'))
    expect((await client.get(`/Users/${id}`)).body).not.toHaveProperty('groups')
  })

  it('S7644-6-01: a conflict tells nothing of another tenant', async () => {
    const client = openClient()
    const { id } = await client.user()
    const answer = await client.post('/Users', { userName: 'ada' })
    expect(answer.body.detail).toContain(id)
    await client.post('/Users', { userName: 'ada' }, globex)
    expect((await client.post('/Users', { userName: 'ada' }, globex)).text).not.toContain(id)
  })

  it('S7644-6.2-01, S7643-2.3.7-02: interleaved requests keep their own base URL', async () => {
    const { createScimHandler } = await import('@scimkit/core')
    const { createMemoryStore } = await import('../../src/index.ts')
    const handler = createScimHandler({ store: createMemoryStore(), authenticate: () => ({ tenant: 't' }) })
    const bases = Array.from({ length: 20 }, (_, index) => `https://t${index}.example.com/scim`)
    const locations = await Promise.all(
      bases.map(async (base, index) => {
        const readBody = async () => ({ schemas: [userUrn], userName: `u${index}` })
        const { headers } = await handler({ method: 'POST', url: '/Users', baseUrl: base, headers: {}, readBody })
        return headers.location
      }),
    )
    expect(locations.map((location) => location?.split('/Users/')[0])).toEqual(bases)
    expect(locations.join()).not.toContain(baseUrl)
  })

  it.each([
    ['is too long', 'x'.repeat(201)],
    ['holds U+0000', 'acme\u0000'],
    ['holds half a surrogate pair', 'acme\ud800'],
  ])('one that no store can keep, because it %s, is the host’s mistake, which the event tells', async (_, tenant) => {
    for (const authenticate of [() => ({ tenant }), async () => ({ tenant })]) {
      const { event, ...answer } = await openClient({ authenticate }).get('/Users')
      expect(answer).toMatchObject(error(500))
      expect(answer.text).not.toContain(tenant)
      expect(event).toMatchObject({
        errorCode: 'CONFIGURATION',
        cause: { message: expect.stringMatching(/^authenticate: tenant must be/) },
      })
    }
  })

  it('one as long as every store can keep it is served', async () => {
    const authenticate = () => ({ tenant: 'ж'.repeat(200) })
    expect((await openClient({ authenticate }).get('/Users')).status).toBe(200)
  })
})
