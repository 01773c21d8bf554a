import { describe, expect, it } from 'vitest'
import { baseUrl, error, openClient, userUrn } from './client.ts'

describe('GET on a resource', () => {
  it('S7644-3.4.1-01, S7643-3.1-17: answers 200 with the resource, where it is and which version', async () => {
    const client = openClient()
    const user = await client.user()
    const { status, headers, body } = await client.get(user.path)
    expect(status).toBe(200)
    expect(headers).toMatchObject({
      'content-type': 'application/scim+json',
      etag: user.etag,
      location: `${baseUrl}${user.path}`,
      'content-location': `${baseUrl}${user.path}`,
    })
    expect(body).toMatchObject({ schemas: [userUrn], id: user.id, userName: 'ada', meta: { version: user.etag } })
  })

  it.each(['/Users/nope', '/Users/..%2fGroups', '/Users/%00', '/Users/.search%20', '/Users/'.padEnd(5000, 'x')])(
    'S7644-3.4.1-02, S7644-3.4.1-03: %s is no user',
    async (path) => {
      const answer = await openClient().get(path)
      expect(answer).toMatchObject(error(404))
      expect(answer.body).not.toHaveProperty('scimType')
      expect(answer.body.detail).not.toBe('')
    },
  )

  it('S7643-3.1-09: an id counts with case', async () => {
    const client = openClient()
    const { path, id } = await client.user()
    expect((await client.get(path.replace(id, encodeURIComponent(id.toUpperCase())))).status).toBe(404)
  })

  it('S7644-3.4.1-03: an id is decoded once', async () => {
    const client = openClient()
    const { path, id } = await client.user()
    const encode = (text: string) => [...text].map((char) => `%${char.charCodeAt(0).toString(16)}`).join('')
    expect((await client.get(path.replace(id, encode(id)))).status).toBe(200)
    expect((await client.get(path.replace(id, encode(encode(id))))).status).toBe(404)
    expect(await client.get('/Users/%zz')).toMatchObject(error(400))
  })

  it('S7644-3.4.1-02: a resource of another type is not there', async () => {
    const client = openClient()
    const { id } = await client.group()
    expect((await client.get(`/Users/${id}`)).status).toBe(404)
  })

  it('S7644-3.4-01, S7643-7-12: shows what is returned always and by default', async () => {
    const client = openClient()
    const { path } = await client.widget({ badge: 'b', hint: 'h', secret: 's', code: 'c' })
    const { body } = await client.get(path)
    expect(Object.keys(body).sort()).toEqual([
      'badge',
      'code',
      'defaulted',
      'id',
      'meta',
      'name',
      'schemas',
      'stamp',
      'state',
    ])
  })

  it('S7644-3.4.2-08: a filter on one resource is ignored', async () => {
    const client = openClient()
    const { path } = await client.user()
    expect((await client.get(`${path}?filter=userName%20eq%20%22other%22`)).status).toBe(200)
  })

  it('HEAD answers as GET does, without the body', async () => {
    const client = openClient()
    const { path } = await client.user()
    const { status, headers } = await client.get(path)
    expect(await client.request('HEAD', path)).toMatchObject({ status, headers, text: undefined })
    expect(await client.request('HEAD', '/Users/nope')).toMatchObject({ status: 404, text: undefined })
  })

  it('S7643-4.1.2-07, S7643-4.2-04: a user sees direct and indirect groups, and a cycle of groups ends', async () => {
    const client = openClient()
    const user = await client.user()
    const inner = await client.group({ displayName: 'inner', members: [{ value: user.id }] })
    const outer = await client.group({ displayName: 'outer', members: [{ value: inner.id }] })
    await client.patch(inner.path, [{ op: 'add', path: 'members', value: { value: outer.id } }])
    expect((await client.get(user.path)).body.groups).toMatchObject([
      { value: inner.id, type: 'direct' },
      { value: outer.id, type: 'indirect' },
    ])
  })

  it('S7643-2.3.7-03: a reference leads to what it refers to, whatever its id holds', async () => {
    const urn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    const client = openClient()
    const { path } = await client.user({ [urn]: { manager: { value: 'é a/b?c' } } })
    const { status, body } = await client.get(path)
    expect(status).toBe(200)
    expect(body[urn]).toMatchObject({ manager: { $ref: expect.stringContaining('%20a%2Fb%3Fc') } })
  })
})
