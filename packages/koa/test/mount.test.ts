import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { bodyParser } from '@koa/bodyparser'
import { listenOn } from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import Koa from 'koa'
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

test.each([undefined, 'https://app.example.com/scim/v2', '/scim/v2?a=b', '/scim v2'])(
  'the prefix %j is no path, and stops the start',
  (prefix) => {
    // As no compiler has seen it.
    const start = () => scimKoa(echo, { prefix } as never)
    expect(start).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
    expect(start).toThrow(/^scimKoa\.prefix: it must be a path/)
  },
)
