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
  const { handler, left } = streaming()
  const client = new AbortController()
  await scimFetch(handler, { basePath: '/scim/v2' })(
    new Request('https://app.example.com/scim/v2/Groups', { signal: client.signal }),
  )
  client.abort()
  await expect(left).resolves.toBeUndefined()
})

/** A handler whose answer is a stream that is begun already, as the core's are: whoever drops it has to leave it. */
function streaming(): { readonly handler: ScimHandler; readonly left: Promise<void> } {
  let leave = (): void => {}
  const left = new Promise<void>((resolve) => {
    leave = resolve
  })
  const pieces: AsyncIterator<string> = {
    next: async () => ({ done: false, value: 'x'.repeat(1000) }),
    return: async () => {
      leave()
      return { done: true, value: undefined }
    },
  }
  const stream = { [Symbol.asyncIterator]: () => pieces }
  return { left, handler: async () => ({ status: 200, headers: {}, body: undefined, stream }) }
}
