import type { IncomingMessage } from 'node:http'
import { readNodeBody, ScimError } from '@scimkit/core'
import * as z from 'zod'
import type { FoundRoute } from './find-route.ts'
import { Refusal } from './refusal.ts'
import type { Input } from './route.ts'

const bodyLimit = 1024 * 1024

/** What is read of a request. */
export interface Received {
  readonly request: IncomingMessage
  readonly query: URLSearchParams
}

/**
 * Reads what a request says, with the shapes of its route.
 *
 * @throws Refusal naming what is wrong
 * @throws ScimError `UNSUPPORTED_MEDIA_TYPE`, `BODY_TOO_LARGE`, `BODY_NOT_UTF8`, `BODY_NOT_JSON`
 */
export async function readInput({ route, params }: FoundRoute, { request, query }: Received): Promise<Input> {
  return {
    params,
    query: check('query', route.query ?? z.strictObject({}), Object.fromEntries(query)),
    body: route.body && check('body', route.body, await readJson(request)),
  }
}

async function readJson(request: IncomingMessage): Promise<unknown> {
  const contentType = request.headers['content-type'] ?? 'application/json'
  if (!/^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i.test(contentType))
    throw new ScimError('UNSUPPORTED_MEDIA_TYPE', { contentType })
  const text = await readNodeBody(request, bodyLimit)
  // Where every member may be left out, so may the body.
  if (text === '') return {}
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new ScimError('BODY_NOT_JSON', { problem: 'it cannot be parsed' }, { cause })
  }
}

function check(part: 'query' | 'body', shape: z.ZodType, value: unknown): unknown {
  const { data, error } = shape.safeParse(value)
  if (error === undefined) return data
  const errors = error.issues.map(({ path, message }) => ({ at: [part, ...path].join('.'), message }))
  throw new Refusal({
    status: 400,
    detail: errors.map(({ at, message }) => `${at}: ${message}`).join('; '),
    remedies: [{ actor: 'client developer', action: 'Correct the parts that the detail names.' }],
    errors,
  })
}
