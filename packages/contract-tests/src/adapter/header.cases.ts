import { expect } from 'vitest'
import type { Cases } from './case.ts'
import { send } from './client.ts'
import { Recorder } from './recorder.ts'

// Not OPTIONS: it belongs to the CORS of the host.
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD']
const foreignMethods = ['PROPFIND', 'LINK', 'SEARCH', 'QUERY']

/** Method and headers. */
export const headerCases = {
  'every method reaches the handler': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    for (const method of methods) await send(host, '/scim/v2/Users', { method })
    expect(recorder.requests.map(({ method }) => method)).toEqual(methods)
  },

  'a method that SCIM does not have reaches the handler, which says so': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    for (const method of foreignMethods) await send(host, '/scim/v2/Users?count=1', { method })
    expect(recorder.requests.map(({ method, url }) => [method, url])).toEqual(
      foreignMethods.map((method) => [method, '/Users?count=1']),
    )
  },

  'header names arrive in lower case, values as they are': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users', { headers: { Authorization: 'Bearer AbC', 'If-None-Match': 'W/"AbC"' } })
    expect(recorder.only.headers).toMatchObject({ authorization: 'Bearer AbC', 'if-none-match': 'W/"AbC"' })
  },

  'a header sent twice arrives whole': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users', { headers: { 'if-none-match': ['W/"1"', 'W/"2"'] } })
    expect([recorder.only.headers['if-none-match']].flat().join(', ')).toBe('W/"1", W/"2"')
  },

  'a header not sent is undefined': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users')
    expect(recorder.only.headers.authorization).toBeUndefined()
  },
} satisfies Cases
