import { bearerTokens, createScimHandler, type ScimHandler } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'

/** A handler over a fresh memory store, called without a network. */
export interface Tenant {
  /** Sends a request; throws when it is refused. */
  readonly send: (
    method: string,
    url: string,
    body?: unknown,
  ) => Promise<{ readonly status: number; readonly body: string }>
}

/** Makes a tenant of its own. */
export function createTenant(): Tenant {
  const handler: ScimHandler = createScimHandler({
    store: createMemoryStore(),
    authenticate: bearerTokens([{ tenant: 'bench', token: 'bench' }]),
  })
  return {
    send: async (method, url, body) => {
      const response = await handler({
        method,
        url,
        baseUrl: 'http://127.0.0.1/scim/v2',
        headers: { authorization: 'Bearer bench' },
        readBody: async () => JSON.stringify(body),
      })
      if (response.status >= 400) throw new Error(`${method} ${url} answered ${response.status}: ${response.body}`)
      return { status: response.status, body: response.body ?? '' }
    },
  }
}

/** The id of the resource a response shows. */
export function idOf({ body }: { readonly body: string }): string {
  const { id } = JSON.parse(body)
  return id
}
