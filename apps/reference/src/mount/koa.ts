import { scimKoa } from '@scimkit/koa'
import Koa from 'koa'
import { answerElsewhere } from './answer-elsewhere.ts'
import { type Mounted, type Mounting, mountPath } from './mounted.ts'

/** SCIM in a Koa application. */
export async function mountOnKoa({ handler, trustProxy }: Mounting): Promise<Mounted> {
  const app = new Koa({ proxy: trustProxy })
  // What breaks off is told by the event of its request; Koa would print it between the lines of the log.
  app.silent = true
  app.use(scimKoa(handler, { prefix: mountPath }))
  app.use((context) => {
    context.respond = false
    answerElsewhere(context.req, context.res, context)
  })
  return { listener: app.callback(), close: async () => undefined }
}
