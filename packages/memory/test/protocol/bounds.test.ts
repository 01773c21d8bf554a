import { describe, expect, it, vi } from 'vitest'
import { error, openClient, patchUrn, query, searchUrn, userUrn } from './client.ts'

// Each of these would take minutes, or all the stack, if its cost were not in proportion to what is sent.
const many = 10_000
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)

describe('S7644-7-01: what is large', () => {
  it('a list of ten thousand values is created, read, patched and put back', async () => {
    const client = openClient()
    const emails = Array.from({ length: many }, (_, index) => ({ type: 'work', value: `u${index}@x.org` }))
    const { path } = await client.user({ emails })
    const { body, text } = await client.get(path)
    expect(body.emails).toHaveLength(many)
    expect((await client.put(path, body)).text).toBe(text)
    expect((await client.patch(path, [{ op: 'add', path: 'emails', value: emails }])).text).toBe(text)
  })

  it('a tenth of two thousand values is removed by a filter', async () => {
    const client = openClient()
    const emails = Array.from({ length: 2000 }, (_, index) => ({ type: 'work', value: `u${index}@x.org` }))
    const { path } = await client.user({ emails })
    const { body } = await client.patch(path, [{ op: 'remove', path: 'emails[value ew "5@x.org"]' }])
    expect(body.emails).toHaveLength(1800)
  })

  it('ten thousand values are added by ten thousand operations', async () => {
    const client = openClient()
    const { path } = await client.user()
    const operations = Array.from({ length: many }, (_, index) => ({
      op: 'add',
      path: 'emails',
      value: { value: `${index}` },
    }))
    expect((await client.patch(path, operations)).body.emails).toHaveLength(many)
  })

  it('thousands of operations that each look at thousands of values are refused, and change nothing', async () => {
    const client = openClient()
    const emails = Array.from({ length: 5000 }, (_, index) => ({ value: `${index}` }))
    const { path } = await client.user({ emails })
    const before = await client.get(path)
    const operations = emails.map(({ value }) => ({
      op: 'replace',
      path: `emails[value eq "${value}"].display`,
      value: 'd',
    }))
    expect(await client.patch(path, operations)).toMatchObject(error(413))
    expect((await client.get(path)).text).toBe(before.text)
    expect((await client.patch(path, operations.slice(0, 100))).status).toBe(200)
  })

  it('a group of two thousand is filled and emptied, in one operation or in as many', async () => {
    const client = openClient()
    const ids: string[] = []
    for (let index = 0; index < 2000; index += 1) ids.push((await client.user({ userName: `u${index}` })).id)
    const { path } = await client.group()
    const add = ids.map((value) => ({ op: 'add', path: 'members', value: [{ value }] }))
    const remove = ids.map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` }))
    const listed = [{ op: 'remove', path: 'members', value: ids.map((value) => ({ value })) }]
    for (const emptying of [remove, listed]) {
      expect((await client.patch(path, add)).status).toBe(204)
      expect(await client.values(path, 'members')).toHaveLength(ids.length)
      expect((await client.patch(path, emptying)).status).toBe(204)
      expect(await client.values(path, 'members')).toHaveLength(0)
    }
  })

  it('ten thousand names that are paths, or that mean nothing', async () => {
    const client = openClient()
    const { path } = await client.user()
    const unknown = Object.fromEntries(Array.from({ length: many }, (_, index) => [`n${index}`, index]))
    expect((await client.post('/Users', { ...unknown, userName: 'x' })).status).toBe(201)
    const paths = Object.fromEntries(
      Array.from({ length: many }, (_, index) => [`emails[value eq "${index}"].type`, 'work']),
    )
    expect((await client.patch(path, [{ op: 'add', value: paths }])).status).toBeLessThan(500)
  })

  it('a text as long as texts may be comes back as it was sent, and a longer one is refused wherever it comes', async () => {
    const client = openClient()
    const displayName = 'xé😀"'.repeat(65_536 / 5).padEnd(65_536, '\\')
    const { body } = await client.post('/Users', { userName: 'x', displayName })
    const path = `/Users/${body.id}`
    const before = await client.get(path)
    expect(before.body.displayName === displayName).toBe(true)
    const long = `${displayName}.`
    const operations = [
      { op: 'replace', path: 'displayName', value: long },
      { op: 'add', value: { displayName: long } },
      { op: 'add', path: 'emails', value: [{ value: long }] },
      { op: 'replace', path: 'emails[type eq "work"].value', value: long },
    ]
    expect(await client.post('/Users', { userName: long })).toMatchObject(error(400, 'invalidValue'))
    expect(await client.put(path, { userName: 'x', displayName: long })).toMatchObject(error(400, 'invalidValue'))
    for (const each of operations) expect(await client.patch(path, [each])).toMatchObject(error(400, 'invalidValue'))
    expect((await client.get(path)).text).toBe(before.text)
  })

  it.each(['userName', 'profileUrl', 'title'])('a long %s is read in one go', async (name) => {
    const client = openClient()
    for (const text of [`${'a'.repeat(65_000)} `, '%'.repeat(65_000), ' '.repeat(65_000), '/'.repeat(65_000)])
      expect((await client.post('/Users', { userName: 'x', [name]: text })).status).toBeLessThan(500)
  })

  it.each([
    ['filter', 'a'.repeat(1_000_000)],
    ['filter', `${'('.repeat(50_000)}id pr`],
    ['filter', Array(10_000).fill('id pr').join(' or ')],
    ['filter', 'userName eq "'.repeat(600)],
    ['filter', `userName eq ${'\\'.repeat(8000)}`],
    ['sortBy', 'a.'.repeat(100_000)],
  ])('a %s of that size is refused', async (name, text) => {
    const answer = await openClient({ dialect: 'strict' }).get(`/Users${query({ [name]: text })}`)
    expect(answer.status).toBe(400)
    expect(String(answer.text).length).toBeLessThan(2000 + text.length * Number(name === 'sortBy'))
  })

  describe.each(['attributes', 'excludedAttributes'])('%s', (name) => {
    const names = (count: number) => Array.from({ length: count }, (_, index) => `name.n${index}`)

    it('may name a thousand, and not one more, in a URL and in a search', async () => {
      const client = openClient()
      const { path } = await client.user()
      const search = (count: number) => client.post('/Users/.search', { schemas: [searchUrn], [name]: names(count) })
      for (const ask of [
        (count: number) => client.get(`/Users?${name}=${names(count)}`),
        (count: number) => client.get(`${path}?${name}=${names(count)}`),
        search,
      ]) {
        expect((await ask(1000)).status).toBe(200)
        expect(await ask(1001)).toMatchObject(error(400, 'invalidValue'))
      }
    })

    it('are looked up once for a list, however many resources are on the page', async () => {
      const client = openClient()
      for (let index = 0; index < 50; index += 1) await client.user({ userName: `u${index}` })
      const lookUp = vi.spyOn(String.prototype, 'trim')
      const { body } = await client.get(`/Users?${name}=${names(1000)}`)
      const lookedUp = lookUp.mock.calls.length
      lookUp.mockRestore()
      expect(body.itemsPerPage).toBe(50)
      expect(lookedUp).toBeLessThan(10_000)
    })
  })

  it('a path of an operation of that size is refused', async () => {
    const client = openClient()
    const { path } = await client.user()
    for (const target of [
      'a'.repeat(1_000_000),
      'a.'.repeat(100_000),
      `emails[${'('.repeat(50_000)}`,
      '['.repeat(100_000),
    ])
      expect((await client.patch(path, [{ op: 'remove', path: target }])).status).toBe(400)
  })
})

describe('S7644-7-01: what is deep', () => {
  it.each([101, 20_000, 200_000])('%d levels are refused', async (depth) => {
    const client = openClient()
    const { path } = await client.user()
    const value = nested(depth)
    const bodies = [
      ['POST', '/Users', value],
      ['POST', '/Users', `{"userName":"x","unknown":${value}}`],
      ['POST', '/Users', `{"userName":${value}}`],
      ['POST', '/Users', `{"schemas":${value},"userName":"x"}`],
      ['POST', '/Users', `{"userName":"x","unknown":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}}`],
      ['PUT', path, `{"userName":"x","emails":${value}}`],
      ['PATCH', path, `{"schemas":["${patchUrn}"],"Operations":[{"op":"add","path":"emails","value":${value}}]}`],
      ['PATCH', path, `{"schemas":["${patchUrn}"],"Operations":${value}}`],
      ['POST', '/.search', `{"schemas":${value}}`],
    ] as const
    for (const [method, url, body] of bodies)
      expect(await client.request(method, url, body)).toMatchObject(error(400, 'invalidSyntax'))
    expect((await client.get('/Users')).body.totalResults).toBe(1)
  })

  it('a few levels more than SCIM needs are not', async () => {
    const body = `{"schemas":["${userUrn}"],"userName":"x","unknown":${nested(50)}}`
    expect((await openClient().post('/Users', body)).status).toBe(201)
  })
})
