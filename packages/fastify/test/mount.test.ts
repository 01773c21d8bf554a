import { createGunzip, gzipSync } from 'node:zlib'
import { endlessAnswer } from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import fastify from 'fastify'
import oldestFastify from 'fastify-oldest'
import { expect, onTestFinished, test } from 'vitest'
import { scimFastify } from '../src/index.ts'

const echo: ScimHandler = async ({ baseUrl, url }) => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ baseUrl, url }),
})

const headers = { host: 'app.example.com' }

async function* pieces(): AsyncGenerator<string> {
  yield '{}'
}

// Sound for what is called here, which both have. Our types are checked against those of 5.0 apart.
const versions = { 'fastify 5.0': oldestFastify as unknown as typeof fastify, 'fastify 5': fastify }

/** Fastify has moved the option. */
function ignoringDuplicateSlashes(version: string): object {
  const options = { ignoreDuplicateSlashes: true }
  return version === 'fastify 5.0' ? options : { routerOptions: options }
}

for (const [version, Fastify] of Object.entries(versions)) {
  test(`${version}: a parameter in the prefix stays in the base URL`, async () => {
    const app = Fastify()
    app.register(scimFastify, { prefix: '/t/:tenant/scim/v2', handler: echo })
    const answer = await app.inject({ url: '/t/acme/scim/v2/Users/1?a=b', headers })
    expect(answer.json()).toEqual({ baseUrl: 'http://app.example.com/t/acme/scim/v2', url: '/Users/1?a=b' })
  })

  test(`${version}: the expression of a parameter may hold slashes and parentheses`, async () => {
    const app = Fastify()
    app.register(scimFastify, { prefix: '/t/:tenant(^(?:[^/]+)$)/scim/v2', handler: echo })
    const answer = await app.inject({ url: '/t/acme/scim/v2/Users/1?a=b', headers })
    expect(answer.json()).toEqual({ baseUrl: 'http://app.example.com/t/acme/scim/v2', url: '/Users/1?a=b' })
  })

  test(`${version}: where Fastify ignores doubled slashes, they do not count`, async () => {
    const app = Fastify(ignoringDuplicateSlashes(version))
    app.register(scimFastify, { prefix: '/scim/v2', handler: echo })
    for (const mount of ['//scim/v2', '/scim//v2', '//scim///v2'])
      expect((await app.inject({ url: `${mount}/Users?a=b`, headers })).json().url).toBe('/Users?a=b')
  })

  test(`${version}: nothing is added to an answer that the host has begun`, async () => {
    const app = Fastify()
    app.addHook('preHandler', (_request, { raw }, done) => {
      setTimeout(() => raw.writeHead(503).write('too '), 10)
      setTimeout(() => raw.end('late'), 100)
      done()
    })
    const slow: ScimHandler = async ({ url }) => {
      await new Promise((resolve) => setTimeout(resolve, 50))
      const answer = { status: 200, headers: {} }
      return url === '/stream' ? { ...answer, body: undefined, stream: pieces() } : { ...answer, body: '{}' }
    }
    app.register(scimFastify, { prefix: '/scim/v2', handler: slow })
    onTestFinished(() => app.close())
    const origin = await app.listen({ port: 0, host: '127.0.0.1' })
    for (const path of ['text', 'stream', 'text']) {
      const answer = await fetch(`${origin}/scim/v2/${path}`)
      expect({ status: answer.status, text: await answer.text() }).toEqual({ status: 503, text: 'too late' })
    }
  })

  test(`${version}: a tenant without a name is a segment all the same`, async () => {
    const app = Fastify()
    app.register(scimFastify, { prefix: '/t/:tenant/scim', handler: echo })
    expect((await app.inject('/t//scim/Users')).json().url).toBe('/Users')
  })

  test(`${version}: a method Fastify does not know stays the host's beside SCIM, and without a prefix`, async () => {
    const [beside, root] = [Fastify(), Fastify()]
    beside.register(scimFastify, { prefix: '/scim/v2', handler: echo })
    root.register(scimFastify, { handler: echo })
    // Sound: Node takes the method, and the types name only those that Fastify knows.
    const request = { method: 'PROPFIND' as 'GET', url: '/other' }
    for (const app of [beside, root]) expect((await app.inject(request)).statusCode).toBe(404)
  })

  test(`${version}: the hooks of the host see each content type as it came`, async () => {
    const seen: unknown[] = []
    const app = Fastify()
    app.addHook('onRequest', async (request) => void seen.push(request.headers['content-type']))
    app.addHook('preValidation', async (request) => void seen.push(request.headers['content-type']))
    app.register(scimFastify, { prefix: '/scim/v2', handler: echo })
    for (const method of ['POST', 'GET'] as const)
      await app.inject({ method, url: '/scim/v2/Users', headers: { 'content-type': 'json' }, payload: '{}' })
    expect(seen).toEqual(['json', 'json', 'json', 'json'])
  })

  test(`${version}: the handler sees each content type as it came, also where Fastify reads no body`, async () => {
    const seen: unknown[] = []
    const handler: ScimHandler = async (request) => {
      seen.push(request.headers['content-type'])
      return echo(request)
    }
    const app = Fastify()
    app.register(scimFastify, { prefix: '/scim/v2', handler })
    // Sound: Node takes the methods, and the types name only those that Fastify knows.
    for (const method of ['POST', 'PROPFIND', 'LINK', 'OPTIONS', 'DELETE'])
      await app.inject({ method: method as 'GET', url: '/scim/v2/Users', headers: { 'content-type': 'json' } })
    expect(seen).toEqual(Array(5).fill('json'))
  })

  test(`${version}: a percent-encoded prefix is cut off like a plain one`, async () => {
    const app = Fastify()
    app.register(scimFastify, { prefix: '/scim/v2', handler: echo })
    expect((await app.inject('/s%63im/v2/Users/1')).json().url).toBe('/Users/1')
  })

  test(`${version}: without a prefix SCIM lives at the root`, async () => {
    const app = Fastify()
    app.register(scimFastify, { handler: echo })
    const answer = await app.inject({ url: '/Users?a=b', headers })
    expect(answer.json()).toEqual({ baseUrl: 'http://app.example.com', url: '/Users?a=b' })
  })

  test(`${version}: what a hook of the host throws is answered by the error handler of the host`, async () => {
    const app = Fastify()
    app.setErrorHandler((_error, _request, reply) => reply.code(401).send('who are you?'))
    app.addHook('preHandler', async () => {
      throw new Error('no token')
    })
    app.register(scimFastify, { prefix: '/scim/v2', handler: echo })
    expect((await app.inject('/scim/v2/Users')).body).toBe('who are you?')
  })

  test(`${version}: the parsers of the host stay as they are`, async () => {
    const app = Fastify()
    app.register(scimFastify, { prefix: '/scim/v2', handler: echo })
    app.post('/host', async (request) => request.body)
    expect((await app.inject({ method: 'POST', url: '/host', payload: { a: 1 } })).json()).toEqual({ a: 1 })
  })

  test(`${version}: what a hook of the host has inflated is taken, although the header is still there`, async () => {
    const app = Fastify()
    app.addHook('preParsing', async (_request, _reply, payload) => payload.pipe(createGunzip()))
    const handler: ScimHandler = async ({ readBody }) => ({ status: 200, headers: {}, body: String(await readBody()) })
    app.register(scimFastify, { prefix: '/scim/v2', handler })
    const answer = await app.inject({
      method: 'POST',
      url: '/scim/v2/Users',
      headers: { 'content-type': 'application/scim+json', 'content-encoding': 'gzip' },
      payload: gzipSync('{"userName":"ada"}'),
    })
    expect(answer.json()).toEqual({ userName: 'ada' })
  })

  test(`${version}: a stream is left when a hook of the host keeps it from being sent`, async () => {
    const { handler, left } = endlessAnswer()
    const app = Fastify()
    app.addHook('onSend', async (_request, reply) => {
      if (reply.statusCode === 200) throw new Error('not this one')
    })
    app.register(scimFastify, { prefix: '/scim/v2', handler })
    expect((await app.inject('/scim/v2/Groups')).statusCode).toBe(500)
    await expect(left).resolves.toBeUndefined()
  })
}
