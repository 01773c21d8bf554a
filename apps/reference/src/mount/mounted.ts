import type { RequestListener } from 'node:http'
import type { ScimHandler } from '@scimkit/core'

/** Where SCIM is, below the origin. */
export const mountPath = '/scim/v2'

/** What an application serves, and how it takes requests. */
export interface Mounting {
  readonly handler: ScimHandler
  /** Whether the proxy in front says by which scheme, host and address it was reached: `X-Forwarded-…`. */
  readonly trustProxy: boolean
}

/** An application of some framework that serves SCIM. */
export interface Mounted {
  readonly listener: RequestListener
  close(): Promise<void>
}
