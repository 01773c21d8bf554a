import { createScimHandler, type JsonObject, rfcProfile } from '@scimkit/core'
import * as fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { type Answer, baseUrl, type Client, error, listUrn, type Made, openClient, query, searchUrn } from './client.ts'

const unreserved = /^[A-Za-z0-9\-._~]+$/
const key = 'a key for tests that has 32 bytes and more'

async function people(client: Client, count: number) {
  for (let index = 0; index < count; index += 1)
    await client.user({ userName: `user${String(index).padStart(3, '0')}`, title: index % 2 === 0 ? 'even' : 'odd' })
}

function idsOf({ body }: { readonly body: JsonObject }): readonly unknown[] {
  return Array.isArray(body.Resources) ? body.Resources.map(({ id }) => id) : []
}

/** A cursor of an answer that has to have it. */
function cursorIn({ body, text }: Answer, name: 'nextCursor' | 'previousCursor' = 'nextCursor'): string {
  const cursor = body[name]
  if (typeof cursor !== 'string') throw new Error(`There is no ${name} in ${text}`)
  return cursor
}

type Ask = (cursor: string) => Promise<Answer>

/** Asks for pages from the first on, until there is no next cursor. */
async function walk(ask: Ask, between: () => Promise<unknown> = async () => undefined): Promise<readonly Answer[]> {
  const pages: Answer[] = []
  for (let cursor: unknown = ''; typeof cursor === 'string'; cursor = pages.at(-1)?.body.nextCursor) {
    pages.push(await ask(cursor))
    await between()
  }
  return pages
}

/** Asks for pages from the last one back. */
async function walkBack(ask: Ask, last: Answer): Promise<readonly Answer[]> {
  const pages = [last]
  for (let cursor = last.body.previousCursor; typeof cursor === 'string'; cursor = pages[0]?.body.previousCursor)
    pages.unshift(await ask(cursor))
  return pages
}

afterEach(() => {
  vi.useRealTimers()
})

