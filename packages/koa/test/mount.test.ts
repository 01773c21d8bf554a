import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { bodyParser } from '@koa/bodyparser'
import { listenOn } from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import Koa, { type Middleware } from 'koa'
import mount from 'koa-mount'
import Koa2 from 'koa2'
import { expect, onTestFinished, test } from 'vitest'
import { scimKoa } from '../src/index.ts'

const echo: ScimHandler = async ({ baseUrl, url }) => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ baseUrl, url }),
})

const echoBody: ScimHandler = async ({ readBody }) => ({
  status: 200,
  headers: {},
  body: JSON.stringify(await readBody()),
})

async function* pieces(): AsyncGenerator<string> {
  yield '{}'
}

// Sound for what is called here, which both majors have. Our types are checked against those of Koa 2 apart.
const versions = { 'koa 2': Koa2 as unknown as typeof Koa, 'koa 3': Koa }

for (const [version, Framework] of Object.entries(versions)) {
  test(`${version}: a slash at the end of the prefix changes nothing, nor does an Origin header`, async () => {
    const app = new Framework().use(scimKoa(echo, { prefix: '/scim/v2/' })).callback()
    const { origin, close } = await listenOn(createServer(app))
    onTestFinished(close)
    const answer = await fetch(`${origin}/scim/v2/Users/1`, { headers: { origin: 'https://elsewhere.example.com' } })
    expect(await answer.json()).toEqual({ baseUrl: `${origin}/scim/v2`, url: '/Users/1' })
  })

  test(`${version}: nothing is added to an answer that the host has begun`, async () => {
    const impatient: Middleware = async ({ res }, next) => {
      setTimeout(() => res.writeHead(503).write('too '), 10)
      setTimeout(() => res.end('late'), 100)
      await next()
      await new Promise((resolve) => res.once('finish', resolve))
    }
    const slow: ScimHandler = async ({ url }) => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const answer = { status: 200, headers: {} }
      return url === '/stream' ? { ...answer, body: undefined, stream: pieces() } : { ...answer, body: '{}' }
    }
    const app = new Framework().use(impatient).use(scimKoa(slow, { prefix: '/scim/v2' }))
    const { origin, close } = await listenOn(createServer(app.callback()))
    onTestFinished(close)
    for (const path of ['text', 'stream', 'text']) {
      const answer = await fetch(`${origin}/scim/v2/${path}`)
      expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 503, text: 'too late' })
    }
  })

  test(`${version}: what a body parser has inflated is taken, although the header is still there`, async () => {
    const app = new Framework()
      .use(bodyParser())
      .use(scimKoa(echoBody, { prefix: '/' }))
      .callback()
    const { origin, close } = await listenOn(createServer(app))
    onTestFinished(close)
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const answer = await fetch(origin, { method: 'POST', headers, body: gzipSync('{"userName":"ada"}') })
    expect(await answer.json()).toEqual({ userName: 'ada' })
  })
}

const mounted: Readonly<Record<string, Middleware>> = {
  'a prefix below koa-mount': mount('/api', scimKoa(echo, { prefix: '/scim/v2' })),
  'koa-mount and no prefix': mount('/api/scim/v2', scimKoa(echo, { prefix: '' })),
  'koa-mount below koa-mount': mount('/api', mount('/scim/v2', scimKoa(echo, { prefix: '' }))),
}

for (const [version, Framework] of Object.entries(versions)) {
  test.each(Object.entries(mounted))(`${version}: with %s, links lead where the request came in`, async (_, scim) => {
    const { origin, close } = await listenOn(createServer(new Framework().use(scim).callback()))
    onTestFinished(close)
    const baseUrl = `${origin}/api/scim/v2`
    for (const [target, url] of [
      ['/Users/1?a=b', '/Users/1?a=b'],
      ['/', '/'],
      ['?a=b', '/?a=b'],
      ['', '/'],
    ])
      expect(await (await fetch(`${baseUrl}${target}`)).json()).toEqual({ baseUrl, url })
  })

  test(`${version}: a path rewritten to the prefix keeps the prefix`, async () => {
    const app = new Framework()
      .use((ctx, next) => {
        ctx.url = ctx.url.replace('/old/', '/scim/v2/')
        return next()
      })
      .use(scimKoa(echo, { prefix: '/scim/v2' }))
    const { origin, close } = await listenOn(createServer(app.callback()))
    onTestFinished(close)
    const answer = await fetch(`${origin}/old/Users/1`)
    expect(await answer.json()).toEqual({ baseUrl: `${origin}/scim/v2`, url: '/Users/1' })
  })
}

test.each([undefined, 'https://app.example.com/scim/v2', '/scim/v2?a=b', '/scim v2'])(
  'the prefix %j is no path, and stops the start',
  (prefix) => {
    // As no compiler has seen it.
    const start = () => scimKoa(echo, { prefix } as never)
    expect(start).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
    expect(start).toThrow(/^scimKoa\.prefix: it must be a path/)
  },
)
