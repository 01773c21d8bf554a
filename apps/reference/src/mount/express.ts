import type { ScimHandler } from '@scimkit/core'
import { scimExpress } from '@scimkit/express'
import express from 'express'
import { type Mounted, mountPath } from './mounted.ts'

/** SCIM in an Express application. */
export async function mountOnExpress(handler: ScimHandler): Promise<Mounted> {
  const app = express()
  app.disable('x-powered-by')
  app.use(mountPath, scimExpress(handler))
  return { listener: app, close: async () => undefined }
}
