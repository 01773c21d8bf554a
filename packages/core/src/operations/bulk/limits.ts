import type { ScimRequest } from '../../contract.ts'
import { type NamesOf, refuseUnknown } from '../../errors/refuse-unknown.ts'
import { isScimError, ScimError } from '../../errors/scim-error.ts'
import { headerOf } from '../../http/media-type.ts'
import { defaultBodyLimit } from '../../http/read-body.ts'
import type { Policy } from '../../provisioning/policy.ts'

/** How much one bulk request may hold (RFC 7644 §3.7.4). */
export interface BulkLimits {
  /** 1 000 when left out. */
  readonly maxOperations?: number | undefined
  /** In bytes; 10 MiB when left out, which is also what the adapters take of any body. */
  readonly maxPayloadSize?: number | undefined
}

/** The limits in force. */
export type SettledLimits = { readonly [Name in keyof BulkLimits]-?: number }

const names: NamesOf<BulkLimits> = { maxOperations: true, maxPayloadSize: true }

/**
 * The limits of bulk requests; undefined when the host or the profile has no bulk.
 *
 * @throws ScimError `CONFIGURATION`
 */
export function chooseLimits(option: BulkLimits | false | undefined, { protocol }: Policy): SettledLimits | undefined {
  if (option === false) return undefined
  refuseUnknown('bulk', option ?? {}, names)
  const { maxOperations = 1000, maxPayloadSize = defaultBodyLimit } = option ?? {}
  const limits = { maxOperations, maxPayloadSize }
  for (const [name, limit] of Object.entries(limits)) {
    if (!Number.isSafeInteger(limit) || limit < 1)
      throw new ScimError('CONFIGURATION', { where: `bulk.${name}`, problem: 'it must be a positive integer' })
  }
  return protocol.bulk ? limits : undefined
}

/**
 * The request with its body held to the limit. An announced length is refused before a byte is read.
 *
 * @throws ScimError `BULK_TOO_LARGE`
 */
export function limitPayload(request: ScimRequest, allowed: number): ScimRequest {
  const announced = Number(headerOf(request, 'content-length') ?? 0)
  if (announced > allowed) throw tooLarge(`${announced} bytes`, allowed)
  const { method, url, baseUrl, headers } = request
  return { method, url, baseUrl, headers, readBody: () => readBody(request, allowed) }
}

async function readBody(request: ScimRequest, allowed: number): Promise<unknown> {
  const body = await request.readBody().catch((error: unknown) => {
    // The adapter's limit may be the lower one; RFC 7644 §3.7.4 wants the limit of bulk requests named.
    if (!isScimError(error, 'BODY_TOO_LARGE')) throw error
    throw tooLarge('more bytes', Math.min(error.params.limit, allowed))
  })
  if (isOver(body, allowed)) throw tooLarge('more bytes', allowed)
  return body
}

function isOver(body: unknown, allowed: number): boolean {
  if (body instanceof Uint8Array) return body.byteLength > allowed
  return typeof body === 'string' && isLonger(body, allowed)
}

/** In UTF-8, where a unit of a string takes one to three bytes: most texts need no counting. */
function isLonger(text: string, bytes: number): boolean {
  if (text.length * 3 <= bytes) return false
  return text.length > bytes || new TextEncoder().encode(text).length > bytes
}

function tooLarge(found: string, allowed: number): ScimError {
  return new ScimError('BULK_TOO_LARGE', { limit: 'maxPayloadSize', found, allowed })
}
