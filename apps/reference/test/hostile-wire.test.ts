import { METHODS } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { RunningServer } from '../src/start-server.ts'
import { exchange } from './exchange.ts'
import { startOnFreePort } from './start-on-free-port.ts'

const host = 'Host: app.example.com\r\n'
const token = 'Authorization: Bearer s3cret\r\n'
const scimJson = 'Content-Type: application/scim+json\r\n'
const close = 'Connection: close\r\n'
const ada = '{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],"userName":"ada"}'
const users = '/scim/v2/Users'

interface Sent {
  readonly method?: string
  readonly target?: string
  readonly version?: string
  readonly headers?: string
  readonly body?: string
}

/** A request as a client would never write it. */
function bytesOf({ method = 'GET', target = users, version = 'HTTP/1.1', headers = host, body = '' }: Sent): string {
  return `${method} ${target} ${version}\r\n${headers}${token}${close}\r\n${body}`
}

function post(headers: string, body: string, method = 'POST'): Sent {
  return { method, headers: `${host}${scimJson}${headers}`, body }
}

function lengthOf(body: string): string {
  return `Content-Length: ${Buffer.byteLength(body)}\r\n`
}

function chunked(body: string, trailers = ''): string {
  return `${Buffer.byteLength(body).toString(16)}\r\n${body}\r\n0\r\n${trailers}\r\n`
}

/** What Node cannot read never becomes a request: it is answered beside the frameworks. */
const unreadable: Readonly<Record<string, readonly [status: number, sent: Sent]>> = {
  'two lengths that differ': [400, post('Content-Length: 75\r\nContent-Length: 76\r\n', ada)],
  'a length and chunks': [400, post(`${lengthOf(ada)}Transfer-Encoding: chunked\r\n`, chunked(ada))],
  'a chunk that has no size': [400, post('Transfer-Encoding: chunked\r\n', 'zz\r\n{}\r\n0\r\n\r\n')],
  'a length below nothing': [400, post('Content-Length: -1\r\n', '')],
  'a version there is not': [400, { version: 'HTTP/3.0' }],
  'a method there is not': [400, { method: 'BREW' }],
  'a space in the target': [400, { target: `${users}/a b` }],
  'a header without a colon': [400, { headers: `${host}Nonsense\r\n` }],
  'a URL of 20 000 characters': [431, { target: `${users}?filter=${'a'.repeat(20_000)}` }],
  'a header of 20 000 characters': [431, { headers: `${host}X-Long: ${'a'.repeat(20_000)}\r\n` }],
}

/** What Node refuses by itself has no body, and says no more than its status. */
const refusedByNode: Readonly<Record<string, readonly [status: number, sent: Sent]>> = {
  'no host in HTTP/1.1': [400, { headers: '' }],
  'an expectation there is not': [417, post(`Expect: 200-ok\r\n${lengthOf(ada)}`, ada)],
}

const answeredByScim: Readonly<Record<string, readonly [status: number, sent: Sent]>> = {
  'chunks with trailers': [201, post('Transfer-Encoding: chunked\r\n', chunked(ada, 'Authorization: Bearer x\r\n'))],
  'a body after 100 Continue': [409, post(`Expect: 100-continue\r\n${lengthOf(ada)}`, ada)],
  'a body after a byte order mark': [409, post(lengthOf(`\ufeff${ada}`), `\ufeff${ada}`)],
  'a body without a content type': [409, { method: 'POST', headers: `${host}${lengthOf(ada)}`, body: ada }],
  'no body and no length': [400, post('', '')],
  'a body in gzip': [415, post(`Content-Encoding: gzip\r\n${lengthOf(ada)}`, ada)],
  'a content type of a prototype': [415, { method: 'POST', headers: `${host}Content-Type: __proto__\r\n` }],
  'a body on GET': [200, post(lengthOf(ada), ada, 'GET')],
  'a body on DELETE': [405, post(lengthOf('{'), '{', 'DELETE')],
  'HTTP/1.0 without a host': [200, { version: 'HTTP/1.0', headers: '' }],
  'an empty host': [200, { headers: 'Host: \r\n' }],
  'a host that is none': [400, { headers: 'Host: a?b#c\r\n' }],
  'a target in absolute form': [200, { target: `http://elsewhere.example.com${users}` }],
  'nothing but an authority as the target': [404, { target: 'http://elsewhere.example.com' }],
  'an asterisk as the target': [404, { method: 'OPTIONS', target: '*' }],
  'two slashes before the endpoint, as below a base URL that ends in one': [200, { target: '/scim/v2//Users' }],
  'two slashes before the mount': [404, { target: `/${users}` }],
  'a slash after the endpoint': [200, { target: `${users}/` }],
  'two slashes after the endpoint': [404, { target: `${users}//` }],
  'a way up': [404, { target: '/scim/v2/../../healthz' }],
  'an encoded way up': [404, { target: '/scim/v2/%2e%2e/%2e%2e/healthz' }],
  'an encoded slash in an id': [404, { target: `${users}/a%2Fb` }],
  'an encoded zero in an id': [404, { target: `${users}/%00` }],
  'an id that is not UTF-8': [400, { target: `${users}/%ff` }],
  'half an escape': [400, { target: `${users}/%z` }],
  'half an escape in the query': [400, { target: `${users}?filter=%z` }],
  'a backslash for a slash': [404, { target: '/scim/v2\\Users' }],
  'a path beside SCIM': [404, { target: '/nope' }],
  'the root': [404, { target: '/' }],
  'a header of 8 000 characters': [200, { headers: `${host}X-Long: ${'a'.repeat(8000)}\r\n` }],
  'a token of 15 000 characters': [401, { headers: `${host}Authorization: Bearer ${'a'.repeat(15_000)}\r\n` }],
  'a list of versions without an end': [
    404,
    { target: `${users}/1`, headers: `${host}If-None-Match: ${'"a",'.repeat(3000)}"b"\r\n` },
  ],
  'an Accept of nothing': [406, { headers: `${host}Accept: */*;q=0\r\n` }],
  'an Accept of commas': [406, { headers: `${host}Accept: ,;q=,=;,\r\n` }],
  'a header of a prototype': [200, { headers: `${host}__proto__: 1\r\nconstructor: 2\r\n` }],
}