describe('Pages by cursor', () => {
  it.each(['cursor', 'cursor='])('S9865-2-01, S9865-2-09: ?%s asks for the first page', async (search) => {
    const client = openClient()
    await people(client, 3)
    const { status, body } = await client.get(`/Users?${search}&count=2`)
    expect({ status, ...body }).toMatchObject({
      status: 200,
      schemas: [listUrn],
      totalResults: 3,
      itemsPerPage: 2,
      nextCursor: expect.stringMatching(unreserved),
      Resources: [{ userName: 'user000' }, { userName: 'user001' }],
    })
    expect(body).not.toHaveProperty('startIndex')
    expect(body).not.toHaveProperty('previousCursor')
  })

  it.each([
    [25, 10, [10, 10, 5]],
    [20, 10, [10, 10]],
    [3, 10, [3]],
    [0, 10, [0]],
  ])('S9865-2-02, S9865-2-04, S9865-2-08: %d resources by %d are pages of %j', async (total, count, sizes) => {
    const client = openClient()
    await people(client, total)
    const pages = await walk((cursor) => client.get(`/Users?cursor=${cursor}&count=${count}`))
    expect(pages.map(({ body }) => body.itemsPerPage)).toEqual(sizes)
    for (const [index, { body }] of pages.entries()) {
      expect(body.totalResults).toBe(total)
      expect('nextCursor' in body).toBe(index < sizes.length - 1)
      expect('previousCursor' in body).toBe(index > 0)
      for (const cursor of [body.nextCursor, body.previousCursor])
        if (cursor !== undefined) expect(cursor).toMatch(unreserved)
    }
    expect(pages.flatMap(idsOf)).toEqual(idsOf(await client.get('/Users')))
  })

  it('S9865-2-05, S9865-2-06: the previous cursor leads back to the same rows, and ends at the first page', async () => {
    const client = openClient()
    await people(client, 7)
    const ask: Ask = (cursor) => client.get(`/Users?cursor=${cursor}&count=3`)
    const pages = await walk(ask)
    const [last] = pages.slice(-1) as [Answer]
    const back = await walkBack(ask, last)
    expect(back.map(idsOf)).toEqual(pages.map(idsOf))
    expect(back[0]?.body).not.toHaveProperty('previousCursor')
    expect(idsOf(await ask(cursorIn(back[0] as Answer)))).toEqual(idsOf(pages[1] as Answer))
  })

  it.each([
    ['count=-1', 0],
    ['count=0', 0],
    ['count=5', 5],
    ['count=9999', 8],
    ['', 8],
  ])('S9865-2-03, S9865-4-02, A20: ?cursor&%s has %d resources', async (search, rows) => {
    const client = openClient({
      profile: { ...rfcProfile, query: { ...rfcProfile.query, maxCount: 8, countOverMax: 'clamp' } },
    })
    await people(client, 9)
    const { status, body } = await client.get(`/Users?cursor&${search}`)
    expect({ status, total: body.totalResults, rows: body.itemsPerPage }).toEqual({ status: 200, total: 9, rows })
    expect('nextCursor' in body).toBe(rows > 0)
  })

  it('S9865-4-02: a count above the maximum and the maximum are the same count', async () => {
    const client = openClient({
      profile: { ...rfcProfile, query: { ...rfcProfile.query, maxCount: 2, countOverMax: 'clamp' } },
    })
    await people(client, 3)
    const cursor = cursorIn(await client.get('/Users?cursor&count=9999'))
    for (const search of ['&count=9999', '&count=2', ''])
      expect((await client.get(`/Users?cursor=${cursor}${search}`)).body.itemsPerPage).toBe(1)
  })

  it('S9865-4-02: a profile may refuse a count above the maximum', async () => {
    const client = openClient({
      profile: { ...rfcProfile, query: { ...rfcProfile.query, maxCount: 2, countOverMax: 'reject' } },
    })
    expect(await client.get('/Users?cursor&count=3')).toMatchObject(error(400, 'invalidCount'))
    expect(await client.get('/Users?count=3')).toMatchObject(error(400, 'invalidValue'))
  })

  it('S9865-2.4-01, S9865-2.4-02, S9865-4-01: index is the method of a client that names none, as announced', async () => {
    const client = openClient({ cursor: { timeout: 600 } })
    await people(client, 2)
    const { body } = await client.get('/ServiceProviderConfig')
    const { maxCount } = rfcProfile.query
    expect(body.pagination).toEqual({
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: maxCount,
      maxPageSize: maxCount,
      cursorTimeout: 600,
    })
    const plain = await client.get('/Users?count=1')
    expect(plain.body).toMatchObject({ startIndex: 1 })
    expect(plain.body).not.toHaveProperty('nextCursor')
  })

  it('S9865-2.2-01: pages of a sorted query are sorted together', async () => {
    const client = openClient()
    for (const userName of ['d', 'B', 'a', 'C', 'e']) await client.user({ userName })
    const pages = await walk((cursor) => client.get(`/Users?cursor=${cursor}&count=2&sortBy=userName`))
    const names = pages.flatMap(({ body }) => (body.Resources as JsonObject[]).map(({ userName }) => userName))
    expect(names).toEqual(['a', 'B', 'C', 'd', 'e'])
  })

  it('S9865-2-04: the root has cursors too, over all types', async () => {
    const client = openClient()
    await people(client, 3)
    await client.group()
    await client.widget()
    for (const search of ['', '&sortBy=displayName', `&filter=${encodeURIComponent('id pr')}`]) {
      const pages = await walk((cursor) => client.get(`/?cursor=${cursor}&count=2${search}`))
      expect(pages).toHaveLength(3)
      expect(pages.flatMap(idsOf)).toEqual(idsOf(await client.get(`/?${search}`)))
    }
  })

  it('S9865-3-01: a search takes the cursor in its body, and null is no cursor', async () => {
    const client = openClient()
    await people(client, 5)
    const ask = (cursor: string | null) =>
      client.post('/Users/.search', { schemas: [searchUrn], cursor, count: 2, filter: 'title pr' })
    const pages = await walk(ask)
    expect(pages.map(({ body }) => body.itemsPerPage)).toEqual([2, 2, 1])
    expect(pages.flatMap(idsOf)).toEqual(idsOf(await client.get('/Users')))
    expect((await ask(null)).body).toMatchObject({ startIndex: 1, itemsPerPage: 2 })
    const everywhere = await client.post('/.search', { schemas: [searchUrn], CURSOR: '', count: 4 })
    expect(everywhere.body).toMatchObject({ itemsPerPage: 4, nextCursor: expect.any(String) })
  })

  it('S9865-3-01: a GET and a search with the same query share their cursors', async () => {
    const client = openClient()
    await people(client, 3)
    const cursor = cursorIn(
      await client.get(`/Users?cursor&count=2&attributes=id${query({ filter: 'id pr' }).replace('?', '&')}`),
    )
    const body = { schemas: [searchUrn], cursor, count: 2, attributes: ['id'], filter: 'id pr' }
    expect((await client.post('/Users/.search', body)).body).toMatchObject({ itemsPerPage: 1 })
  })
})

