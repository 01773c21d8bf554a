import { createServer } from 'node:http'
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
}