// CONNECT and an upgrade leave HTTP: Node ends the connection.
const methods = METHODS.filter((method) => method !== 'CONNECT')
const paths = ['', '/', '/Users', '/Users/1', '/Users/.search', '/.search', '/Bulk', '/Me', '/Schemas', '/Nothing']

describe.each(['fastify', 'express', 'koa'] as const)('on %s', (adapter) => {
  let server: RunningServer
  let log = ''

  beforeAll(async () => {
    const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
    const write = (line: string): string => (log += line)
    server = await startOnFreePort({ adapter, dialect: 'tolerant', tokens }, { write })
  })
  afterAll(() => server.close())

  test.each(Object.entries(refusedByNode))('%s is refused', async (_, [status, sent]) => {
    expect(await exchange(server.baseUrl, bytesOf(sent))).toMatchObject({ status, contentType: '' })
  })

  test.each(Object.entries(unreadable))(
    '%s is answered, and logged without a word of it',
    async (_, [status, sent]) => {
      log = ''
      const { body, ...answer } = await exchange(server.baseUrl, bytesOf(sent))
      expect(answer).toEqual({ status, contentType: 'application/scim+json' })
      expect(JSON.parse(body)).toMatchObject({ status: String(status), detail: expect.any(String) })
      const line = log.split('\n').find((each) => each.includes('"unreadable"')) ?? '{}'
      expect(JSON.parse(line)).toMatchObject({ status, code: expect.stringMatching(/^HPE_/) })
      expect(log).not.toMatch(/s3cret|userName/)
    },
  )

  test('a URL that is too long is told of the way around', async () => {
    const { body } = await exchange(server.baseUrl, bytesOf({ target: `${users}?filter=${'a'.repeat(20_000)}` }))
    expect(JSON.parse(body).detail).toContain('POST to "/.search"')
  })

  test.each(Object.entries(answeredByScim))('%s is answered by SCIM', async (_, [status, sent]) => {
    const answer = await exchange(server.baseUrl, bytesOf(sent))
    expect(answer).toMatchObject({ status, contentType: 'application/scim+json' })
    if (status >= 400) expect(JSON.parse(answer.body)).toMatchObject({ status: String(status) })
  })

  test('a base URL that is too short is told the right one', async () => {
    const { body } = await exchange(server.baseUrl, bytesOf({ target: '/scim/Users?count=1' }))
    expect(JSON.parse(body).detail).toContain(
      'endpoint /scim/Users here. The base URL is http://app.example.com/scim/v2;',
    )
  })

  test('every method of HTTP has an answer everywhere, and HEAD has no body', async () => {
    for (const method of methods) {
      for (const path of paths) {
        const { status, contentType, body } = await exchange(
          server.baseUrl,
          bytesOf({ method, target: `/scim/v2${path}` }),
        )
        const where = `${method} ${path}`
        // 501 is what this server says of /Me: its tokens belong to no person.
        expect(status < 500 || (status === 501 && path === '/Me'), where).toBe(true)
        expect([where, contentType]).toEqual([where, 'application/scim+json'])
        if (method === 'HEAD') expect([where, body]).toEqual([where, ''])
      }
    }
  })
})
