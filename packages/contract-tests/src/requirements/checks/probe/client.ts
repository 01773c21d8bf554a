import type { JsonValue } from '@scimkit/core'
import type { Connection, WireRequest } from '../../../wire/connection.ts'
import type { Answer } from '../answer.ts'
import { NoAnswer } from '../expect.ts'
import type { Created } from './created.ts'
import { sendPatiently } from './send-patiently.ts'

/** Headers beside those every request has. A value of `null` leaves one out. */
export type Headers = Readonly<Record<string, string | null>>

/** Sends requests below the base URL, with the credentials of the run. */
export interface Client {
  get(path: string, headers?: Headers): Promise<Answer>
  delete(path: string, headers?: Headers): Promise<Answer>
  post(path: string, body: unknown, headers?: Headers): Promise<Answer>
  put(path: string, body: unknown, headers?: Headers): Promise<Answer>
  patch(path: string, operations: readonly unknown[], headers?: Headers): Promise<Answer>
  /** Any other request. A body that is a text is sent as it is. */
  send(method: string, path: string, options?: { readonly body?: unknown; readonly headers?: Headers }): Promise<Answer>
}

/** What a client needs. */
export interface ClientOptions {
  readonly connection: Connection
  /** On every request, and never shown: the token is among them. */
  readonly credentials: Readonly<Record<string, string>>
  readonly created: Created
}

/** The message of a PATCH request (RFC 7644 §3.5.2). */
export const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** Opens a client; what it creates is noted. */
export function openClient({ connection, credentials, created }: ClientOptions): Client {
  const send: Client['send'] = async (method, path, { body, headers = {} } = {}) => {
    const shown: WireRequest = { method, path, headers: headersOf(body, headers), body: textOf(body) }
    const hidden = Object.entries(credentials).filter(([name]) => headers[name] === undefined)
    const request = { ...shown, headers: { ...Object.fromEntries(hidden), ...shown.headers } }
    const answer = await sendPatiently(connection, request).catch((error: unknown) => {
      throw new NoAnswer(shown, error)
    })
    const settled = { ...answer, request: shown }
    created.note(settled)
    return settled
  }
  return {
    send,
    get: (path, headers = {}) => send('GET', path, { headers }),
    delete: (path, headers = {}) => send('DELETE', path, { headers }),
    post: (path, body, headers = {}) => send('POST', path, { body, headers }),
    put: (path, body, headers = {}) => send('PUT', path, { body, headers }),
    patch: (path, operations, headers = {}) =>
      send('PATCH', path, { body: { schemas: [patchOp], Operations: operations }, headers }),
  }
}

function headersOf(body: unknown, headers: Headers): Record<string, string> {
  const all: Headers = {
    accept: 'application/scim+json',
    ...(body !== undefined && { 'content-type': 'application/scim+json' }),
    ...headers,
  }
  const present: Record<string, string> = {}
  for (const [name, value] of Object.entries(all)) if (value !== null) present[name] = value
  return present
}

function textOf(body: unknown): string | undefined {
  return typeof body === 'string' || body === undefined ? body : JSON.stringify(body)
}

/** A query string of these parameters, percent-encoded. */
export function query(parameters: Readonly<Record<string, JsonValue>>): string {
  const pairs = Object.entries(parameters).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
  return `?${pairs.join('&')}`
}
