import { expect } from 'vitest'
import type { Cases } from './case.ts'
import { oneConnection, send } from './client.ts'
import { createGate } from './gate.ts'
import { plainAnswer, Recorder } from './recorder.ts'

/** Living inside somebody else's application. */
export const hostCases = {
  "the host's own routes stay": async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    expect((await send(host, '/host')).body.toString()).toBe('host')
    expect(recorder.requests).toEqual([])
  },

  "a path that only begins like the mount is the host's": async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    const answers = [await send(host, '/scim/v2x/Users'), await send(host, '/scim'), await send(host, '/Users')]
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404])
    expect(recorder.requests).toEqual([])
  },

  'a handler that rejects is answered by the host': async (start) => {
    const host = await start(async () => Promise.reject(new Error('a bug')))
    expect((await send(host, '/scim/v2/Users')).status).toBe(500)
    expect((await send(host, '/host')).status).toBe(200)
  },

  'an answer that comes too late leaves the connection alone': async (start) => {
    const late = createGate()
    const host = await start(async ({ headers }) => {
      if (headers['x-impatient'] !== undefined) await late.opened
      else {
        late.open()
        await new Promise((resolve) => setTimeout(resolve, 50))
      }
      return plainAnswer
    })
    const agent = oneConnection()
    const first = await send(host, '/scim/v2/Users', { agent, headers: { 'x-impatient': 'yes' } })
    const second = await send(host, '/scim/v2/Users', { agent })
    expect([first.status, second.status]).toEqual([503, 200])
    agent.destroy()
  },

  'a body that the host has read and dropped is not the fault of the client': async (start) => {
    const host = await start(new Recorder().handler)
    const headers = { 'content-type': 'application/scim+json', 'x-drain': 'yes' }
    expect((await send(host, '/scim/v2/Users', { method: 'POST', headers, body: '{}' })).status).toBe(500)
  },

  'closing waits for the request in flight': async (start) => {
    const called = createGate()
    const release = createGate()
    const host = await start(async () => {
      called.open()
      await release.opened
      return plainAnswer
    })
    const answer = send(host, '/scim/v2/Users')
    await called.opened
    const closed = host.close()
    release.open()
    expect((await answer).status).toBe(200)
    await expect(closed).resolves.toBeUndefined()
  },

  'one connection serves the host and SCIM in turn': async (start) => {
    const host = await start(new Recorder().handler)
    const agent = oneConnection()
    const statuses: number[] = []
    for (const path of ['/host', '/scim/v2/Users', '/host']) statuses.push((await send(host, path, { agent })).status)
    expect(statuses).toEqual([200, 200, 200])
    agent.destroy()
  },
} satisfies Cases