describe('A cursor that does not count', () => {
  const search = `count=2&sortBy=userName&${query({ filter: 'title pr' }).slice(1)}`

  async function given(options: Parameters<typeof openClient>[0] = {}) {
    const client = openClient({ cursor: { key }, ...options })
    await people(client, 5)
    const first = await client.get(`/Users?cursor&${search}`)
    return { client, cursor: cursorIn(first), first }
  }

  it('S9865-2.1-02, S9865-5.2-04: no other character can stand in any place of it', async () => {
    const { client, cursor } = await given()
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.~'
    const anyChange = fc.record({ at: fc.nat(cursor.length - 1), by: fc.constantFrom(...alphabet) })
    const refuses = async (forged: string) =>
      expect(await client.get(`/Users?cursor=${forged}&${search}`)).toMatchObject(error(400, 'invalidCursor'))
    await fc.assert(
      fc.asyncProperty(anyChange, async ({ at, by }) => {
        fc.pre(cursor[at] !== by)
        await refuses(`${cursor.slice(0, at)}${by}${cursor.slice(at + 1)}`)
      }),
    )
    // The last character has bits that stand for nothing: all of them are tried.
    for (const by of alphabet) if (!cursor.endsWith(by)) await refuses(`${cursor.slice(0, -1)}${by}`)
    for (const forged of [
      cursor.slice(1),
      cursor.slice(0, -1),
      `${cursor}A`,
      `${cursor}=`,
      `${cursor}%20`,
      `%20${cursor}`,
    ])
      await refuses(forged)
  })

  it.each(['abc', 'null', '0', '%00', '%F0%9F%98%80', '=', 'a'.repeat(5000), '..', '\u00e9'])(
    'S9865-2.1-01, S9865-2.1-02: %s is none',
    async (cursor) => {
      expect(await openClient().get(`/Users?cursor=${cursor}`)).toMatchObject(error(400, 'invalidCursor'))
    },
  )

  it.each([5, true, {}, [], ['x']])('S9865-2.1-05: %j is none in a search', async (cursor) => {
    expect(await openClient().post('/Users/.search', { schemas: [searchUrn], cursor })).toMatchObject(
      error(400, 'invalidCursor'),
    )
  })

  it.each([
    ['another filter', `/Users?${search.replace('title', 'userName')}`],
    ['no filter', '/Users?count=2&sortBy=userName'],
    ['another sort', `/Users?${search.replace('sortBy=userName', 'sortBy=title')}`],
    ['another order', `/Users?${search}&sortOrder=descending`],
    ['attributes', `/Users?${search}&attributes=userName`],
    ['excludedAttributes', `/Users?${search}&excludedAttributes=title`],
    ['another endpoint', '/Widgets?count=2'],
    ['the root', `/?${search}`],
  ])('S9865-2-07: with %s it is none', async (_, url) => {
    const { client, cursor } = await given()
    expect(await client.get(`${url}&cursor=${cursor}`)).toMatchObject(error(400, 'invalidCursor'))
    expect(await client.get(`/Users?${search}&cursor=${cursor}`)).toMatchObject({ status: 200 })
  })

  it('S9865-5.2-01, S9865-5.2-02, S9865-5.2-03: it opens nothing to another tenant, client or user, nor after a change of scopes', async () => {
    const principal = { tenant: 'acme', client: 'okta', userId: 'u1', scopes: ['read', 'write'] as const }
    let asking: object = principal
    const { client, cursor } = await given({ authenticate: () => ({ ...principal, ...asking }) })
    const page = () => client.get(`/Users?${search}&cursor=${cursor}`)
    for (const other of [
      { tenant: 'globex' },
      { client: 'entra' },
      { client: undefined },
      { userId: 'u2' },
      { scopes: ['read'] },
    ]) {
      asking = other
      expect(await page()).toMatchObject(error(400, 'invalidCursor'))
    }
    asking = { scopes: ['write'] }
    expect(await page()).toMatchObject(error(403))
    asking = { scopes: ['write', 'read'] }
    expect(await page()).toMatchObject({ status: 200, body: { itemsPerPage: 2 } })
  })

  it('S9865-2.1-02, S9865-5.2-05: malformed, forged and foreign are refused in the same words', async () => {
    const { client, cursor } = await given()
    const { text: malformed } = await client.get(`/Users?cursor=abc&${search}`)
    const { text: forged } = await client.get(`/Users?cursor=${cursor.toLowerCase()}&${search}`)
    const { text: foreign } = await client.get(`/Users?cursor=${cursor}&${search}`, { authorization: 'Bearer globex' })
    const { text: fromElsewhere } = await client.get(`/Users?cursor=${cursor}`)
    expect(new Set([malformed, forged, foreign, fromElsewhere]).size).toBe(1)
  })

  it('S9865-5.2-04: it shows nothing of what it holds', async () => {
    const { first, cursor } = await given()
    const bytes = Buffer.from(cursor, 'base64url').toString('latin1')
    const ids = idsOf(first).map(String)
    for (const secret of ['user001', 'user', 'acme', 'title', ...ids, 'SELECT', '[', '"'].filter(
      (each) => each.length > 3,
    ))
      expect(bytes).not.toContain(secret)
  })

  it.each([
    ['another one', 'count=3'],
    ['none', ''],
    ['no number', 'count=x'],
    ['no whole number', 'count=2.5'],
    ['an empty one', 'count='],
  ])('S9865-2.1-04, S9865-2-07: with a count that is %s it is invalidCount', async (_, count) => {
    const { client, cursor } = await given()
    const url = `/Users?${search.replace('count=2', count)}&cursor=${cursor}`
    expect(await client.get(url)).toMatchObject(error(400, 'invalidCount'))
  })

  it.each(['2', 2.5, true, [], {}, 1e300])(
    'S9865-2.1-05: count %j in a search by cursor is invalidCount',
    async (count) => {
      const body = { schemas: [searchUrn], cursor: '', count }
      expect(await openClient().post('/Users/.search', body)).toMatchObject(error(400, 'invalidCount'))
    },
  )

  it('S9865-2.4-03: startIndex and cursor exclude each other', async () => {
    const { client, cursor } = await given()
    for (const url of [
      '/Users?cursor&startIndex=1',
      '/Users?startIndex=&cursor=',
      `/Users?${search}&cursor=${cursor}&startIndex=3`,
    ])
      expect(await client.get(url)).toMatchObject(error(400, 'invalidValue'))
    for (const startIndex of [1, 'x'])
      expect(await client.post('/Users/.search', { schemas: [searchUrn], cursor: '', startIndex })).toMatchObject(
        error(400, 'invalidValue'),
      )
    const without = { schemas: [searchUrn], cursor: '', startIndex: null, count: null }
    expect(await client.post('/Users/.search', without)).toMatchObject({ status: 200 })
  })

  it('S9865-2.1-03, S9865-4-02: it lasts as long as announced, from the page that gave it', async () => {
    vi.useFakeTimers({ toFake: ['Date'] })
    const { client, cursor } = await given({ cursor: { timeout: 600 } })
    vi.setSystemTime(Date.now() + 599_000)
    const second = await client.get(`/Users?${search}&cursor=${cursor}`)
    expect(second).toMatchObject({ status: 200 })
    vi.setSystemTime(Date.now() + 2_000)
    expect(await client.get(`/Users?${search}&cursor=${cursor}`)).toMatchObject(error(400, 'expiredCursor'))
    vi.setSystemTime(Date.now() + 597_000)
    expect(await client.get(`/Users?${search}&cursor=${cursorIn(second)}`)).toMatchObject({ status: 200 })
  })

  it('S9865-5.3-01: nothing is kept for it, so any process with the key takes it and no other', async () => {
    const store = createMemoryStore()
    const { cursor } = await given({ store })
    const url = `/Users?${search}&cursor=${cursor}`
    const ask = async (cursorKey: string | undefined) =>
      createScimHandler({ store, authenticate: () => ({ tenant: 'acme' }), cursor: { key: cursorKey } })({
        method: 'GET',
        url,
        baseUrl,
        headers: {},
        readBody: async () => '',
      })
    expect((await ask(key)).status).toBe(200)
    expect(JSON.parse((await ask(undefined)).body ?? '')).toMatchObject({ scimType: 'invalidCursor' })
  })
})

