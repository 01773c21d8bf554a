import { type Policy, rfcProfile } from '@scimkit/core'
import type { DestinationStream } from 'pino'
import type { Options } from '../../src/options/options.ts'
import { startOnFreePort } from '../start-on-free-port.ts'

const adminToken = 'admin-s3cret'
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'

/** What came back, as far as tests look at it. */
export interface Answer {
  readonly status: number
  readonly headers: Headers
  // biome-ignore lint/suspicious/noExplicitAny: what an answer holds is what the tests are about.
  readonly body: any
}

/** A server with an administration API, of one tenant. */
export interface AdminServer {
  readonly origin: string
  /** Sends a request below `/admin/tenants/acme`. */
  readonly admin: (method: string, path: string, body?: unknown) => Promise<Answer>
  /** Sends a request with headers of its own, to any path. */
  readonly send: (method: string, path: string, init?: RequestInit) => Promise<Answer>
  /** Sends a SCIM request. */
  readonly scim: (method: string, path: string, body?: unknown) => Promise<Answer>
  /** Provisions somebody, and gives the id. */
  readonly provision: (userName: string, more?: object) => Promise<string>
  close(): Promise<void>
}

/** Starts a server with an administration API on a free port. */
export async function startAdmin(
  policy: Policy = rfcProfile,
  { log, ...options }: Partial<Options> & { readonly log?: DestinationStream } = {},
): Promise<AdminServer> {
  const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
  const server = await startOnFreePort({ tokens, policy, adminToken, ...options }, log)
  const { origin } = new URL(server.baseUrl)
  const send: AdminServer['send'] = async (method, path, init) => {
    const response = await fetch(`${origin}${path}`, { method, ...init })
    const text = await response.text()
    const isJson = response.headers.get('content-type')?.includes('json')
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text }
  }
  const withToken = (token: string, base: string): AdminServer['admin'] => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
    return (method, path, body) =>
      send(method, base + path, { headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  }
  const scim = withToken('s3cret', '/scim/v2')
  return {
    origin,
    send,
    scim,
    admin: withToken(adminToken, '/admin/tenants/acme'),
    provision: async (userName, more) => {
      const { status, body } = await scim('POST', '/Users', { schemas: [userSchema], userName, ...more })
      if (status !== 201) throw new Error(`cannot provision ${userName}: ${status} ${JSON.stringify(body)}`)
      return body.id
    },
    close: server.close,
  }
}
