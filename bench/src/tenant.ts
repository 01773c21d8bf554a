import { Readable } from 'node:stream'
import {
  bearerTokens,
  createScimHandler,
  readNodeBody,
  type ScimHandler,
  type ScimResponse,
  type Store,
} from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'

/** A handler over a fresh memory store, called without a network. */
export interface Tenant {
  /** What is behind the handler; the tenant's name there is `bench`. */
  readonly store: Store
  /** Sends bytes, as they come from a socket, and takes whatever the answer is. */
  readonly ask: (method: string, url: string, body?: Uint8Array) => Promise<ScimResponse>
  /** Sends a request; throws when it is refused. */
  readonly send: (
    method: string,
    url: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly body: string }>
}

/** Makes a tenant of its own. */
export function createTenant(): Tenant {
  const store = createMemoryStore()
  const handler: ScimHandler = createScimHandler({
    store,
    authenticate: bearerTokens([{ tenant: 'bench', token: 'bench' }]),
  })
  const request = (method: string, url: string, readBody: () => Promise<string>) =>
    handler({ method, url, baseUrl: 'http://127.0.0.1/scim/v2', headers: { authorization: 'Bearer bench' }, readBody })
  return {
    store,
    ask: (method, url, body) => request(method, url, () => readNodeBody(Readable.from(body ? chunks(body) : []))),
    send: async (method, url, body) => {
      const response = await request(method, url, async () => JSON.stringify(body))
      if (response.status >= 400) throw new Error(`${method} ${url} answered ${response.status}: ${response.body}`)
      return { status: response.status, body: response.body ?? '' }
    },
  }
}

/** In the pieces a socket is read in. */
function* chunks(body: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < body.length; at += 65_536) yield body.subarray(at, at + 65_536)
}

/** The id of the resource a response shows. */
export function idOf({ body }: { readonly body: string }): string {
  const { id } = JSON.parse(body)
  return id
}
