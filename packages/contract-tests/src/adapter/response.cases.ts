import type { ScimResponse } from '@scimkit/core'
import { expect } from 'vitest'
import type { Cases } from './case.ts'
import { send } from './client.ts'
import { Recorder } from './recorder.ts'

const created: ScimResponse = {
  status: 201,
  headers: {
    'content-type': 'application/scim+json',
    etag: 'W/"3694e05e9dff590"',
    location: 'https://app.example.com/scim/v2/Users/2819c223',
    link: '<https://scimkit.dev/errors/SCIM1001>; rel="help"',
  },
  body: '{ "userName": "Łukasiewicz 👋",  "spaces":  "kept" }',
}

/** What goes back on the wire. */
export const responseCases = {
  'status, headers and bytes of an answer are kept': async (start) => {
    const host = await start(new Recorder(created).handler)
    const answer = await send(host, '/scim/v2/Users', { method: 'POST' })
    expect(answer.status).toBe(201)
    expect(answer.headers).toMatchObject(created.headers)
    expect(answer.body.toString()).toBe(created.body)
  },

  'an answer announces its length': async (start) => {
    const host = await start(new Recorder(created).handler)
    const { headers } = await send(host, '/scim/v2/Users', { method: 'POST' })
    expect(headers['content-length']).toBe(String(Buffer.byteLength(created.body ?? '')))
    expect(headers['transfer-encoding']).toBeUndefined()
  },

  'no ETag is added': async (start) => {
    const host = await start(new Recorder().handler)
    expect((await send(host, '/scim/v2/Users')).headers.etag).toBeUndefined()
  },

  'a 204 has neither body nor content type': async (start) => {
    const host = await start(new Recorder({ status: 204, headers: { etag: 'W/"2"' }, body: undefined }).handler)
    const { status, headers, body } = await send(host, '/scim/v2/Users/1', { method: 'DELETE' })
    expect([status, body.length, headers.etag]).toEqual([204, 0, 'W/"2"'])
    expect(headers['content-type'] ?? headers['content-length'] ?? headers['transfer-encoding']).toBeUndefined()
  },

  'a 304 has its ETag and no body': async (start) => {
    const host = await start(new Recorder({ status: 304, headers: { etag: 'W/"2"' }, body: undefined }).handler)
    const { status, headers, body } = await send(host, '/scim/v2/Users/1')
    expect([status, body.length, headers.etag]).toEqual([304, 0, 'W/"2"'])
  },

  'another status without a body stays without one': async (start) => {
    const host = await start(new Recorder({ status: 202, headers: {}, body: undefined }).handler)
    const { status, body } = await send(host, '/scim/v2/Users/1', { method: 'POST' })
    expect([status, body.length]).toEqual([202, 0])
  },

  'HEAD is answered with the headers alone': async (start) => {
    const host = await start(new Recorder(created).handler)
    const { status, headers, body } = await send(host, '/scim/v2/Users/1', { method: 'HEAD' })
    expect([status, body.length]).toEqual([201, 0])
    expect(headers).toMatchObject(created.headers)
  },

  "the handler's own 500 is not replaced": async (start) => {
    const failure: ScimResponse = { ...created, status: 500, body: '{"detail":"ours [SCIM1099]"}' }
    const host = await start(new Recorder(failure).handler)
    const answer = await send(host, '/scim/v2/Users')
    expect([answer.status, answer.body.toString()]).toEqual([500, failure.body])
  },
} satisfies Cases
