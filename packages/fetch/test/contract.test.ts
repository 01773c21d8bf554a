import type { Server } from 'node:http'
import { createAdaptorServer } from '@hono/node-server'
import { describeAdapterContract, type HostOptions, listenOn } from '@scimkit/contract-tests/adapter'
import { type ScimHandler, toMountPath } from '@scimkit/core'
import { Hono } from 'hono'
import { bodyLimit as honoBodyLimit } from 'hono/body-limit'
import { cors } from 'hono/cors'
import { logger } from 'hono/logger'
import { scimFetch } from '../src/index.ts'

type Fetch = (request: Request) => Response | Promise<Response>

type Principal = (request: Request) => unknown

const principal: Principal = (request) => request.headers.get('x-principal') ?? undefined

/** As those who look into a session have it. */
const principalLater: Principal = async (request) => principal(request)

interface Mounted extends HostOptions {
  readonly principal: Principal
}

function scimOf(handler: ScimHandler, { prefix, bodyLimit, trustProxy, principal }: Mounted): Fetch {
  const scim = scimFetch(handler, { basePath: prefix, bodyLimit, trustProxy, principal })
  return async (request) => {
    if (request.headers.has('x-drain')) await request.arrayBuffer()
    const answer = scim(request)
    return request.headers.has('x-impatient') ? new Response(null, { status: 503 }) : answer
  }
}

function serverOf(fetch: Fetch): Server {
  // Sound: an HTTP/2 server is made only when asked for.
  return createAdaptorServer({ fetch, hostname: '127.0.0.1' }) as Server
}

describeAdapterContract('fetch, bare', {
  listen: (handler, options) => {
    const scim = scimOf(handler, { ...options, principal })
    const mount = toMountPath(options.prefix, 'prefix')
    return listenOn(
      serverOf((request) => {
        const { pathname } = new URL(request.url)
        if (pathname === '/host') return new Response('host')
        if (`${pathname}/`.startsWith(`${mount}/`)) return scim(request)
        return new Response(null, { status: 404 })
      }),
    )
  },
})

describeAdapterContract('fetch, in Hono behind a logger, CORS and a body limit, with an error handler', {
  listen: (handler, options) => {
    const scim = scimOf(handler, { ...options, principal: principalLater })
    const app = new Hono()
    app.use(
      logger(() => {}),
      honoBodyLimit({ maxSize: 100 * 1024 * 1024 }),
    )
    app.use(cors())
    app.onError((_error, c) => c.json({ error: 'the host has a problem' }, 500))
    app.get('/host', (c) => c.text('host'))
    app.all(`${toMountPath(options.prefix, 'prefix')}/*`, (c) => scim(c.req.raw))
    return listenOn(serverOf(app.fetch))
  },
})
