import type { RequestListener } from 'node:http'

/** Where SCIM is, below the origin. */
export const mountPath = '/scim/v2'

/** An application of some framework that serves SCIM. */
export interface Mounted {
  readonly listener: RequestListener
  close(): Promise<void>
}
