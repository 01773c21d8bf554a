import type { ScimHandler } from '@scimkit/core'
import { scimFastify } from '@scimkit/fastify'
import { fastify } from 'fastify'
import { type Mounted, mountPath } from './mounted.ts'

/** SCIM in a Fastify application. */
export async function mountOnFastify(handler: ScimHandler): Promise<Mounted> {
  const app = fastify()
  app.register(scimFastify, { prefix: mountPath, handler })
  await app.ready()
  return { listener: app.routing, close: () => app.close() }
}
