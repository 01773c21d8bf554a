// One server in a process of its own: `node server.ts <adapter> <scim|constant> [users]`. Prints what a client needs.
import { bodyParser } from '@koa/bodyparser'
import { bearerTokens, createScimHandler, type ScimHandler } from '@scimkit/core'
import { scimExpress } from '@scimkit/express'
import { scimFastify } from '@scimkit/fastify'
import { scimKoa } from '@scimkit/koa'
import { createMemoryStore } from '@scimkit/memory'
import express from 'express'
import fastify from 'fastify'
import Koa from 'koa'
import { userBody } from './users.ts'

const token = 'bench'
const [adapter = 'fastify', kind = 'scim', users = '10000'] = process.argv.slice(2)

const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'bench', token }]),
})

async function call(method: string, url: string, body?: unknown): Promise<{ id: string; text: string }> {
  const response = await handler({
    method,
    url,
    baseUrl: `http://127.0.0.1/scim/v2`,
    headers: { authorization: `Bearer ${token}` },
    readBody: async () => JSON.stringify(body),
  })
  const text = response.body ?? ''
  return { id: JSON.parse(text).id, text }
}

/** The bytes the constant server answers with: those ScimKit answers, by method and kind of URL. */
async function constants(): Promise<Readonly<Record<string, { status: number; body: string }>>> {
  const sample = await call('POST', '/Users', userBody(-1))
  const filtered = await call('GET', `/Users?filter=${encodeURIComponent('userName eq "user-1@example.com"')}`)
  return {
    GET: { status: 200, body: sample.text },
    FILTER: { status: 200, body: filtered.text },
    POST: { status: 201, body: sample.text },
    PATCH: { status: 200, body: sample.text },
  }
}

type Answers = Awaited<ReturnType<typeof constants>>

function answerTo(answers: Answers, method: string, url: string): { status: number; body: string } {
  return answers[url.includes('filter=') ? 'FILTER' : method] ?? { status: 500, body: '' }
}

const contentType = 'application/scim+json'

type Listen = (what: { handler: ScimHandler; answers: Answers }) => Promise<number>

const servers: Readonly<Record<string, Readonly<Record<string, Listen>>>> = {
  fastify: {
    scim: async ({ handler }) => {
      const app = fastify()
      await app.register(scimFastify, { prefix: '/scim/v2', handler })
      await app.listen({ port: 0 })
      return app.addresses()[0]?.port ?? 0
    },
    constant: async ({ answers }) => {
      const app = fastify()
      app.addContentTypeParser(contentType, { parseAs: 'string' }, app.getDefaultJsonParser('ignore', 'ignore'))
      app.all('/*', (request, reply) => {
        const { status, body } = answerTo(answers, request.method, request.url)
        reply.code(status).header('content-type', contentType).send(body)
      })
      await app.listen({ port: 0 })
      return app.addresses()[0]?.port ?? 0
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
        const { status, body } = answerTo(answers, request.method, request.url)
        response.status(status).set('content-type', contentType).end(body)
      })
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
        const { status, body } = answerTo(answers, context.method, context.url)
        context.status = status
        context.type = contentType
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

function portOf(address: string | { port: number } | null): number {
  return typeof address === 'object' && address !== null ? address.port : 0
}

const ids: string[] = []
for (let number = 0; number < Number(users); number += 1) ids.push((await call('POST', '/Users', userBody(number))).id)
const answers = await constants()
const listen = servers[adapter]?.[kind]
if (listen === undefined) throw new Error(`There is no ${kind} server on ${adapter}`)
const port = await listen({ handler, answers })
process.stdout.write(`${JSON.stringify({ port, token, ids: ids.slice(0, 1000) })}\n`)
process.once('SIGTERM', () => process.exit(0))