describe('Laws of cursors', () => {
  const anySearch = fc.record({
    filter: fc.constantFrom(
      '',
      'title eq "t1"',
      'title pr',
      'not (title eq "t0")',
      'userName sw "u1"',
      'nickName eq "x"',
    ),
    sortBy: fc.constantFrom('', 'userName', 'title', 'nickName', 'name.givenName', 'meta.created', 'id'),
    sortOrder: fc.constantFrom('ascending', 'descending'),
  })
  const anyTitles = fc.array(fc.option(fc.nat(2)), { maxLength: 9 })

  const urlOf = ({ filter, ...order }: { filter: string; sortBy: string; sortOrder: string }, count: number) =>
    `/Users${query({ ...order, ...(filter && { filter }), count })}`

  async function addUser(client: Client, name: number, title: number | null) {
    return client.user({ userName: `u${name}`, ...(title !== null && { title: `t${title}` }) })
  }

  it('S9865-2-04, S9865-2-05, S9865-2.2-01: forward and backward, the pages are the list', async () => {
    await fc.assert(
      fc.asyncProperty(anyTitles, anySearch, fc.integer({ min: 1, max: 10 }), async (titles, search, count) => {
        const client = openClient()
        for (const [index, title] of titles.entries()) await addUser(client, index, title)
        const whole = idsOf(await client.get(urlOf(search, 100)))
        const ask: Ask = (cursor) => client.get(`${urlOf(search, count)}&cursor=${cursor}`)
        const pages = await walk(ask)
        expect(pages.flatMap(idsOf)).toEqual(whole)
        expect(pages.map(({ body }) => body.totalResults)).toEqual(pages.map(() => whole.length))
        const [last] = pages.slice(-1) as [Answer]
        expect((await walkBack(ask, last)).map(idsOf)).toEqual(pages.map(idsOf))
      }),
      { numRuns: 60 },
    )
  })

  it('S9865-2-04: whatever comes and goes between pages, what stays is seen once', async () => {
    const step = fc.record({ add: fc.option(fc.nat(2)), remove: fc.nat(20) })
    await fc.assert(
      fc.asyncProperty(anySearch, fc.integer({ min: 1, max: 4 }), fc.array(step), async (search, count, steps) => {
        const client = openClient()
        const there: Made[] = []
        for (const title of [0, 1, null, 2, 1, 0, null]) there.push(await addUser(client, there.length, title))
        const before = idsOf(await client.get(urlOf(search, 100)))
        let added = there.length
        const change = async () => {
          const { add, remove } = steps.shift() ?? {}
          if (add === undefined || remove === undefined) return
          added += 1
          there.push(await addUser(client, added, add))
          const [gone] = there.splice(remove % there.length, 1)
          if (gone !== undefined) await client.delete(gone.path)
        }
        const pages = await walk((cursor) => client.get(`${urlOf(search, count)}&cursor=${cursor}`), change)
        const seen = pages.flatMap(idsOf)
        const stayed = before.filter((id) => there.some((each) => each.id === id))
        expect(seen.filter((id) => stayed.includes(id))).toEqual(stayed)
        expect(new Set(seen).size).toBe(seen.length)
      }),
      { numRuns: 60 },
    )
  })
})
