import { verifies } from '@scimkit/contract-tests/verifies'
import { bearerTokens, createScimHandler, defineProfile, readWebBody, rfcProfile } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { postUser, sendBulk } from '../protocol/bulk-request.ts'
import { baseUrl, error, openClient, query, userUrn } from '../protocol/client.ts'
import { widgetUrn } from '../protocol/widget.ts'

const many = <Item>(length: number, make: (index: number) => Item) => Array.from({ length }, (_, index) => make(index))

describe('There is a limit to', () => {
  verifies('S7644-7-01', 'the size of a body', async () => {
    const handler = createScimHandler({
      store: createMemoryStore(),
      authenticate: bearerTokens([{ tenant: 'acme', token: 'acme' }]),
    })
    const send = (title: string) => {
      const body = JSON.stringify({ schemas: [userUrn], userName: title, title })
      const request = new Request(baseUrl, { method: 'POST', body })
      const headers = { authorization: 'Bearer acme' }
      return handler({ method: 'POST', url: '/Users', baseUrl, headers, readBody: () => readWebBody(request, 1000) })
    }
    expect([(await send('x'.repeat(1000))).status, (await send('x')).status]).toEqual([413, 201])
  })

  verifies('S7644-7-01', 'the depth of a body', async () => {
    const nested = (depth: number) =>
      `{"schemas":["${userUrn}"],"userName":"ada","x":${'['.repeat(depth)}${']'.repeat(depth)}}`
    expect(await openClient().post('/Users', nested(100))).toMatchObject(error(400, 'invalidSyntax'))
    expect((await openClient().post('/Users', nested(20))).status).toBe(201)
  })

  verifies('S7644-7-01', 'the length of a list', async () => {
    const post = (length: number) =>
      openClient().post('/Users', {
        schemas: [userUrn],
        userName: 'ada',
        roles: many(length, (index) => ({ value: `${index}` })),
      })
    expect(await post(10_001)).toMatchObject(error(400, 'invalidValue'))
    expect((await post(10_000)).status).toBe(201)
  })

  verifies('S7644-7-01', 'the length of a list that several operations and requests put together', async () => {
    const client = openClient()
    const { path } = await client.user()
    const add = (from: number, to: number) => ({
      op: 'add',
      path: 'emails',
      value: many(to - from, (index) => ({ value: `${from + index}@example.com` })),
    })
    const tooLong = (actual: number) => ({
      ...error(400, 'invalidValue'),
      body: { detail: expect.stringContaining(`"emails" may have 10000 values at most, but it has ${actual}.`) },
    })
    expect(await client.patch(path, [add(0, 6000), add(6000, 12_000)])).toMatchObject(tooLong(12_000))
    expect((await client.get(path)).body).not.toHaveProperty('emails')
    expect((await client.patch(path, [add(0, 6000), add(6000, 10_000)])).status).toBe(200)
    expect(await client.patch(path, [add(10_000, 10_001)])).toMatchObject(tooLong(10_001))
    const change = [add(10_000, 10_001), { op: 'remove', path: 'emails[value eq "0@example.com"]' }]
    expect((await client.patch(path, change)).status).toBe(200)
    expect((await client.put(path, (await client.get(path)).body)).status).toBe(200)
  })

  verifies('S7644-7-01', 'the length, the depth and the terms of a filter', async () => {
    const { get } = openClient()
    const find = (filter: string) => get(`/Users${query({ filter })}`)
    const terms = (length: number) => many(length, () => 'title pr').join(' or ')
    const nested = (depth: number) => `${'('.repeat(depth)}title pr${')'.repeat(depth)}`
    for (const filter of [terms(1001), nested(1000), `title eq "${'x'.repeat(20_000)}"`])
      expect(await find(filter), filter.slice(0, 20)).toMatchObject(error(400, 'invalidFilter'))
    for (const filter of [terms(20), nested(10)]) expect((await find(filter)).status, filter).toBe(200)
  })

  verifies('S7644-7-01', 'the size of a page', async () => {
    const profile = defineProfile({ extends: rfcProfile, query: { maxCount: 2 } })
    const client = openClient({ profile })
    for (const userName of ['a', 'b', 'c']) await client.user({ userName })
    for (const url of ['/Users', '/Users?count=1000000'])
      expect((await client.get(url)).body).toMatchObject({ totalResults: 3, itemsPerPage: 2 })
  })

  verifies('S7644-7-01', 'the operations of a PATCH', async () => {
    const client = openClient()
    const { path, etag } = await client.user()
    const rename = (length: number) =>
      client.patch(
        path,
        many(length, (index) => ({ op: 'replace', path: 'title', value: `${index}` })),
      )
    expect((await rename(10_001)).status).toBe(413)
    expect((await client.get(path)).headers.etag).toBe(etag)
    expect((await rename(100)).body.title).toBe('99')
  })

  verifies('S7644-7-01', 'the operations of a bulk request', async () => {
    const client = openClient({ bulk: { maxOperations: 2 } })
    expect(
      await sendBulk(
        client,
        ['a', 'b', 'c'].map((name) => postUser(name)),
      ),
    ).toMatchObject(error(413))
    expect((await client.get('/Users')).body.totalResults).toBe(0)
  })

  verifies('S7644-7-01', 'what looking at a text costs: the worst texts are answered like any other', async () => {
    const client = openClient({ dialect: 'strict' })
    const worst = ['a', '%', '/', ':', '=', '0', '-', ' ', '\\', '.'].map((each) => `${each.repeat(60_000)}!\n`)
    const places = [
      (text: string) => ({ at: text }),
      (text: string) => ({ blob: text }),
      (text: string) => ({ link: text }),
    ]
    for (const text of worst)
      for (const place of places)
        expect(
          await client.post('/Widgets', { schemas: [widgetUrn], name: 'cog', ...place(text) }),
          text.slice(0, 3),
        ).toMatchObject(error(400, 'invalidValue'))
  })
})
