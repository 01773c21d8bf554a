import { expect } from 'vitest'
import type { Cases } from './case.ts'
import { oneConnection, type Received, send } from './client.ts'
import { plainAnswer, Recorder } from './recorder.ts'

const bodyLimit = 1024
const post = { method: 'POST', headers: { 'content-type': 'application/scim+json' } }

/** The limit of a body, and what becomes of the connection. */
export const limitCases = {
  'a body of exactly the limit is taken': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler, { bodyLimit })
    const answer = await send(host, '/scim/v2/Users', { ...post, body: json(bodyLimit) })
    expect(answer.status).toBe(200)
  },

  'a body over the limit is refused in SCIM': async (start) => {
    const host = await start(new Recorder().handler, { bodyLimit })
    expectTooLarge(await send(host, '/scim/v2/Users', { ...post, body: json(bodyLimit + 1) }))
  },

  'a body over the limit is refused when its length was not announced': async (start) => {
    const host = await start(new Recorder().handler, { bodyLimit })
    const body = Buffer.from(json(bodyLimit + 1))
    expectTooLarge(
      await send(host, '/scim/v2/Users', { ...post, body: [body.subarray(0, bodyLimit), body.subarray(bodyLimit)] }),
    )
  },

  'the request after a body over the limit works': async (start) => {
    const host = await start(new Recorder().handler, { bodyLimit })
    const agent = oneConnection()
    // Far over it: the server closes the connection while the client is still sending, which the client may see.
    const first = send(host, '/scim/v2/Users', { ...post, body: json(4 * 1024 * 1024), agent })
    const status = await first.then(
      (answer) => answer.status,
      (error: NodeJS.ErrnoException) => error.code,
    )
    expect([413, 'ECONNRESET', 'EPIPE']).toContain(status)
    expect((await send(host, '/scim/v2/Users', { agent })).status).toBe(200)
    agent.destroy()
  },

  'the request after a body nobody read works': async (start) => {
    const host = await start(async () => plainAnswer)
    const agent = oneConnection()
    const answers = [
      await send(host, '/scim/v2/Users', { ...post, body: json(bodyLimit), agent }),
      await send(host, '/scim/v2/Users', { agent }),
    ]
    expect(answers.map(({ status }) => status)).toEqual([200, 200])
    agent.destroy()
  },
} satisfies Cases

/** A JSON document of so many bytes. */
function json(size: number): string {
  return JSON.stringify({ userName: 'a'.repeat(size - '{"userName":""}'.length) })
}

function expectTooLarge({ status, headers, body }: Received): void {
  expect(status).toBe(413)
  expect(headers).toMatchObject({ 'content-type': 'application/scim+json', connection: 'close' })
  expect(JSON.parse(body.toString())).toMatchObject({ status: '413', detail: expect.stringContaining(`${bodyLimit}`) })
}
