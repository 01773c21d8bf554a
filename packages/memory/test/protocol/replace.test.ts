import { describe, expect, it } from 'vitest'
import { enterpriseUrn, error, openClient, userUrn } from './client.ts'
import { gadget, gadgetExtensionUrn } from './widget.ts'

const ada = { schemas: [userUrn], userName: 'ada' }

describe('PUT on a resource', () => {
  it('S7644-3.5.1-01, S7644-3.2-01: never creates one', async () => {
    const client = openClient()
    expect(await client.put('/Users/mine', ada)).toMatchObject(error(404))
    expect((await client.get('/Users')).body.totalResults).toBe(0)
  })

  it('S7644-3.5.1-01: does not bring back a deleted one', async () => {
    const client = openClient()
    const { path } = await client.user()
    await client.delete(path)
    expect(await client.put(path, ada)).toMatchObject(error(404))
  })

  it('S7644-3.5.1-02, S7644-3.5.1-08: replaces what is named, and answers as a GET does', async () => {
    const client = openClient()
    const { path, etag } = await client.user({ title: 'x', emails: [{ value: 'a@x' }, { value: 'b@x' }] })
    const answer = await client.put(path, { ...ada, title: 'y', emails: [{ value: 'c@x' }], password: 'p' })
    expect(answer).toMatchObject({ status: 200, body: { title: 'y', emails: [{ value: 'c@x' }] } })
    expect(answer.body.emails).toHaveLength(1)
    expect(answer.headers.etag).not.toBe(etag)
    expect(answer.text).toBe((await client.get(path)).text)
  })

  it('S7644-3.5.1-03, S7644-3.5.1-11: clears what is left out, extensions with their URN, and defaults anew', async () => {
    const client = openClient()
    const user = await client.user({ nickName: 'n', emails: [{ value: 'a' }], [enterpriseUrn]: { department: 'd' } })
    expect((await client.put(user.path, ada)).body).toEqual({
      schemas: [userUrn],
      id: user.id,
      userName: 'ada',
      active: true,
      meta: expect.anything(),
    })
    const widget = await client.widget({ defaulted: 'mine', count: 3 })
    const { body } = await client.put(widget.path, { name: 'cog' })
    expect(body.defaulted).toBe('std')
    expect(body).not.toHaveProperty('count')
  })

  it('keeps active and externalId when they are left out; a group loses its members', async () => {
    const client = openClient()
    const user = await client.user({ active: false, externalId: 'e1' })
    expect((await client.put(user.path, ada)).body).toMatchObject({ active: false, externalId: 'e1' })
    const group = await client.group({ members: [{ value: user.id }] })
    expect((await client.put(group.path, { displayName: 'Staff' })).body).not.toHaveProperty('members')
  })

  it.each([[{ serial: 'other' }], [{ stamp: 'second' }]])(
    'S7644-3.5.1-04, S7643-7-08: refuses %j for a value that is set and immutable',
    async (change) => {
      const client = openClient()
      const { path } = await client.widget({ serial: 's1' })
      const before = await client.get(path)
      expect(await client.put(path, { name: 'cog', count: 1, ...change })).toMatchObject(error(400, 'mutability'))
      expect((await client.get(path)).text).toBe(before.text)
    },
  )

  it('S7644-3.5.1-04, S7644-3.5.1-05: takes the same immutable value, keeps an omitted one, sets an unset one', async () => {
    const client = openClient()
    const { path } = await client.widget({ stamp: 'mine' })
    expect((await client.put(path, { name: 'cog', serial: 's1' })).body).toMatchObject({ serial: 's1', stamp: 'mine' })
    expect((await client.put(path, { name: 'cog', serial: 's1', stamp: 'mine' })).status).toBe(200)
    expect((await client.put(path, { name: 'cog' })).body).toMatchObject({ serial: 's1', stamp: 'mine' })
  })

  it.each([[{}], [{ serial: null }], [{ serial: null, stamp: null }]])(
    'S7643-2.5-02, S7644-3.5.1-04: %j says nothing against an immutable value, and keeps it',
    async (change) => {
      const client = openClient()
      const { path } = await client.widget({ serial: 's1', stamp: 'mine' })
      const answer = await client.put(path, { name: 'cog', ...change })
      expect(answer).toMatchObject({ status: 200, body: { serial: 's1', stamp: 'mine' } })
    },
  )

  it('S7643-2.5-02: null and omission are one in an element too: its immutable part stays, and goes with it', async () => {
    for (const part of [{ value: 'p' }, { value: 'p', sn: null }]) {
      const client = openClient()
      const { path } = await client.widget({ parts: [{ value: 'p', sn: '1' }] })
      const { body } = await client.put(path, { name: 'cog', parts: [part] })
      expect(body.parts).toMatchObject([{ value: 'p', sn: '1' }])
      expect((await client.put(path, { name: 'cog', parts: null })).body).not.toHaveProperty('parts')
    }
  })

  it('S7643-2.5-02: null leaves an immutable value that was never set to a later request', async () => {
    const client = openClient()
    const { path } = await client.widget({ serial: null })
    expect((await client.get(path)).body).not.toHaveProperty('serial')
    expect((await client.put(path, { name: 'cog', serial: null })).body).not.toHaveProperty('serial')
    expect((await client.put(path, { name: 'cog', serial: 's1' })).body.serial).toBe('s1')
  })

  it('S7644-3.5.1-06, S7643-3.1-07: ignores what is read-only, also when it differs', async () => {
    const client = openClient()
    const { path, id } = await client.user()
    await client.group({ members: [{ value: id }] })
    const { body: before } = await client.get(path)
    const answer = await client.put(path, { ...before, id: 'other', groups: [], meta: { resourceType: 'X' } })
    expect(answer).toMatchObject({ status: 200, body: before })
    const widget = await client.widget()
    expect((await client.put(widget.path, { name: 'cog', state: 'sent' })).body.state).toBe('made')
  })

  it.each([[{}], [{ userName: null }], [{ userName: '' }], [{ userName: ' ' }]])(
    'S7644-3.5.1-07: %j leaves a required attribute without a value',
    async (body) => {
      const client = openClient()
      const { path } = await client.user()
      expect(await client.put(path, body)).toMatchObject(error(400, 'invalidValue'))
    },
  )

  it('S7643-6-05: a required extension and its required attributes must be there', async () => {
    const client = openClient()
    const body = { schemas: [gadget.schema.id], label: 'g', [gadgetExtensionUrn]: { plant: 'p' } }
    const created = await client.post('/Gadgets', body)
    const path = `/Gadgets/${created.body.id}`
    expect(await client.put(path, { label: 'g' })).toMatchObject(error(400, 'invalidValue'))
    expect(await client.put(path, { label: 'g', [gadgetExtensionUrn]: { line: '1' } })).toMatchObject(
      error(400, 'invalidValue'),
    )
  })

  it('S7644-3.5.1-09, S7643-2.5-02: null and an empty list clear', async () => {
    const client = openClient()
    const { path } = await client.user({ title: 't', roles: [{ value: 'r' }] })
    const { body } = await client.put(path, { ...ada, title: null, roles: [] })
    expect(body).not.toHaveProperty('title')
    expect(body).not.toHaveProperty('roles')
  })

  it('S7644-3.5.1-10: an omitted write-only value stays', async () => {
    const client = openClient()
    const { path } = await client.widget({ secret: 'hush' })
    const { etag } = (await client.put(path, { name: 'cog' })).headers
    // Setting the value it has is no change, so the version tells that it is still there.
    expect((await client.put(path, { name: 'cog', secret: 'hush' })).headers.etag).toBe(etag)
    expect((await client.put(path, { name: 'cog', secret: 'psst' })).headers.etag).not.toBe(etag)
  })

  it('S7644-3.5.1-12, S7643-4.1.1-02: is atomic about what is taken', async () => {
    const client = openClient()
    await client.user({ userName: 'grace' })
    const { path } = await client.user()
    const before = await client.get(path)
    expect(await client.put(path, { userName: 'GRACE', title: 't' })).toMatchObject(error(409, 'uniqueness'))
    expect((await client.get(path)).text).toBe(before.text)
    expect((await client.put(path, { userName: 'ADA' })).status).toBe(200)
  })

  it('S7644-3.5.1-12: a group whose new name is taken keeps its members', async () => {
    const client = openClient()
    const { id } = await client.user()
    await client.group({ displayName: 'taken' })
    const { path } = await client.group({ members: [{ value: id }] })
    expect(await client.put(path, { displayName: 'taken', members: [] })).toMatchObject(error(409, 'uniqueness'))
    expect(await client.values(path, 'members')).toEqual([id])
  })

  it('S7644-3.5.1-13: one that changes nothing keeps version and lastModified', async () => {
    const client = openClient()
    const user = await client.user({ name: { givenName: 'A', familyName: 'L' }, emails: [{ value: 'a' }] })
    const group = await client.group({ members: [{ value: user.id }] })
    for (const { path } of [user, group]) {
      const before = await client.get(path)
      const answer = await client.put(path, before.body)
      expect(answer.text).toBe(before.text)
      expect((await client.put(path, { ...before.body, externalId: 'new' })).headers.etag).not.toBe(before.headers.etag)
    }
  })

  it('S7643-3.1-14, S7643-3.1-16: created stays and lastModified moves on', async () => {
    const client = openClient()
    const { path } = await client.user()
    const before = (await client.get(path)).body.meta as { created: string; lastModified: string }
    const after = (await client.put(path, { ...ada, title: 't' })).body.meta as typeof before
    expect(after.created).toBe(before.created)
    expect(after.lastModified > before.lastModified).toBe(true)
  })

  it('S7643-7-13, S7644-3.9-01: shows what was asked for', async () => {
    const client = openClient()
    const { path } = await client.widget()
    expect((await client.put(path, { name: 'cog', hint: 'h' })).body.hint).toBe('h')
    const { body } = await client.put(`${path}?attributes=name`, { name: 'cog', hint: 'h' })
    expect(Object.keys(body).sort()).toEqual(['id', 'name', 'schemas'])
  })

  it('S7643-3-02: schemas of another type are refused by the strict dialect', async () => {
    const client = openClient({ dialect: 'strict' })
    const { path } = await client.user()
    expect(await client.put(path, { ...ada, schemas: ['urn:x'] })).toMatchObject(error(400, 'invalidSyntax'))
    expect(await client.put(path, { userName: 'ada' })).toMatchObject(error(400, 'invalidSyntax'))
  })
})
