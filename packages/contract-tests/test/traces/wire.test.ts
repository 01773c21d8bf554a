import { gzipSync } from 'node:zlib'
import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { parseTrace, replayTrace } from '../../src/traces.ts'
import { json, type Seen, type Stub, type StubAnswer, startStub } from './stub-server.ts'

let stub: Stub

afterEach(() => stub.close())

async function send(step: object, answer: (request: Seen) => StubAnswer = () => json(200, {})): Promise<Seen> {
  stub = await startStub(answer)
  await replay([{ name: 'Step', method: 'GET', path: '/Users', expectStatus: [200], ...step }])
  const [seen] = stub.seen
  if (seen === undefined) throw new Error('nothing was sent')
  return seen
}

function replay(steps: readonly object[]) {
  return replayTrace(parseTrace(steps), { baseUrl: stub.baseUrl, token: 's3cret', mode: 'tolerant' })
}

describe('what a step puts on the wire', () => {
  test.each([
    '/Users?filter=userName+eq+%22a%22',
    '/Users?filter=userName%20eq%20%22a%22&count=1&',
    '/Users?',
    '/Users?b=1&a=2',
    '/Users?filter=userName+eq+"raw"',
    '/a/../b//c',
    '',
  ])('leaves the path %j as it is', async (path) => {
    const { url } = await send({ path })
    expect(url).toBe(`/scim/v2${path}`)
  })

  test('sends the listed headers, Host, and no other', async () => {
    const { rawHeaders } = await send({ headers: { Authorization: 'Bearer {{token}}', 'User-Agent': null } })
    expect(rawHeaders).toEqual(['Authorization', 'Bearer s3cret', 'Host', new URL(stub.baseUrl).host])
  })

  test('sends Connection as listed', async () => {
    const { rawHeaders } = await send({ headers: { Connection: 'Keep-Alive' } })
    expect(rawHeaders.slice(0, 2)).toEqual(['Connection', 'Keep-Alive'])
  })

  test('announces the length of a body, and nothing else about it', async () => {
    const { rawHeaders, body } = await send({ method: 'POST', body: { userName: 'zoë' } })
    expect(body).toBe('{"userName":"zoë"}')
    expect(rawHeaders).toContain('Content-Length')
    expect(rawHeaders).not.toContain('Transfer-Encoding')
    expect(rawHeaders).not.toContain('Content-Type')
  })

  test('keeps the order of the members of a body', async () => {
    const { body } = await send({ method: 'POST', body: { z: 1, a: { y: 2, b: 3 } } })
    expect(body).toBe('{"z":1,"a":{"y":2,"b":3}}')
  })
})

describe('variables', () => {
  test('captured ones reach path, headers, body and assertions', async () => {
    stub = await startStub(() => json(200, { id: 'u-1', manager: { value: 'u-1' } }))
    const { outcomes } = await replay([
      { name: 'Create', method: 'POST', path: '/Users', body: {}, expectStatus: [200], capture: { user: 'id' } },
      {
        name: 'Use',
        method: 'PUT',
        path: '/Users/{{user}}?filter=id+eq+%22{{user}}%22',
        headers: { 'If-Match': '{{user}}' },
        body: { members: [{ value: '{{user}}' }], count: 1, none: null },
        expectStatus: [200],
        assert: [{ path: 'manager.value', equals: '{{user}}' }],
      },
    ])
    expect(stub.seen[1]).toMatchObject({
      url: '/scim/v2/Users/u-1?filter=id+eq+%22u-1%22',
      body: '{"members":[{"value":"u-1"}],"count":1,"none":null}',
      rawHeaders: expect.arrayContaining(['If-Match', 'u-1']),
    })
    expect(outcomes[1]).toMatchObject({ outcome: 'passed', checked: 1 })
  })

  test('an id of any characters comes back as the same id', async () => {
    const id = fc.string({ unit: 'grapheme', minLength: 1 })
    let current = ''
    stub = await startStub(() => json(200, { id: current }))
    await fc.assert(
      fc.asyncProperty(id, async (generated) => {
        current = generated
        await replay([
          { name: 'Create', method: 'GET', path: '/Users', expectStatus: [200], capture: { user: 'id' } },
          { name: 'Use', method: 'PUT', path: '/Users/{{user}}', body: { id: '{{user}}' }, expectStatus: [200] },
        ])
        const { url = '', body = '' } = stub.seen.at(-1) ?? {}
        expect(decodeURIComponent(url)).toBe(`/scim/v2/Users/${generated}`)
        expect(JSON.parse(body)).toEqual({ id: generated })
      }),
      { numRuns: 50 },
    )
  })

  test('the token is not in the report', async () => {
    stub = await startStub(() => json(500, {}))
    const headers = { Authorization: 'Bearer {{token}}' }
    const report = await replay([{ name: 'Look', method: 'GET', path: '/Users', headers, expectStatus: [200] }])
    expect(report.passed).toBe(false)
    expect(JSON.stringify(report)).not.toContain('s3cret')
  })
})

describe('what comes back', () => {
  test('a packed body is read', async () => {
    const body = gzipSync(JSON.stringify({ totalResults: 3 }))
    stub = await startStub(() => ({ status: 200, headers: { 'content-encoding': 'gzip' }, body }))
    const assert = [{ path: 'totalResults', equals: 3 }]
    const report = await replay([{ name: 'Look', method: 'GET', path: '/Users', expectStatus: [200], assert }])
    expect(report.outcomes).toMatchObject([{ outcome: 'passed', checked: 1 }])
  })
})
