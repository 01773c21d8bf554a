import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'
import { endlessAnswer, listenOn } from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import express5 from 'express'
import express4 from 'express4'
import { expect, onTestFinished, test } from 'vitest'
import { scimExpress } from '../src/index.ts'

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

// Sound for what is called here, which both majors have. Our types are checked against those of Express 4 apart.
const versions = { 'express 4': express4 as unknown as typeof express5, 'express 5': express5 }

for (const [version, express] of Object.entries(versions)) {
  test(`${version}: below a router and a parameter, the base URL names what this request used`, async () => {
    const app = express().use('/t/:tenant', express.Router().use('/scim/v2', scimExpress(echo)))
    const { origin, close } = await listenOn(createServer(app))
    onTestFinished(close)
    const answer = await fetch(`${origin}/t/acme/scim/v2/Users/1?a=b`)
    expect(await answer.json()).toEqual({ baseUrl: `${origin}/t/acme/scim/v2`, url: '/Users/1?a=b' })
  })

  test(`${version}: what express.json() has inflated is taken, although the header is still there`, async () => {
    const app = express().use(express.json(), scimExpress(echoBody))
    const { origin, close } = await listenOn(createServer(app))
    onTestFinished(close)
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    const answer = await fetch(origin, { method: 'POST', headers, body: gzipSync('{"userName":"ada"}') })
    expect(await answer.json()).toEqual({ userName: 'ada' })
  })

  test(`${version}: a stream is left when the host has answered in its place`, async () => {
    const { handler, left } = endlessAnswer()
    const app = express().use((_request, response, next) => {
      next()
      response.status(503).end('too late')
    }, scimExpress(handler))
    const { origin, close } = await listenOn(createServer(app))
    onTestFinished(close)
    expect((await fetch(origin)).status).toBe(503)
    await expect(left).resolves.toBeUndefined()
  })
}
