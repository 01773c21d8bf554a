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

const who: ScimHandler = async ({ principal }) => ({
  status: principal === undefined ? 401 : 200,
  headers: {},
  body: '',
})

test('a principal that is found out later is waited for, and one that is not there is none', async () => {
  const principal = async (request: Request) => request.headers.get('x-session') ?? undefined
  const scim = scimFetch(who, { basePath: '/scim/v2', principal })
  const url = 'https://app.example.com/scim/v2/Users'
  const answers = [await scim(new Request(url)), await scim(new Request(url, { headers: { 'x-session': 'ada' } }))]
  expect(answers.map(({ status }) => status)).toEqual([401, 200])
})

test('what goes wrong with finding out the principal is the host’s to answer', async () => {
  const principal = () => Promise.reject(new Error('no sessions'))
  const scim = scimFetch(who, { basePath: '/scim/v2', principal })
  await expect(scim(new Request('https://app.example.com/scim/v2/Users'))).rejects.toThrow('no sessions')
})

test('a body that Hono has parsed before is not said to be broken', async () => {
  const body: ScimHandler = async ({ readBody }) => {
    const code = await readBody().then(String, ({ code }) => code)
    return { status: 200, headers: {}, body: code }
  }
  const app = new Hono()
  app.use(async (c, next) => {
    await c.req.json()
    await next()
  })
  app.all('/scim/v2/*', (c) => scimFetch(body, { basePath: '/scim/v2' })(c.req.raw))
  const answer = await app.request('/scim/v2/Users', { method: 'POST', body: '{}' })
  expect(await answer.text()).toBe('CONFIGURATION')
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
