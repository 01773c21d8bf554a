import { scimExpress } from '@scimkit/express'
import express from 'express'
import { answerElsewhere } from './answer-elsewhere.ts'
import { type Mounted, type Mounting, mountPath } from './mounted.ts'

/** SCIM in an Express application. */
export async function mountOnExpress({ handler, trustProxy }: Mounting): Promise<Mounted> {
  const app = express()
  app.disable('x-powered-by')
  app.set('trust proxy', trustProxy)
  app.use(mountPath, scimExpress(handler))
  app.use((request, response) => answerElsewhere(request, response, request))
  return { listener: app, close: async () => undefined }
}
