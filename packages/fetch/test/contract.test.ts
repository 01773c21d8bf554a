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

function scimOf(handler: ScimHandler, { prefix, bodyLimit, trustProxy }: HostOptions): Fetch {
  const principal = (request: Request): unknown => request.headers.get('x-principal') ?? undefined
  return scimFetch(handler, { basePath: prefix, bodyLimit, trustProxy, principal })
}

function serverOf(fetch: Fetch): Server {
  // Sound: an HTTP/2 server is made only when asked for.
  return createAdaptorServer({ fetch }) as Server
}

describeAdapterContract('fetch, bare', {
  listen: (handler, options) => {
    const scim = scimOf(handler, options)
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
    const scim = scimOf(handler, options)
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
