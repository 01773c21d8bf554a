import type { ScimHandler } from '@scimkit/core'
import { scimExpress } from '@scimkit/express'
import express from 'express'
import { answerElsewhere } from './answer-elsewhere.ts'
import { type Mounted, mountPath } from './mounted.ts'

/** SCIM in an Express application. */
export async function mountOnExpress(handler: ScimHandler): Promise<Mounted> {
  const app = express()
  app.disable('x-powered-by')
  app.use(mountPath, scimExpress(handler))
  app.use(answerElsewhere)
  return { listener: app, close: async () => undefined }
}
