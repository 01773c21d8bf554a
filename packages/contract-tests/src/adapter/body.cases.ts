import { expect } from 'vitest'
import type { Cases, Start } from './case.ts'
import { type Sent, send } from './client.ts'
import { Recorder } from './recorder.ts'

const scimJson = { 'content-type': 'application/scim+json' }
const ada = { userName: 'ada', name: { familyName: 'Łukasiewicz' } }
const malformed = '{"userName":'

/** Every way a body comes in. */
export const bodyCases = {
  'a body of application/scim+json arrives': (start) => arrives(start, { headers: scimJson }),

  'a body of application/json arrives': (start) => arrives(start, { headers: { 'content-type': 'application/json' } }),

  'a body with a charset arrives': (start) =>
    arrives(start, { headers: { 'content-type': 'application/scim+json; charset=UTF-8' } }),

  'a body without a content type arrives': (start) => arrives(start, {}),

  'a body of PUT arrives': (start) => arrives(start, { method: 'PUT', headers: scimJson }),

  'a body of PATCH arrives': (start) => arrives(start, { method: 'PATCH', headers: scimJson }),

  'a body of DELETE arrives': (start) => arrives(start, { method: 'DELETE', headers: scimJson }),

  'malformed application/scim+json arrives as text': async (start) => {
    expect(await bodyOf(start, { headers: scimJson, body: malformed })).toBe(malformed)
  },

  'malformed application/json arrives as text': async (start) => {
    expect(await bodyOf(start, { headers: { 'content-type': 'application/json' }, body: malformed })).toBe(malformed)
  },

  'an empty body with a content type is empty text': async (start) => {
    expect(await bodyOf(start, { headers: scimJson, body: '' })).toBe('')
  },

  'an empty body of application/json is empty text': async (start) => {
    expect(await bodyOf(start, { headers: { 'content-type': 'application/json' }, body: '' })).toBe('')
  },

  'no body is empty text': async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    await send(host, '/scim/v2/Users', { method: 'GET' })
    await send(host, '/scim/v2/Users', { method: 'DELETE' })
    await send(host, '/scim/v2/Users', { method: 'POST', body: '' })
    expect(recorder.requests.map(({ body }) => body)).toEqual(['', '', ''])
  },

  'a character split between two chunks stays whole': async (start) => {
    const bytes = Buffer.from(JSON.stringify(ada))
    const inside = bytes.indexOf(Buffer.from('Ł')) + 1
    const body = [bytes.subarray(0, inside), bytes.subarray(inside)]
    expect(parsed(await bodyOf(start, { headers: scimJson, body }))).toEqual(ada)
  },

  'a body that is not UTF-8 is refused': async (start) => {
    const host = await start(new Recorder().handler)
    const body = Buffer.from([...Buffer.from('{"userName":"'), 0xff, ...Buffer.from('"}')])
    const answer = await send(host, '/scim/v2/Users', { method: 'POST', headers: scimJson, body })
    expect(answer.status).toBe(400)
    expect(JSON.parse(answer.body.toString())).toMatchObject({ scimType: 'invalidSyntax' })
  },

  'a content type that is no media type is answered in SCIM': async (start) => {
    const host = await start(new Recorder().handler)
    const sent = { method: 'POST', headers: { 'content-type': 'json' }, body: '{}' }
    expect((await send(host, '/scim/v2/Users', sent)).headers['content-type']).toBe('application/scim+json')
  },
} satisfies Cases

async function arrives(start: Start, sent: Sent): Promise<void> {
  expect(parsed(await bodyOf(start, { ...sent, body: JSON.stringify(ada) }))).toEqual(ada)
}

async function bodyOf(start: Start, sent: Sent): Promise<unknown> {
  const recorder = new Recorder()
  const host = await start(recorder.handler)
  await send(host, '/scim/v2/Users', { method: 'POST', ...sent })
  return recorder.only.body
}

/** Behind a body parser, a body may arrive parsed. */
function parsed(body: unknown): unknown {
  return typeof body === 'string' ? JSON.parse(body) : body
}
