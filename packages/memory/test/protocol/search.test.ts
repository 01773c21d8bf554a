import { describe, expect, it } from 'vitest'
import { type Client, error, listUrn, openClient, query, searchUrn } from './client.ts'

const search = (members: object = {}) => ({ schemas: [searchUrn], ...members })

async function fill(client: Client) {
  for (const userName of ['c', 'b', 'A'])
    await client.user({ userName, title: `t-${userName}`, name: { givenName: 'G' } })
  await client.group()
}

describe('POST on .search', () => {
  it.each([
    ['/Users/.search', 3],
    ['/Groups/.search', 1],
    ['/.search', 4],
  ])('S7644-3.4.3-01, S7644-3.4.3-08: on %s finds %d and makes nothing', async (path, total) => {
    const client = openClient()
    await fill(client)
    const answer = await client.post(path, search())
    expect(answer).toMatchObject({ status: 200, body: { schemas: [listUrn], totalResults: total } })
    expect(answer.headers).not.toHaveProperty('location')
    expect((await client.get('/')).body.totalResults).toBe(4)
  })

  it.each([
    undefined,
    [],
    'x',
    ['urn:x'],
    [5],
    [{ toString: 1, valueOf: 1 }],
    ['urn:ietf:params:scim:schemas:core:2.0:User'],
  ])('S7644-3.4.3-02, S7644-3.1-01: schemas %j is not that of a search', async (schemas) => {
    expect(await openClient().post('/Users/.search', { schemas })).toMatchObject(error(400, 'invalidSyntax'))
  })

  it.each([
    { attributes: 'userName,name' },
    { attributes: [5] },
    { excludedAttributes: {} },
    { filter: 5 },
    { filter: ['id pr'] },
    { sortBy: {} },
    { sortOrder: 1 },
    { startIndex: '1' },
    { startIndex: 1.5 },
    { count: '10' },
    { count: 1e300 },
    { startIndex: 1e300 },
  ])('S7644-3.4.3-03, S7644-3.4.3-04, S7644-3.4.3-06: %j has the wrong form', async (members) => {
    expect(await openClient().post('/Users/.search', search(members))).toMatchObject(error(400, 'invalidSyntax'))
  })

  it.each([
    [{ filter: 'userName xx 1' }, 'invalidFilter'],
    [{ filter: '' }, 'invalidFilter'],
    [{ sortOrder: 'up' }, 'invalidValue'],
    [{ sortBy: 'nope' }, 'invalidValue'],
    [{ attributes: ['id'], excludedAttributes: ['name'] }, 'invalidValue'],
  ])('S7644-3.4.3-04, S7644-3.4.3-05: %j is %s', async (members, scimType) => {
    expect(await openClient({ dialect: 'strict' }).post('/Users/.search', search(members))).toMatchObject(
      error(400, scimType),
    )
  })

  it.each([
    {},
    { count: 2 },
    { count: 0 },
    { count: -1 },
    { count: 1_000_000 },
    { count: 10 ** 16 },
    { startIndex: 10 ** 16 },
    { startIndex: 2, count: 1 },
    { startIndex: -3 },
    { filter: 'userName eq "B"' },
    { filter: 'name.givenName sw "g" and not (title ew "-c")' },
    { sortBy: 'userName' },
    { sortBy: 'userName', sortOrder: 'descending' },
    { attributes: ['userName', 'name.givenName'] },
    { excludedAttributes: ['id', 'title', 'meta'] },
    { attributes: ['nope'] },
  ])('S7644-3.4.3-05, S7644-3.4.3-07: %j finds what the same GET finds', async (members) => {
    const client = openClient()
    await fill(client)
    const parameters = Object.fromEntries(Object.entries(members).map(([name, value]) => [name, String(value)]))
    for (const path of ['/Users', '']) {
      if (path === '' && 'filter' in members) continue
      const { text } = await client.post(`${path}/.search`, search(members))
      expect(text).toBe((await client.get(`${path}/${query(parameters)}`)).text)
    }
  })

  it('S7644-3.4.3-08: unknown members are ignored, null is absent', async () => {
    const client = openClient()
    await fill(client)
    const body = search({ foo: 1, filter: null, count: null, __proto__: null, toString: 'x' })
    expect((await client.post('/Users/.search', body)).body.totalResults).toBe(3)
  })

  it('S7644-3.4.3-08: what is empty says nothing, in a search as in a query', async () => {
    const client = openClient()
    await fill(client)
    const { text } = await client.get('/Users?sortBy=&attributes=&excludedAttributes=')
    const body = search({ sortBy: '', attributes: [], excludedAttributes: [] })
    expect((await client.post('/Users/.search', body)).text).toBe(text)
    expect(text).toBe((await client.get('/Users')).text)
  })

  it('S7644-3.4.3-08, A44: only POST, only on endpoints', async () => {
    const client = openClient()
    const { path } = await client.user()
    for (const url of ['/Users/.search', '/.search']) {
      expect(await client.get(url)).toMatchObject({ ...error(405), headers: { allow: 'POST' } })
      expect((await client.delete(url)).status).toBe(405)
    }
    for (const url of [`${path}/.search`, '/Nope/.search'])
      expect(await client.post(url, search())).toMatchObject(error(404))
    for (const url of ['/Schemas/.search', '/ResourceTypes/.search'])
      expect([404, 405]).toContain((await client.post(url, search())).status)
  })
})
