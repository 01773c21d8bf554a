import { STATUS_CODES } from 'node:http'
import { explainFinding, findingOfError, isScimError, ScimError, toErrorResponse } from '@scimkit/core'
import type * as z from 'zod'
import { Refusal } from './refusal.ts'
import type { problemSchema } from './shapes/problem.ts'

/** How a request is refused. */
export interface Refused {
  readonly headers: Readonly<Record<string, string>>
  /** A problem as RFC 9457 has it, with what the error catalogue knows about it. */
  readonly problem: z.input<typeof problemSchema>
}

/** What is answered for something thrown. What is no error of ours is ours to find: the log has its cause. */
export function toRefused(thrown: unknown, requestId: string): Refused {
  if (thrown instanceof Refusal) return ofRefusal(thrown)
  return ofError(isScimError(thrown) ? thrown : new ScimError('INTERNAL', { requestId }))
}

function ofRefusal({ params: { status, ...rest } }: Refusal): Refused {
  // RFC 9457 §4.2.1: it is no more than the status says.
  const problem = { type: 'about:blank', title: STATUS_CODES[status] ?? 'Error', status, ...rest }
  return { headers: status === 401 ? { 'www-authenticate': 'Bearer realm="admin"' } : {}, problem }
}

function ofError(error: ScimError): Refused {
  const finding = findingOfError(error)
  const { status = 500, ...explanation } = explainFinding(finding)
  const { 'content-type': _, link = '', ...headers } = toErrorResponse(error).headers
  const [, type = 'about:blank'] = /^<([^>]+)>/.exec(link) ?? []
  return { headers, problem: { type, status, detail: error.message, conflict: finding.conflict, ...explanation } }
}
