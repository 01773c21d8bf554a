import { describe, expect, it } from 'vitest'
import { type Client, enterpriseUrn, error, openClient, searchUrn, userUrn } from './client.ts'
import { widgetUrn } from './widget.ts'

const attributes = {
  title: 't',
  name: { givenName: 'G', familyName: 'F', middleName: 'M' },
  emails: [{ value: 'a', type: 'work' }, { value: 'b' }],
  [enterpriseUrn]: { department: 'd', costCenter: 'c', manager: { value: 'm' } },
}

async function show(client: Client, path: string, search: string) {
  const { meta, ...rest } = (await client.get(`${path}?${search}`)).body
  return meta === undefined ? rest : { ...rest, meta: true }
}

describe('attributes and excludedAttributes', () => {
  it.each([
    ['userName', { userName: 'ada' }],
    ['USERNAME', { userName: 'ada' }],
    [`${userUrn}:userName`, { userName: 'ada' }],
    ['userName, title', { userName: 'ada', title: 't' }],
    ['userName,,', { userName: 'ada' }],
    ['name.familyName', { name: { familyName: 'F' } }],
    ['name', { name: attributes.name }],
    ['name.givenName,name', { name: { givenName: 'G' } }],
    ['emails.value', { emails: [{ value: 'a' }, { value: 'b' }] }],
    ['emails.type', { emails: [{ type: 'work' }] }],
    [`${enterpriseUrn}:department`, { [enterpriseUrn]: { department: 'd' } }],
    [`${enterpriseUrn.toUpperCase()}:MANAGER.VALUE`, { [enterpriseUrn]: { manager: { value: 'm' } } }],
    ['meta', { meta: true }],
    ['meta.location', { meta: true }],
    ['password', {}],
    ['doesNotExist', {}],
    ['department', {}],
    ['__proto__,constructor,toString', {}],
    ['userName,doesNotExist', { userName: 'ada' }],
  ])(
    'S7644-3.4.2.5-02, S7644-3.4.2.5-04, S7644-3.4.2.5-05, S7644-3.4.2.5-06, S7644-3.4.2.5-09, S7644-3.10-02: attributes=%s shows it and the minimum',
    async (names, expected) => {
      const client = openClient()
      const { path, id } = await client.user(attributes)
      const schemas = [userUrn, enterpriseUrn]
      expect(await show(client, path, `attributes=${encodeURIComponent(names)}`)).toEqual({ schemas, id, ...expected })
    },
  )

  it('S7644-3.4.2.5-04: attributes with no names is no attributes', async () => {
    const client = openClient()
    const { path } = await client.user(attributes)
    for (const search of ['attributes=', 'excludedAttributes=', 'attributes=,', 'attributes=&excludedAttributes='])
      expect((await client.get(`${path}?${search}`)).text).toBe((await client.get(path)).text)
  })

  it('S7644-3.4.2.5-05: parts of meta', async () => {
    const client = openClient()
    const { path } = await client.user()
    const { body } = await client.get(`${path}?attributes=meta.location`)
    expect(Object.keys(body.meta ?? {})).toEqual(['location'])
  })

  it.each([
    ['title', (all: object) => ({ ...all, title: undefined })],
    ['name.middleName', (all: object) => ({ ...all, name: { givenName: 'G', familyName: 'F' } })],
    ['name.middleName,name.givenName,name.familyName', (all: object) => ({ ...all, name: undefined })],
    ['emails.value', (all: object) => ({ ...all, emails: [{ type: 'work' }] })],
    [enterpriseUrn, (all: object) => ({ ...all, [enterpriseUrn]: undefined })],
    [`${enterpriseUrn}:manager`, (all: object) => ({ ...all, [enterpriseUrn]: { department: 'd', costCenter: 'c' } })],
    ['id,schemas', (all: object) => all],
    ['nope', (all: object) => all],
  ])(
    'S7644-3.4.2.5-03, S7644-3.4.2.5-05, S7644-3.4.2.5-06: excludedAttributes=%s takes it away',
    async (names, change) => {
      const client = openClient()
      const { path } = await client.user(attributes)
      const all = await show(client, path, '')
      expect(await show(client, path, `excludedAttributes=${encodeURIComponent(names)}`)).toEqual(
        JSON.parse(JSON.stringify(change(all))),
      )
    },
  )

  it('S7644-3.4.2.5-03, S7643-7-10: what is returned always stays', async () => {
    const client = openClient()
    const { path, id } = await client.widget({ badge: 'b' })
    const minimum = { schemas: [widgetUrn], id, badge: 'b' }
    expect(await show(client, path, 'attributes=nope')).toEqual(minimum)
    expect(await show(client, path, 'excludedAttributes=badge,id,schemas')).toMatchObject(minimum)
  })

  it('S7644-3.4.2.5-07, S7643-7-11, S7643-7-13: never is never, on request is on request', async () => {
    const client = openClient()
    const { path } = await client.widget({ hint: 'h', secret: 's' })
    expect(await show(client, path, 'attributes=secret,hint')).toMatchObject({ hint: 'h' })
    expect(await show(client, path, 'attributes=secret,hint')).not.toHaveProperty('secret')
    expect(await show(client, path, 'excludedAttributes=name')).not.toHaveProperty('hint')
  })

  it('S7644-3.4.2.5-08, A17: of both together `attributes` counts, in a query and in a search', async () => {
    const client = openClient()
    const { path, id } = await client.user(attributes)
    const both = '?attributes=userName,name.givenName&excludedAttributes=userName,name'
    const search = { attributes: ['userName', 'name.givenName'], excludedAttributes: ['userName', 'name'] }
    const shown = { schemas: [userUrn, enterpriseUrn], id, userName: 'ada', name: { givenName: 'G' } }
    expect((await client.get(path + both)).body).toEqual(shown)
    expect((await client.get(`/Users${both}`)).body.Resources).toEqual([shown])
    expect((await client.post('/Users/.search', { schemas: [searchUrn], ...search })).body.Resources).toEqual([shown])
    expect((await client.patch(path + both, [{ op: 'add', path: 'title', value: 'x' }])).body).toEqual(shown)
  })

  it('S7644-3.4.2.5-08, A17: strict refuses both together, before anything is written', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user()
    const both = '?attributes=id&excludedAttributes=name'
    const before = await client.get(path)
    const answers = [
      await client.get(`${path}${both}`),
      await client.get(`/Users${both}`),
      await client.post(`/Users${both}`, { schemas: [userUrn], userName: 'b' }),
      await client.put(`${path}${both}`, { schemas: [userUrn], userName: 'b' }),
      await client.patch(`${path}${both}`, [{ op: 'add', path: 'title', value: 't' }]),
    ]
    for (const answer of answers) expect(answer).toMatchObject(error(400, 'invalidValue'))
    expect((await client.get(path)).text).toBe(before.text)
    expect((await client.get('/Users')).body.totalResults).toBe(1)
  })

  it('S7644-3.4.2.5-01, S7644-3.9-01, S7644-3.9-02: they work on every operation that shows a resource', async () => {
    const client = openClient()
    const { path } = await client.user(attributes)
    const { body: whole } = await client.get(path)
    const only = '?attributes=userName'
    const shown = [
      await client.get(`${path}${only}`),
      await client.put(`${path}${only}`, whole),
      await client.patch(`${path}${only}`, [{ op: 'replace', path: 'title', value: 't' }]),
    ].map(({ body }) => body)
    const listed = [
      await client.get(`/Users${only}`),
      await client.post('/Users/.search', { schemas: [searchUrn], attributes: ['userName'] }),
      await client.get(`/${only}`),
    ].flatMap(({ body }) => body.Resources ?? [])
    for (const resource of [...shown, ...listed])
      expect(Object.keys(resource as object).sort()).toEqual(['id', 'schemas', 'userName'])
    const without = [
      await client.put(`${path}?excludedAttributes=emails,name.middleName`, whole),
      await client.get(`${path}?excludedAttributes=emails,name.middleName`),
    ]
    for (const { body } of without) {
      expect(body).not.toHaveProperty('emails')
      expect(body.name).toEqual({ givenName: 'G', familyName: 'F' })
    }
  })

  it('S7644-3.4.2.5-10: the store is asked for members only when they are shown', async () => {
    const { createMemoryStore } = await import('../../src/index.ts')
    const store = createMemoryStore()
    const asked: string[][] = []
    const client = openClient({
      store: {
        transaction: (tenant, work) => store.transaction(tenant, work),
        // biome-ignore lint/complexity/useMaxParams: the signature is the store contract's.
        read: (tenant, type, id, wanted) => {
          asked.push(wanted.map(({ name }) => name))
          return store.read(tenant, type, id, wanted)
        },
        query: (tenant, query) => {
          asked.push(query.scopes.flatMap(({ wanted }) => wanted.map(({ name }) => name)))
          return store.query(tenant, query)
        },
        transfer: (type, id, move) => store.transfer(type, id, move),
        ready: () => store.ready(),
        close: () => store.close(),
      },
    })
    const { path } = await client.group()
    await client.get(`${path}?excludedAttributes=members`)
    await client.get(`${path}?attributes=displayName`)
    await client.get('/Groups?excludedAttributes=members')
    await client.patch(`${path}?excludedAttributes=members`, [{ op: 'add', path: 'externalId', value: 'x' }])
    await client.patch(path, [{ op: 'add', path: 'externalId', value: 'y' }])
    expect(asked.flat()).toEqual([])
    await client.get(path)
    expect(asked.flat()).toEqual(['members'])
  })
})
