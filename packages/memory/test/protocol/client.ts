import {
  bearerTokens,
  createScimHandler,
  groupResourceType,
  isJsonObject,
  type JsonObject,
  type JsonValue,
  type ScimEvent,
  type ScimHandlerOptions,
  userResourceType,
} from '@scimkit/core'
import { createMemoryStore } from '../../src/index.ts'
import { gadget, widget } from './widget.ts'

export const baseUrl = 'https://app.example.com/scim/v2'
export const userUrn = userResourceType.schema.id
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
export const groupUrn = groupResourceType.schema.id
export const patchUrn = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
export const searchUrn = 'urn:ietf:params:scim:api:messages:2.0:SearchRequest'
export const listUrn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
export const errorUrn = 'urn:ietf:params:scim:api:messages:2.0:Error'

/** What came back, its body parsed; an answer without a body, or with plain text, has the empty object. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string | undefined
  readonly body: JsonObject
  readonly event: ScimEvent
}

/** A resource that is there. */
export interface Made {
  readonly id: string
  readonly path: string
  readonly etag: string
}

export type Headers = Readonly<Record<string, string>>

export interface PatchOperation {
  readonly op: string
  readonly path?: string
  readonly value?: unknown
}

export type Client = ReturnType<typeof openClient>

/** The handler over an empty memory store with Users, Groups, Widgets and Gadgets, called as a plain function. */
export function openClient(options: Partial<ScimHandlerOptions> = {}) {
  const events: ScimEvent[] = []
  const handler = createScimHandler({
    store: createMemoryStore(),
    authenticate: bearerTokens([
      { tenant: 'acme', token: 'acme' },
      { tenant: 'globex', token: 'globex' },
    ]),
    resourceTypes: [userResourceType, groupResourceType, widget, gadget],
    onEvent: (event) => events.push(event),
    ...options,
  })

  /** Sends a request as tenant `acme` unless the headers say otherwise. A body that is a string is sent as it is. */
  async function request(method: string, url: string, { body, headers = {} }: { body?: unknown; headers?: Headers }) {
    const response = await handler({
      method,
      url,
      baseUrl,
      headers: { authorization: 'Bearer acme', ...headers },
      readBody: async () => (typeof body === 'string' ? body : (JSON.stringify(body) ?? '')),
    })
    const event = events.at(-1)
    if (event === undefined) throw new Error('The handler told no event')
    const isText = response.headers['content-type']?.startsWith('text/plain')
    return { ...response, text: response.body, body: isText ? {} : toObject(response.body), event } satisfies Answer
  }

  async function create(endpoint: string, resource: JsonObject): Promise<Made> {
    const { status, body, headers, text } = await request('POST', endpoint, { body: resource })
    if (status !== 201 || typeof body.id !== 'string') throw new Error(`Not created: ${text}`)
    return { id: body.id, path: `${endpoint}/${body.id}`, etag: headers.etag ?? '' }
  }

  return {
    events,
    // biome-ignore lint/complexity/useMaxParams: what a request line, a body and headers are.
    request: (method: string, url: string, body?: unknown, headers?: Headers) =>
      request(method, url, { body, ...(headers && { headers }) }),
    get: (url: string, headers: Headers = {}) => request('GET', url, { headers }),
    post: (url: string, body?: unknown, headers: Headers = {}) => request('POST', url, { body, headers }),
    put: (url: string, body?: unknown, headers: Headers = {}) => request('PUT', url, { body, headers }),
    delete: (url: string, headers: Headers = {}) => request('DELETE', url, { headers }),
    patch: (url: string, operations: readonly unknown[], headers: Headers = {}) =>
      request('PATCH', url, { body: { schemas: [patchUrn], Operations: operations }, headers }),
    user: (attributes: JsonObject = {}) => create('/Users', { schemas: [userUrn], userName: 'ada', ...attributes }),
    group: (attributes: JsonObject = {}) =>
      create('/Groups', { schemas: [groupUrn], displayName: 'Staff', ...attributes }),
    widget: (attributes: JsonObject = {}) =>
      create('/Widgets', { schemas: [widget.schema.id], name: 'cog', ...attributes }),
    /** The ids a list of references names. */
    async values(url: string, attribute: string): Promise<readonly JsonValue[]> {
      const { body } = await request('GET', url, {})
      const elements = body[attribute] ?? []
      return Array.isArray(elements) ? elements.map((element) => element.value) : []
    },
  }
}

/** What an error answer must look like (RFC 7644 §3.12), for `toMatchObject`. */
export function error(status: number, scimType?: string) {
  return { status, body: { schemas: [errorUrn], status: String(status), ...(scimType && { scimType }) } }
}

/** A query string of these parameters. */
export function query(parameters: Readonly<Record<string, string | number>>): string {
  return `?${Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&')}`
}

function toObject(text: string | undefined): JsonObject {
  const value: unknown = text === undefined ? {} : JSON.parse(text)
  return isJsonObject(value) ? value : {}
}
