import type { ScimAnswer, ScimClient } from './world.ts'

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

/** A client of one tenant. */
export function scimClient(baseUrl: string, token: string): ScimClient {
  const send = async (method: string, path: string, body?: unknown): Promise<ScimAnswer> => {
    const response = await fetchPatiently(baseUrl + path, {
      method,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    const contentType = response.headers.get('content-type') ?? ''
    return {
      status: response.status,
      contentType,
      text,
      body: contentType.includes('json') ? JSON.parse(text) : undefined,
    }
  }
  return {
    get: (path) => send('GET', path),
    post: (path, body) => send('POST', path, body),
    put: (path, body) => send('PUT', path, body),
    patch: (path, operations) => send('PATCH', path, { schemas: [patchSchema], Operations: operations }),
    delete: (path) => send('DELETE', path),
  }
}

/** A server may end a connection that was idle just as it is used again: the request has then not been seen. */
async function fetchPatiently(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init)
  } catch (error) {
    if (Object(Object(error).cause).code !== 'ECONNRESET') throw error
    return fetch(url, init)
  }
}
