import { describe, expect, it } from 'vitest'
import { error, openClient, userUrn } from './client.ts'

const title = (value: string) => [{ op: 'replace', path: 'title', value }]
const stale = 'W/"0"'

describe('Entity tags and conditions', () => {
  it('S7644-3.14-01, S7643-3.1-19: every answer with a resource has its tag, 204 too', async () => {
    const client = openClient()
    const { path } = await client.user()
    const answers = [
      await client.get(path),
      await client.put(path, { schemas: [userUrn], userName: 'x' }),
      await client.patch(path, title('t')),
    ]
    for (const { headers, body } of answers) expect(body.meta).toMatchObject({ version: headers.etag })
    const group = await client.group()
    expect((await client.patch(group.path, [{ op: 'remove', path: 'externalId' }])).headers.etag).toBe(group.etag)
  })

  it.each([(tag: string) => tag, () => '*', (tag: string) => `"x", ${tag}`, (tag: string) => tag.replace('W/', '')])(
    'S7644-3.14-02: GET answers 304 when the client has this version (%s)',
    async (toHeader) => {
      const client = openClient()
      const { path, etag } = await client.user()
      const answer = await client.get(path, { 'if-none-match': toHeader(etag) })
      expect(answer).toMatchObject({ status: 304, text: undefined, headers: { etag } })
    },
  )

  it.each([stale, '', '"', 'x', 'W/', '"unclosed', 'W/"1'])(
    'S7644-3.14-02: GET answers 200 to If-None-Match %j',
    async (tag) => {
      const client = openClient()
      const { path } = await client.user()
      expect((await client.get(path, { 'if-none-match': tag })).status).toBe(200)
    },
  )

  it('S7644-3.14-03, A31: a stale If-Match stops PUT, PATCH and DELETE', async () => {
    const client = openClient()
    const { path } = await client.user()
    const before = await client.get(path)
    const headers = { 'if-match': stale }
    const answers = [
      await client.put(path, { userName: 'x' }, headers),
      await client.patch(path, title('t'), headers),
      await client.delete(path, headers),
    ]
    for (const answer of answers) {
      expect(answer).toMatchObject(error(412))
      expect(answer.body).not.toHaveProperty('scimType')
    }
    expect((await client.get(path)).text).toBe(before.text)
  })

  it('S7644-3.14-03: a current one, a star, or a list with a hit lets them through', async () => {
    const client = openClient()
    const { path, etag } = await client.user()
    const first = await client.patch(path, title('1'), { 'if-match': etag })
    expect(first.status).toBe(200)
    expect((await client.patch(path, title('2'), { 'if-match': '*' })).status).toBe(200)
    const { headers } = await client.get(path)
    expect((await client.put(path, { userName: 'x' }, { 'if-match': `${stale}, ${headers.etag}` })).status).toBe(200)
    expect((await client.delete(path, { 'if-match': '*' })).status).toBe(204)
  })

  it('S7644-3.14-04: the tag changes with the state, and not with what is shown of it', async () => {
    const client = openClient()
    const { path, etag } = await client.user()
    expect((await client.patch(path, title('t'))).headers.etag).not.toBe(etag)
    const { headers } = await client.patch(path, title('t'))
    expect((await client.get(`${path}?attributes=userName`)).headers.etag).toBe(headers.etag)
  })

  it('S7644-3.14-05: of ten writers with one tag one succeeds', async () => {
    const client = openClient()
    const { path, etag } = await client.user()
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => client.patch(path, title(`t${index}`), { 'if-match': etag })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(9).fill(412)])
  })

  it('S7644-3.14-06, A31: existence comes before conditions, and a star can ask for absence', async () => {
    const client = openClient()
    const { path } = await client.user()
    for (const tag of ['*', stale]) {
      expect((await client.patch('/Users/nope', title('t'), { 'if-match': tag })).status).toBe(404)
      expect((await client.delete('/Users/nope', { 'if-match': tag })).status).toBe(404)
    }
    expect(await client.put(path, { userName: 'x' }, { 'if-none-match': '*' })).toMatchObject(error(412))
    expect((await client.put(path, { userName: 'x' }, { 'if-none-match': stale })).status).toBe(200)
  })

  it('A31, RFC 6585: requireIfMatch makes every write name a version', async () => {
    const client = openClient({ requireIfMatch: true })
    const { path, etag } = await client.user()
    for (const answer of [
      await client.put(path, { userName: 'x' }),
      await client.patch(path, title('t')),
      await client.delete(path),
    ])
      expect(answer).toMatchObject(error(428))
    expect((await client.delete('/Users/nope')).status).toBe(404)
    expect((await client.delete(path, { 'if-match': etag })).status).toBe(204)
  })

  it('a 412 names the version there is', async () => {
    const client = openClient()
    const { path, etag } = await client.user()
    expect((await client.delete(path, { 'if-match': stale })).body.detail).toContain(etag)
  })
})
