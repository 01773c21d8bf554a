import { createServer } from 'node:http'
import {
  describeAdapterContract,
  type HostOptions,
  type KnownDifference,
  listenOn,
} from '@scimkit/contract-tests/adapter'
import type { ScimHandler } from '@scimkit/core'
import express5, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express'
import express4 from 'express4'
import { scimExpress } from '../src/index.ts'

// Sound for what is called here, which both majors have. Our types are checked against those of Express 4 apart.
const versions = { 'express 4': express4 as unknown as typeof express5, 'express 5': express5 }

const authenticate: RequestHandler = (req, _res, next) => {
  Object.assign(req, { user: req.get('x-principal') })
  next()
}

const drain: RequestHandler = async (req, _res, next) => {
  if (req.get('x-drain') !== undefined) await req.toArray()
  next()
}

const losePatience: RequestHandler = (req, res, next) => {
  next()
  if (req.get('x-impatient') !== undefined) res.status(503).end()
}

const log: RequestHandler = (req, res, next) => {
  res.on('finish', () => `${req.method} ${req.originalUrl} ${res.statusCode}`)
  next()
}

// biome-ignore lint/complexity/useMaxParams: by its four parameters Express knows an error handler.
const answerError: ErrorRequestHandler = (error, _req, res, _next) => {
  res.status(error.status ?? 500).json({ error: 'the host has a problem' })
}

function mount(app: Express, handler: ScimHandler, { prefix, bodyLimit, trustProxy }: HostOptions): Express {
  app.set('env', 'test').set('trust proxy', trustProxy)
  app.use(authenticate, losePatience).use(prefix, scimExpress(handler, { bodyLimit }))
  return app.get('/host', (_req, res) => void res.send('host'))
}

const skip = [
  {
    case: 'a prefix without a slash before it is the same mount',
    reason: "what is mounted where is said to Express, and `app.use('scim/v2', …)` matches nothing",
  },
] as const satisfies KnownDifference[]

/** Of the parser of Express 4. */
const emptyObject = {
  case: 'a body that the host has read and dropped is not the fault of the client',
  reason: 'express.json() of Express 4 leaves {} where it has read nothing',
} as const satisfies KnownDifference

for (const [version, express] of Object.entries(versions)) {
  describeAdapterContract(`${version}, bare`, {
    listen: (handler, options) => listenOn(createServer(mount(express().use(drain), handler, options))),
    skip,
  })

  describeAdapterContract(`${version}, behind a logger and a body parser, with an error handler`, {
    listen: (handler, options) => {
      const app = express().use(drain, log, express.json(), express.urlencoded({ extended: true }))
      return listenOn(createServer(mount(app, handler, options).use(answerError)))
    },
    skip: [
      ...skip,
      {
        case: 'malformed application/json arrives as text',
        reason: 'express.json() in front answers it; mount scimExpress before it',
      },
      ...(version === 'express 4' ? [emptyObject] : []),
    ],
  })
  describeAdapterContract(`${version}, behind a parser that leaves bytes`, {
    listen: (handler, options) => {
      const app = express().use(drain, express.raw({ type: () => true, limit: '100mb' }))
      return listenOn(createServer(mount(app, handler, options).use(answerError)))
    },
    skip: [
      ...skip,
      {
        case: 'a body in a content coding is refused, and the answer says which are taken',
        reason: 'express.raw() in front inflates it',
      },
    ],
  })
}
