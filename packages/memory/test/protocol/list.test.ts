import { rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { type Client, error, listUrn, openClient, query, userUrn } from './client.ts'
import { widgetUrn } from './widget.ts'

async function people(client: Client, count: number) {
  for (let index = 0; index < count; index += 1)
    await client.user({ userName: `user${String(index).padStart(3, '0')}`, title: index % 2 === 0 ? 'even' : 'odd' })
}

const namesOf = ({ body }: { body: { Resources?: unknown } }) =>
  Array.isArray(body.Resources) ? body.Resources.map(({ userName }) => userName) : []

describe('GET on an endpoint: the envelope', () => {
  it('S7644-3.4.2-01, S7644-3.4.2-02, S7644-3.4.2-03: is a ListResponse with a total and Resources', async () => {
    const client = openClient()
    await people(client, 2)
    expect((await client.get('/Users')).body).toMatchObject({
      schemas: [listUrn],
      totalResults: 2,
      startIndex: 1,
      itemsPerPage: 2,
      Resources: [{ schemas: [userUrn] }, { schemas: [userUrn] }],
    })
  })

  it('S7644-3.4.2-05: no match is 200 with no Resources', async () => {
    const { status, body } = await openClient().get(`/Users${query({ filter: 'userName eq "nobody"' })}`)
    expect({ status, ...body }).toMatchObject({ status: 200, totalResults: 0, itemsPerPage: 0, Resources: [] })
  })

  it.each(['foo=bar&x-trace=1', 'aadOptscim062020', '&&', 'a=%zz', '=', '__proto__=1&constructor=2', 'foo=1&foo=2'])(
    'S7644-3.4.2-06: ?%s says nothing and does no harm',
    async (search) => {
      const client = openClient()
      await people(client, 1)
      expect((await client.get(`/Users?${search}`)).text).toBe((await client.get('/Users')).text)
    },
  )

  it.each([
    'filter=id%20pr&filter=id%20pr',
    'count=1&count=2',
    'startIndex=1&startIndex=1',
    'attributes=id&attributes=id',
  ])('S7644-3.4.2-07: ?%s is ambiguous', async (search) => {
    expect(await openClient().get(`/Users?${search}`)).toMatchObject(error(400, 'invalidValue'))
  })

  it('S7644-3.4.2.1-01, S7644-3.4.2.1-03, S7644-3.4.2.1-04: the root covers all types', async () => {
    const client = openClient()
    await client.user()
    await client.group({ displayName: 'ada' })
    await client.widget()
    const total = async (filter: string) => (await client.get(`/${query({ filter })}`)).body.totalResults
    expect((await client.get('/')).body.totalResults).toBe(3)
    expect(await total('userName eq "ada" or displayName eq "ada"')).toBe(2)
    expect(await total('userName pr')).toBe(1)
    expect(await total('not (userName pr)')).toBe(2)
    expect(await total('userName ne "ada"')).toBe(2)
    expect(await total('meta.resourceType eq "User" or meta.resourceType eq "Group"')).toBe(2)
  })
})

describe('GET on an endpoint: pages', () => {
  it.each([
    ['startIndex=0', 1, 10],
    ['startIndex=-5', 1, 10],
    ['count=3', 1, 3],
    ['count=0', 1, 0],
    ['count=-1', 1, 0],
    ['startIndex=9&count=5', 9, 2],
    ['startIndex=999', 999, 0],
    ['count=100000', 1, 10],
    ['count=9999999999999999', 1, 10],
    ['count=-9999999999999999', 1, 0],
    [`startIndex=${'9'.repeat(400)}`, 999_999_999_999_999, 0],
    ['count=%2B3', 1, 3],
  ])(
    'S7644-3.4.2.4-01, S7644-3.4.2.4-02, S7644-3.4.2.4-03, S7644-3.4.2.4-04, S7644-3.4.2.4-07: ?%s starts at %d and has %d',
    async (search, startIndex, rows) => {
      const client = openClient()
      await people(client, 10)
      const answer = await client.get(`/Users?${search}`)
      expect(answer.body).toMatchObject({ totalResults: 10, startIndex, itemsPerPage: rows })
      expect(namesOf(answer)).toHaveLength(rows)
    },
  )

  it.each(['startIndex=abc', 'count=1.5', 'count=', 'count=1e3', 'count=0x1'])(
    'S7644-3.4.2.4-09: ?%s is no integer',
    async (search) => {
      expect(await openClient().get(`/Users?${search}`)).toMatchObject(error(400, 'invalidValue'))
    },
  )

  it('S7644-3.4.2.4-05, S7644-3.4.2.4-06, A20: a page is never larger than the maximum', async () => {
    const query = { ...rfcProfile.query, maxCount: 4 }
    const client = openClient({ profile: { ...rfcProfile, query } })
    await people(client, 6)
    for (const search of ['', '?count=1000'])
      expect((await client.get(`/Users${search}`)).body).toMatchObject({ totalResults: 6, itemsPerPage: 4 })
    const strict = openClient({ profile: { ...rfcProfile, query: { ...query, countOverMax: 'reject' } } })
    expect(await strict.get('/Users?count=5')).toMatchObject(error(400, 'invalidValue'))
    expect((await strict.get('/Users?count=4')).status).toBe(200)
  })

  it.each([
    '',
    '&sortBy=title',
    '&sortBy=title&sortOrder=descending',
    `&filter=${encodeURIComponent('title eq "odd"')}`,
  ])('S7644-3.4.2.4-08, S7644-3.4.2.3-08: pages walked with %j have each user once', async (search) => {
    const client = openClient()
    await people(client, 25)
    const all = namesOf(await client.get(`/Users?${search.slice(1)}`))
    const walked = []
    for (let startIndex = 1; startIndex <= all.length; startIndex += 7)
      walked.push(...namesOf(await client.get(`/Users?startIndex=${startIndex}&count=7${search}`)))
    expect(walked).toEqual(all)
    expect(new Set(walked).size).toBe(all.length)
  })
})

describe('GET on an endpoint: order', () => {
  it.each([
    ['sortBy=userName', ['A', 'b', 'c']],
    ['sortBy=userName&sortOrder=ascending', ['A', 'b', 'c']],
    ['sortBy=USERNAME&sortOrder=DESCENDING', ['c', 'b', 'A']],
    [`sortBy=${userUrn}:userName`, ['A', 'b', 'c']],
    ['sortBy=title', ['c', 'b', 'A']],
    ['sortBy=title&sortOrder=descending', ['A', 'b', 'c']],
    ['sortBy=emails', ['b', 'c', 'A']],
    ['sortBy=emails.value', ['b', 'c', 'A']],
    ['sortBy=&sortOrder=descending', ['c', 'b', 'A']],
    ['sortOrder=descending', ['c', 'b', 'A']],
  ])(
    'S7644-3.4.2.3-01, S7644-3.4.2.3-02, S7644-3.4.2.3-03, S7644-3.4.2.3-04, S7644-3.4.2.3-05: %s gives %j',
    async (search, expected) => {
      const client = openClient()
      const emails = [{ value: 'z' }, { value: 'm', primary: true }]
      await client.user({ userName: 'c', title: '1', emails })
      await client.user({ userName: 'b', title: '2', emails: [{ value: 'k' }] })
      await client.user({ userName: 'A' })
      const names = namesOf(await client.get(`/Users?${search}`))
      // Without an order to go by it is that of creation.
      expect(names).toEqual(search.includes('sortBy=&') || !search.includes('sortBy') ? ['c', 'b', 'A'] : expected)
    },
  )

  it.each(['sortBy=name', 'sortBy=nope', 'sortBy=password', 'sortBy=userName&sortOrder=up', 'sortBy=__proto__'])(
    'S7644-3.4.2.3-06, S7644-3.4.2.3-07: ?%s is no order',
    async (search) => {
      expect(await openClient().get(`/Users?${search}`)).toMatchObject(error(400, 'invalidValue'))
    },
  )
})

describe('GET on an endpoint: filters', () => {
  it.each([
    '',
    ' ',
    '()',
    'userName',
    'userName eq',
    'userName pr "x"',
    'userName regex "x"',
    '__proto__ pr',
    'constructor eq "x"',
  ])('S7644-3.4.2.2-02, S7644-3.4.2.2-03, S7644-3.4.2.2-35: %j is no filter', async (filter) => {
    const client = openClient()
    await client.user()
    expect(await client.get(`/Users${query({ filter })}`)).toMatchObject(error(400, 'invalidFilter'))
  })

  it.each([
    'name eq "x"',
    'active gt false',
    'password eq "x"',
    'nope eq "x"',
    'department eq "x"',
    'emails[nope eq 1]',
    'userName eq 1.5',
  ])(
    'S7644-3.4.2.2-14, S7644-3.4.2.2-28, S7644-3.4.2.2-32, S7644-3.4.2.2-39, S7644-3.4.2.2-40: %j fits no attribute',
    async (filter) => {
      expect(await openClient().get(`/Users${query({ filter })}`)).toMatchObject(error(400, 'invalidFilter'))
    },
  )

  it.each([`' OR 1=1 --`, '{$ne:null}', '*)(uid=*', '.*', '%', '_', '(a+)+b', '\\" or id pr or userName eq \\"'])(
    'S7644-3.4.2.2-41: the value %j is a value',
    async (value) => {
      const client = openClient()
      await client.user()
      const { status, body } = await client.get(`/Users${query({ filter: `userName co "${value}"` })}`)
      expect([status, body.totalResults]).toEqual([200, 0])
    },
  )

  it('S7644-1.2-01, S7644-3.4.2.2-25: a filter is decoded once, and + is a blank', async () => {
    const client = openClient()
    await client.user({ userName: 'a&b+c"d é' })
    const encoded = encodeURIComponent('userName eq "a&b+c\\"d \\u00e9"')
    for (const search of [encoded, encoded.replaceAll('%20', '+')])
      expect((await client.get(`/Users?filter=${search}`)).body.totalResults).toBe(1)
    expect(await client.get('/Users?filter=%zz')).toMatchObject(error(400))
  })

  it('S7644-3.4.2.2-34: a default is found as it was returned', async () => {
    const client = openClient()
    await client.widget()
    await client.post('/Widgets', { schemas: [widgetUrn], name: 'b', defaulted: 'own' })
    expect((await client.get(`/Widgets${query({ filter: 'defaulted eq "STD"' })}`)).body.totalResults).toBe(1)
  })

  it('S7644-3.4.2.2-38: id, externalId and meta are found, the ids with their case', async () => {
    const client = openClient()
    const { id, path } = await client.user({ externalId: 'Ext' })
    const total = async (filter: string) => (await client.get(`/Users${query({ filter })}`)).body.totalResults
    expect(await total(`id eq "${id}" and externalId eq "Ext" and meta.created gt "2020-01-01T00:00:00Z"`)).toBe(1)
    expect(await total(`meta.location eq "https://app.example.com/scim/v2${path}"`)).toBe(1)
    expect(await total(`externalId eq "ext"`)).toBe(0)
  })

  it('S7644-3.4.2.2-33: members and groups are found from either side', async () => {
    const client = openClient()
    const { id } = await client.user()
    const group = await client.group({ members: [{ value: id }] })
    expect((await client.get(`/Groups${query({ filter: `members[value eq "${id}"]` })}`)).body.totalResults).toBe(1)
    expect((await client.get(`/Users${query({ filter: `groups.value eq "${group.id}"` })}`)).body.totalResults).toBe(1)
  })
})
