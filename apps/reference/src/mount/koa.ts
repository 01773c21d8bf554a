import type { ScimHandler } from '@scimkit/core'
import { scimKoa } from '@scimkit/koa'
import Koa from 'koa'
import { type Mounted, mountPath } from './mounted.ts'

/** SCIM in a Koa application. */
export async function mountOnKoa(handler: ScimHandler): Promise<Mounted> {
  const app = new Koa()
  app.use(scimKoa(handler, { prefix: mountPath }))
  return { listener: app.callback(), close: async () => undefined }
}
