import type { IncomingMessage, ServerResponse } from 'node:http'
import { ScimError, toErrorResponse } from '@scimkit/core'
import { mountPath } from './mounted.ts'

/** What every server has below its base URL; `/ResourceTypes` lists the rest. */
const endpoints = ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas']

/** How a framework says that it was reached. */
interface Reached {
  readonly protocol: string
  readonly host: string | undefined
}

/**
 * Answers what goes past SCIM, whatever the framework would have said. A base URL that is too short or misspelt ends up
 * here, so the answer names the right one.
 */
export function answerElsewhere(
  { url = '' }: IncomingMessage,
  response: ServerResponse,
  { protocol, host }: Reached,
): void {
  const [path = ''] = url.split('?', 1)
  const baseUrl = `${protocol}://${host || 'localhost'}${mountPath}`
  const { status, headers, body } = toErrorResponse(new ScimError('UNKNOWN_ENDPOINT', { path, baseUrl, endpoints }))
  response.statusCode = status
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  response.end(body)
}
