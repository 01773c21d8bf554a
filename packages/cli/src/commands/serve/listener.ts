import type { RequestListener, ServerResponse } from 'node:http'
import { pipeline, Readable } from 'node:stream'
import {
  clientSignal,
  readNodeBody,
  ScimError,
  type ScimHandler,
  type ScimResponse,
  toErrorResponse,
} from '@scimkit/core'

/** Where SCIM is, below the origin. */
export const mountPath = '/scim/v2'

/** The host of a request target that may be in absolute form (RFC 9112 §3.2.2), and path and query below the mount. */
const belowMount = new RegExp(`^(?:\\w+://(?:[^/?@]*@)?([^/?]*))?${mountPath}(?=[/?]|$)(.*)$`)

/** What there is below the mount in every profile. */
const endpoints = ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas']

/**
 * Serves SCIM on a server of Node, without a framework.
 *
 * @param onMisaddressed told the method of a request that is not for SCIM: no event tells of it
 */
export function listenerFor(handler: ScimHandler, onMisaddressed: (method: string) => void = ignore): RequestListener {
  return (request, response) => {
    const { method = '', url: target = '', headers } = request
    const [, host, url] = belowMount.exec(target) ?? []
    // The host of the target counts before the header.
    const baseUrl = `http://${host || headers.host || 'localhost'}${mountPath}`
    if (url === undefined) {
      onMisaddressed(method)
      return send(response, misaddressed(target, baseUrl))
    }
    handler({
      method,
      url: url.startsWith('/') ? url : `/${url}`,
      baseUrl,
      headers,
      readBody: () => readNodeBody(request),
      signal: clientSignal(response),
      takesStream: true,
    })
      .then((answer) => send(response, answer))
      // A handler never rejects. Were it to, that must not end the process, and somebody waits for an answer.
      .catch(() => send(response, { status: 500, headers: {}, body: undefined }))
  }
}

/** A base URL that is too short or misspelt ends up here, so the answer names the right one. */
function misaddressed(target: string, baseUrl: string): ScimResponse {
  const [path = ''] = target.split('?', 1)
  return toErrorResponse(new ScimError('UNKNOWN_ENDPOINT', { path, baseUrl, endpoints }))
}

function send(response: ServerResponse, { status, headers, body, stream }: ScimResponse): void {
  // Somebody has answered already, and headers can be sent once.
  if (response.headersSent) return
  response.statusCode = status
  response.setHeaders(new Map(Object.entries(headers)))
  if (stream === undefined) response.end(body)
  else pipeline(Readable.from(stream), response, ignore)
}

// A stream that breaks off has the connection cut, and the event of the request tells why.
function ignore(): void {}
