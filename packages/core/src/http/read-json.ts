import type { ScimRequest } from '../contract.ts'
import { ScimError } from '../errors/scim-error.ts'
import { isJsonObject, type JsonObject } from '../schema/json.ts'
import { describe } from '../schema/value-types.ts'
import { checkContentType } from './media-type.ts'

/** SCIM needs five levels. What walks through a value may recurse on this many (RFC 8259 §9, S7644-7-01). */
const maxDepth = 100

/**
 * Reads the body of a request as a JSON object.
 *
 * @throws ScimError `UNSUPPORTED_MEDIA_TYPE`, `BODY_TOO_LARGE`, `BODY_NOT_UTF8`, `BODY_NOT_JSON`, `BODY_NOT_OBJECT`
 */
export async function readJson(request: ScimRequest): Promise<JsonObject> {
  checkContentType(request)
  const body = await request.readBody()
  const value = typeof body === 'string' ? parse(body) : body
  if (!isJsonObject(value)) throw new ScimError('BODY_NOT_OBJECT', { found: describe(value) })
  if (isDeeper(value, maxDepth))
    throw new ScimError('BODY_NOT_JSON', { problem: `it is nested more than ${maxDepth} levels deep` })
  return value
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1))
}

function parse(text: string): unknown {
  // A byte order mark is not JSON, but some tools send one.
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text
  if (json.trim() === '') throw new ScimError('BODY_NOT_JSON', { problem: 'it is empty' })
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new ScimError('BODY_NOT_JSON', { problem: 'it cannot be parsed' }, { cause })
  }
}
