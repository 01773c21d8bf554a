import { expect } from 'vitest'
import type { Cases } from './case.ts'
import { open, send } from './client.ts'
import { createGate } from './gate.ts'
import { plainAnswer, Recorder } from './recorder.ts'

/** Who is there, and whether they still are. */
export const clientCases = {
  'the signal is aborted when the client goes away': async (start) => {
    const called = createGate()
    const aborted = createGate()
    const host = await start(async ({ signal }) => {
      signal?.().addEventListener('abort', () => aborted.open())
      called.open()
      await aborted.opened
      return plainAnswer
    })
    const outgoing = open(host, '/scim/v2/Users')
    outgoing.on('error', () => {})
    outgoing.end()
    await called.opened
    outgoing.destroy()
    await expect(aborted.opened).resolves.toBeUndefined()
  },

  'the signal is not aborted by an answer that arrived': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users')
    await send(host, '/scim/v2/Users', { method: 'POST', body: '{}' })
    await host.close()
    expect(recorder.requests.map(({ signal }) => signal?.().aborted)).toEqual([false, false])
  },

  "the host's principal reaches the handler": async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users', { headers: { 'x-principal': 'okta' } })
    expect(recorder.only.principal).toBe('okta')
  },

  'without one, the principal is undefined': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users')
    expect(recorder.only.principal ?? undefined).toBeUndefined()
  },

  'a hundred requests at once keep their principals apart': async (start) => {
    const host = await start(async ({ principal, url, readBody }) => {
      const body = await readBody()
      return { ...plainAnswer, body: JSON.stringify([principal, url, body]) }
    })
    const names = Array.from({ length: 100 }, (_, index) => `client-${index}`)
    const answers = await Promise.all(
      names.map(async (name) => {
        const sent = { method: 'POST', headers: { 'x-principal': name }, body: name }
        return JSON.parse((await send(host, `/scim/v2/${name}`, sent)).body.toString())
      }),
    )
    expect(answers).toEqual(names.map((name) => [name, `/${name}`, name]))
  },
} satisfies Cases
