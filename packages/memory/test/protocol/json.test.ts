import { describe, expect, it } from 'vitest'
import { error, openClient, patchUrn, userUrn } from './client.ts'
import { widgetUrn } from './widget.ts'

const widget = (members: string) => `{"schemas":["${widgetUrn}"],"name":"cog",${members}}`
const patch = (operation: string) => `{"schemas":["${patchUrn}"],"Operations":[${operation}]}`

describe('The text of a body', () => {
  it.each([
    ['POST', '"userName":"a","userName":"b"'],
    ['POST', '"userName":"a","USERNAME":"b"'],
    ['POST', '"userName":"a","name":{"givenName":"a","givenName":"b"}'],
    ['POST', '"userName":"a","emails":[{"value":"a","VALUE":"b"}]'],
    ['POST', '"userName":"a","unknown":1,"unknown":2'],
    ['PUT', '"userName":"a","title":"a","title":"b"'],
  ])('S7643-2.1-04: %s with %s is ambiguous', async (method, members) => {
    const client = openClient()
    const { path } = await client.user()
    const url = method === 'PUT' ? path : '/Users'
    const answer = await client.request(method, url, `{"schemas":["${userUrn}"],${members}}`)
    expect(answer).toMatchObject(error(400, 'invalidSyntax'))
    expect((await client.get('/Users')).body.totalResults).toBe(1)
  })

  it.each([
    '{"op":"add","op":"remove","path":"title","value":"x"}',
    '{"op":"add","value":{"title":"x","TITLE":"y"}}',
    '{"op":"replace","path":"name","value":{"givenName":"x","givenName":"y"}}',
  ])('S7643-2.1-04: PATCH with %s is ambiguous', async (operation) => {
    const client = openClient()
    const { path } = await client.user({ title: 'old' })
    expect(await client.request('PATCH', path, patch(operation))).toMatchObject(error(400, 'invalidSyntax'))
    expect((await client.get(path)).body.title).toBe('old')
  })

  it.each(['1.0', '1e3', '10E-1', '1.5', '-0.0', '9007199254740993', '1e400'])(
    'S7643-2.3.4-01: %s is no integer, wherever it is written',
    async (number) => {
      const client = openClient()
      const { path } = await client.widget({ count: 3 })
      const bodies = [
        ['POST', '/Widgets', widget(`"count":${number}`)],
        ['POST', '/Widgets', widget(`"nums":[1,${number}]`)],
        ['POST', '/Widgets', widget(`"parts":[{"value":"x","qty":${number}}]`)],
        ['PUT', path, widget(`"dim":{"w":${number}}`)],
        ['PATCH', path, patch(`{"op":"replace","path":"count","value":${number}}`)],
        ['PATCH', path, patch(`{"op":"add","value":{"nums":[${number}]}}`)],
      ] as const
      for (const [method, url, body] of bodies)
        expect(await client.request(method, url, body), body).toMatchObject(error(400, 'invalidValue'))
      expect((await client.get('/Widgets')).body.totalResults).toBe(1)
    },
  )

  it('S7643-2.3.4-01: the largest integers come back digit by digit', async () => {
    const client = openClient()
    const { body, text } = await client.post('/Widgets', widget('"nums":[9007199254740991,-9007199254740991,0]'))
    expect(body.nums).toEqual([9007199254740991, -9007199254740991, 0])
    expect(text).toContain('[9007199254740991,-9007199254740991,0]')
  })

  it.each([
    ['1', 1],
    ['1.0', 1],
    ['1e2', 100],
    ['-0.25', -0.25],
    ['2.50', 2.5],
  ])('S7643-2.3.3-01: %s is a decimal, compared by its value', async (written, value) => {
    const client = openClient()
    const { body } = await client.post('/Widgets', widget(`"ratio":${written}`))
    expect(body.ratio).toBe(value)
    expect((await client.get(`/Widgets?filter=ratio%20eq%20${written}`)).body.totalResults).toBe(1)
  })

  it.each(['{"schemas":"%","count":1.0}', '{"schemas":["%"],"startIndex":1e1}'])(
    'a member of a message is an integer too: %s',
    async (body) => {
      const schema = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
      expect((await openClient().post('/Widgets/.search', body.replace('%', schema))).status).toBe(400)
    },
  )
})
