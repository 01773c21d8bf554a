import { endlessAnswer } from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import { Hono } from 'hono'
import { expect, test } from 'vitest'
import { scimFetch } from '../src/index.ts'

const echo: ScimHandler = async ({ baseUrl, url }) => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ baseUrl, url }),
})
const scim = scimFetch(echo, { basePath: '/scim/v2/' })

test('a slash at the end of the base path changes nothing', async () => {
  const answer = await scim(new Request('https://app.example.com/scim/v2/Users?a=b'))
  expect(await answer.json()).toEqual({ baseUrl: 'https://app.example.com/scim/v2', url: '/Users?a=b' })
})

test.each([undefined, 'https://app.example.com/scim/v2'])(
  'the base path %j is no path, and stops the start',
  (basePath) => {
    // As no compiler has seen it.
    const start = () => scimFetch(echo, { basePath } as never)
    expect(start).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
    expect(start).toThrow(/^scimFetch\.basePath: it must be a path/)
  },
)

test('a host that removes the base path itself is understood', async () => {
  const app = new Hono().mount('/scim/v2', scim)
  const answer = await app.request('https://app.example.com/scim/v2/Users')
  expect(await answer.json()).toEqual({ baseUrl: 'https://app.example.com/scim/v2', url: '/Users' })
})

test('a path that only begins like the base path is left whole, for the handler to refuse', async () => {
  const answer = await scim(new Request('https://app.example.com/scim/v2x/Users'))
  expect(await answer.json()).toMatchObject({ url: '/scim/v2x/Users' })
})

test('a stream is left when the client goes away and the host drops the response', async () => {
  const { handler, left } = endlessAnswer()
  const client = new AbortController()
  await scimFetch(handler, { basePath: '/scim/v2' })(
    new Request('https://app.example.com/scim/v2/Groups', { signal: client.signal }),
  )
  client.abort()
  await expect(left).resolves.toBeUndefined()
})
