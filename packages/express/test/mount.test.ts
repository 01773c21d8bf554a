import { createServer } from 'node:http'
import { listenOn } from '@scimkit/contract-tests/adapter'
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

  test(`${version}: a stream is left when the host has answered in its place`, async () => {
    const { handler, left } = streaming()
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
