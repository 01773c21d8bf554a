import { createGunzip, gzipSync } from 'node:zlib'
import { endlessAnswer } from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import Fastify from 'fastify'
import { expect, test } from 'vitest'
import { scimFastify } from '../src/index.ts'

const echo: ScimHandler = async ({ baseUrl, url }) => ({
  status: 200,
  headers: {},
  body: JSON.stringify({ baseUrl, url }),
})

const headers = { host: 'app.example.com' }

test('a parameter in the prefix stays in the base URL', async () => {
  const app = Fastify()
  app.register(scimFastify, { prefix: '/t/:tenant/scim/v2', handler: echo })
  const answer = await app.inject({ url: '/t/acme/scim/v2/Users/1?a=b', headers })
  expect(answer.json()).toEqual({ baseUrl: 'http://app.example.com/t/acme/scim/v2', url: '/Users/1?a=b' })
})

test('a percent-encoded prefix is cut off like a plain one', async () => {
  const app = Fastify()
  app.register(scimFastify, { prefix: '/scim/v2', handler: echo })
  expect((await app.inject('/s%63im/v2/Users/1')).json().url).toBe('/Users/1')
})

test('without a prefix SCIM lives at the root', async () => {
  const app = Fastify()
  app.register(scimFastify, { handler: echo })
  const answer = await app.inject({ url: '/Users?a=b', headers })
  expect(answer.json()).toEqual({ baseUrl: 'http://app.example.com', url: '/Users?a=b' })
})

test('what a hook of the host throws is answered by the error handler of the host', async () => {
  const app = Fastify()
  app.setErrorHandler((_error, _request, reply) => reply.code(401).send('who are you?'))
  app.addHook('preHandler', async () => {
    throw new Error('no token')
  })
  app.register(scimFastify, { prefix: '/scim/v2', handler: echo })
  expect((await app.inject('/scim/v2/Users')).body).toBe('who are you?')
})

test('the parsers of the host stay as they are', async () => {
  const app = Fastify()
  app.register(scimFastify, { prefix: '/scim/v2', handler: echo })
  app.post('/host', async (request) => request.body)
  expect((await app.inject({ method: 'POST', url: '/host', payload: { a: 1 } })).json()).toEqual({ a: 1 })
})

test('what a hook of the host has inflated is taken, although the header is still there', async () => {
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

test('a stream is left when a hook of the host keeps it from being sent', async () => {
  const { handler, left } = endlessAnswer()
  const app = Fastify()
  app.addHook('onSend', async (_request, reply) => {
    if (reply.statusCode === 200) throw new Error('not this one')
  })
  app.register(scimFastify, { prefix: '/scim/v2', handler })
  expect((await app.inject('/scim/v2/Groups')).statusCode).toBe(500)
  await expect(left).resolves.toBeUndefined()
})
