import { gzipSync } from 'node:zlib'
import { expect } from 'vitest'
import type { Cases, Start } from './case.ts'
import { oneConnection, type Received, type Sent, send } from './client.ts'
import { plainAnswer, Recorder } from './recorder.ts'

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

  'a body in a content coding is refused, and the answer says which are taken': async (start) => {
    const answer = await refused(start, { headers: { ...scimJson, 'content-encoding': 'gzip' }, body: zipped })
    expect(answer.headers['accept-encoding']).toBe('identity')
  },

  'the coding "identity" and an empty one are none': async (start) => {
    for (const coding of ['identity', ''])
      await arrives(start, { headers: { ...scimJson, 'content-encoding': coding } })
  },

  'a body that another charset makes something else is refused': async (start) => {
    // Latin-1 for "Ã©", and UTF-8 for "é": both are valid, and only the header says which is meant.
    const body = Buffer.from('{"userName":"Ã©"}', 'latin1')
    const answer = await refused(start, {
      headers: { 'content-type': `${scimJson['content-type']}; charset=latin1` },
      body,
    })
    expect(answer.body.toString()).toContain('latin1')
  },

  'a body in UTF-16 is refused': async (start) => {
    const headers = { 'content-type': 'application/scim+json; charset="utf-16"' }
    const answer = await refused(start, { headers, body: Buffer.from(JSON.stringify(ada), 'utf16le') })
    expect(answer.body.toString()).toContain('utf-16')
  },

  'a body of nothing but ASCII arrives, whatever charset that begins with it is announced': async (start) => {
    for (const charset of ['us-ascii', 'ISO-8859-1', 'windows-1252'])
      expect(await bodyOf(start, { headers: { 'content-type': `text/json;charset=${charset}` }, body: '{}' })).toBe(
        '{}',
      )
  },

  'a body with an empty content type arrives': (start) => arrives(start, { headers: { 'content-type': '' } }),

  'a content type that is no media type is answered in SCIM': async (start) => {
    const host = await start(new Recorder().handler)
    for (const contentType of ['json', '/', '__proto__']) {
      const sent = { method: 'POST', headers: { 'content-type': contentType }, body: '{}' }
      expect((await send(host, '/scim/v2/Users', sent)).headers['content-type']).toBe('application/scim+json')
    }
  },

  "a content type that is no media type is the handler's to refuse, and arrives as it is": async (start) => {
    const recorder = new Recorder()
    const host = await start(recorder.handler)
    const types = ['json', '/', '__proto__', ';charset=utf-8']
    for (const contentType of types)
      await send(host, '/scim/v2/Users', { method: 'POST', headers: { 'content-type': contentType }, body: '{}' })
    expect(recorder.requests.map(({ headers }) => headers['content-type'])).toEqual(types)
  },

  'a body of a method that has none is never asked for': async (start) => {
    const host = await start(async () => plainAnswer)
    const agent = oneConnection()
    for (const method of ['GET', 'HEAD', 'DELETE']) {
      const { status } = await send(host, '/scim/v2/Users', { method, headers: scimJson, body: malformed, agent })
      expect([method, status]).toEqual([method, 200])
    }
    agent.destroy()
  },
} satisfies Cases

const zipped = gzipSync(JSON.stringify(ada))

async function refused(start: Start, sent: Sent): Promise<Received> {
  const recorder = new Recorder()
  const answer = await send(await start(recorder.handler), '/scim/v2/Users', { method: 'POST', ...sent })
  expect([answer.status, answer.headers['content-type']]).toEqual([415, 'application/scim+json'])
  expect(recorder.requests).toEqual([])
  return answer
}

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
