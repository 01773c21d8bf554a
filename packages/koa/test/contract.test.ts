import { createServer } from 'node:http'
import { bodyParser } from '@koa/bodyparser'
import { type AdapterCase, describeAdapterContract, type HostOptions, listenOn } from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import Koa, { type Middleware } from 'koa'
import Koa2 from 'koa2'
import { scimKoa } from '../src/index.ts'

// Sound for what is called here, which both majors have. Our types are checked against those of Koa 2 apart.
const versions = { 'koa 2': Koa2 as unknown as typeof Koa, 'koa 3': Koa }

const authenticate: Middleware = (ctx, next) => {
  if (ctx.get('x-principal') !== '') ctx.state.user = ctx.get('x-principal')
  return next()
}

const drain: Middleware = async (ctx, next) => {
  if (ctx.get('x-drain') !== '') await ctx.req.toArray()
  await next()
}

const losePatience: Middleware = async (ctx, next) => {
  const answered = next()
  if (ctx.get('x-impatient') !== '') {
    ctx.res.statusCode = 503
    ctx.res.end()
  }
  await answered
}

const leaveBytes: Middleware = async (ctx, next) => {
  if (!ctx.req.readableDidRead) Object.assign(ctx.request, { body: Buffer.concat(await ctx.req.toArray()) })
  await next()
}

const log: Middleware = async (ctx, next) => {
  await next()
  ctx.state.logged = `${ctx.method} ${ctx.url} ${ctx.status} ${ctx.length}`
}

const answerError: Middleware = async (ctx, next) => {
  try {
    await next()
  } catch (error) {
    ctx.status = error instanceof Error && 'status' in error ? Number(error.status) : 500
    ctx.body = { error: 'the host has a problem' }
  }
}

function mount(app: Koa, handler: ScimHandler, { prefix, bodyLimit, trustProxy }: HostOptions): Koa {
  app.proxy = trustProxy
  app.silent = true
  app.use(authenticate).use(losePatience).use(scimKoa(handler, { prefix, bodyLimit }))
  return app.use((ctx) => {
    if (ctx.path === '/host') ctx.body = 'host'
  })
}

const parserInFront: readonly AdapterCase[] = [
  'malformed application/scim+json arrives as text',
  'malformed application/json arrives as text',
  'a body that is not UTF-8 is refused',
  'a body that another charset makes something else is refused',
  'a body in UTF-16 is refused',
  'a body in a content coding is refused, and the answer says which are taken',
  'a body that the host has read and dropped is not the fault of the client',
  'a body over the limit is refused in SCIM',
  'a body over the limit is refused when its length was not announced',
]

for (const [version, Framework] of Object.entries(versions)) {
  describeAdapterContract(`${version}, bare`, {
    listen: (handler, options) =>
      listenOn(createServer(mount(new Framework().use(drain), handler, options).callback())),
  })

  describeAdapterContract(`${version}, behind a logger, an error handler and a body parser`, {
    listen: (handler, options) => {
      const app = new Framework()
      app.use(drain).use(log).use(answerError).use(bodyParser())
      return listenOn(createServer(mount(app, handler, options).callback()))
    },
    skip: parserInFront.map((name) => ({
      case: name,
      reason: '@koa/bodyparser in front reads application/scim+json too; put scimKoa before it',
    })),
  })
  describeAdapterContract(`${version}, behind a parser that leaves bytes`, {
    listen: (handler, options) => {
      const app = new Framework().use(drain).use(leaveBytes)
      return listenOn(createServer(mount(app, handler, options).callback()))
    },
    skip: [
      {
        case: 'a body in a content coding is refused, and the answer says which are taken',
        reason: 'a parser in front is taken to have inflated it',
      },
    ],
  })
}
