// One server in a process of its own: `node server.ts <adapter> <scim|constant|scimmy> [users]`. Prints what a client
// needs.
import type { AddressInfo } from 'node:net'
import { bodyParser } from '@koa/bodyparser'
import { bearerTokens, createScimHandler, type ScimHandler, type ScimResponse } from '@scimkit/core'
import { scimExpress } from '@scimkit/express'
import { scimFastify } from '@scimkit/fastify'
import { scimKoa } from '@scimkit/koa'
import { createMemoryStore } from '@scimkit/memory'
import express from 'express'
import fastify from 'fastify'
import Koa from 'koa'
import { mountScimmy } from './peers/scimmy.ts'
import { userBody } from './users.ts'

const token = 'bench'
const [adapter = 'fastify', kind = 'scim', users = '10000'] = process.argv.slice(2)

const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'bench', token }]),
})

async function call(method: string, url: string, body?: unknown): Promise<ScimResponse> {
  return handler({
    method,
    url,
    baseUrl: 'http://127.0.0.1/scim/v2',
    headers: { authorization: `Bearer ${token}` },
    readBody: async () => JSON.stringify(body),
  })
}

function idOf({ body = '{}' }: ScimResponse): string {
  const { id } = JSON.parse(body)
  return id
}

/** What the constant server answers with: the very bytes ScimKit answers, headers and all, by kind of request. */
async function constants(): Promise<Readonly<Record<string, ScimResponse>>> {
  const created = await call('POST', '/Users', userBody(-1))
  const sample = await call('GET', `/Users/${idOf(created)}`)
  return {
    GET: sample,
    FILTER: await call('GET', `/Users?filter=${encodeURIComponent('userName eq "user-1@example.com"')}`),
    POST: created,
    PATCH: sample,
  }
}

type Answers = Awaited<ReturnType<typeof constants>>

function answerTo(answers: Answers, method: string, url: string): ScimResponse {
  const answer = answers[url.includes('filter=') ? 'FILTER' : method]
  if (answer === undefined) throw new Error(`No answer to ${method}`)
  return answer
}

const contentType = 'application/scim+json'

type Listen = (what: { handler: ScimHandler; answers: Answers }) => Promise<number>

const servers: Readonly<Record<string, Readonly<Record<string, Listen>>>> = {
  fastify: {
    scim: async ({ handler }) => {
      const app = fastify()
      await app.register(scimFastify, { prefix: '/scim/v2', handler })
      await app.listen({ port: 0 })
      return portOf(app.server.address())
    },
    constant: async ({ answers }) => {
      const app = fastify()
      app.addContentTypeParser(contentType, { parseAs: 'string' }, app.getDefaultJsonParser('ignore', 'ignore'))
      app.all('/*', (request, reply) => {
        const { status, headers, body } = answerTo(answers, request.method, request.url)
        reply.code(status).headers(headers).send(body)
      })
      await app.listen({ port: 0 })
      return portOf(app.server.address())
    },
  },
  express: {
    scim: ({ handler }) => {
      const app = express()
      app.use('/scim/v2', scimExpress(handler))
      return listenExpress(app)
    },
    constant: ({ answers }) => {
      const app = express()
      app.use(express.json({ type: '*/*' }))
      app.use('/scim/v2', (request, response) => {
        const { status, headers, body } = answerTo(answers, request.method, request.url)
        response.status(status).set(headers).end(body)
      })
      return listenExpress(app)
    },
    scimmy: async () => {
      const app = express()
      const { add } = mountScimmy(app, token)
      ids = []
      for (let number = 0; number < Number(users); number += 1) ids.push(await add(userBody(number)))
      return listenExpress(app)
    },
  },
  koa: {
    scim: ({ handler }) => {
      const app = new Koa()
      app.use(scimKoa(handler, { prefix: '/scim/v2' }))
      return listenKoa(app)
    },
    constant: ({ answers }) => {
      const app = new Koa()
      app.use(bodyParser({ extendTypes: { json: [contentType] } }))
      app.use((context) => {
        const { status, headers, body } = answerTo(answers, context.method, context.url)
        context.status = status
        context.set(headers)
        context.body = body
      })
      return listenKoa(app)
    },
  },
}

function listenExpress(app: express.Express): Promise<number> {
  return new Promise((resolve) => {
    const server = app.listen(0, () => resolve(portOf(server.address())))
  })
}

function listenKoa(app: Koa): Promise<number> {
  return new Promise((resolve) => {
    const server = app.listen(0, () => resolve(portOf(server.address())))
  })
}

function portOf(address: AddressInfo | string | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

let ids: string[] = []
for (let number = 0; number < Number(users); number += 1) ids.push(idOf(await call('POST', '/Users', userBody(number))))
const answers = await constants()
const listen = servers[adapter]?.[kind]
if (listen === undefined) throw new Error(`There is no ${kind} server on ${adapter}`)
const port = await listen({ handler, answers })
process.stdout.write(`${JSON.stringify({ port, token, ids: ids.slice(0, 1000) })}\n`)
process.once('SIGTERM', () => process.exit(0))
