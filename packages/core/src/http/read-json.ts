import type { ScimRequest } from '../contract.ts'
import { isScimError, ScimError } from '../errors/scim-error.ts'
import { parseJson } from '../schema/json/parse-json.ts'
import { maxDepth, tooDeep } from '../schema/json/scan.ts'
import { isJsonObject, type JsonObject } from '../schema/json.ts'
import { describe } from '../schema/value-types.ts'
import { decodeBody } from './decode-body.ts'
import { checkContentType, headerOf } from './media-type.ts'

/**
 * Reads the body of a request as a JSON object.
 *
 * Text is read by {@link parseJson}, which sees what `JSON.parse` hides; bytes are decoded to text first. When a body
 * parser of the framework was there first, the text is gone: of two members with one name the parser has kept one,
 * `1.0` is 1, and `__proto__` may be anything. Mount the adapter before body parsers to have these checks.
 *
 * @throws ScimError `UNSUPPORTED_MEDIA_TYPE`, `BODY_NOT_JSON`, `BODY_NOT_OBJECT`, `ATTRIBUTE_DUPLICATE`,
 * `KEY_FORBIDDEN`, and what the adapter refuses: `BODY_TOO_LARGE`, `CONTENT_CODING`, `BODY_CHARSET`, `BODY_NOT_UTF8`
 */
export async function readJson(request: ScimRequest): Promise<JsonObject> {
  checkContentType(request)
  const body = await request.readBody()
  const text = body instanceof Uint8Array ? decode(body, request) : body
  const value = typeof text === 'string' ? parse(text) : checkDepth(text)
  if (!isJsonObject(value)) throw new ScimError('BODY_NOT_OBJECT', { found: describe(value) })
  return value
}

/** Bytes are as good as text. A parser has inflated them, so the header about that says nothing any more. */
function decode(bytes: Uint8Array, request: ScimRequest): string {
  return decodeBody(bytes, { contentType: headerOf(request, 'content-type'), contentEncoding: undefined })
}

/** What a body parser has made; text has been measured before it was parsed. */
function checkDepth(value: unknown): unknown {
  if (isDeeper(value, maxDepth)) throw tooDeep()
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
    return parseJson(json)
  } catch (error) {
    if (isScimError(error)) throw error
    // What `JSON.parse` says quotes the text, and that may be a password: it is not passed on.
    throw new ScimError('BODY_NOT_JSON', { problem: 'it cannot be parsed' })
  }
}
