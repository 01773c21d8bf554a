import type { ScimRequest } from '../contract.ts'
import { headerOf } from './media-type.ts'

/** How much of the changed resource a client wants back (RFC 7240 §4.2). */
export type Return = 'minimal' | 'representation'

const preference = /(?:^|,)\s*return\s*=\s*"?(minimal|representation)"?\s*(?=[,;]|$)/i

/**
 * The client's wish about the answer to a PATCH, the one operation for which RFC 7644 leaves a choice (§3.5.2). The
 * first of several counts; what we do not know is ignored, as is a wish about anything else (RFC 7240 §2).
 */
export function preferredReturn(request: ScimRequest): Return | undefined {
  const [, wish] = preference.exec(headerOf(request, 'prefer') ?? '') ?? []
  const known = wish?.toLowerCase()
  return known === 'minimal' || known === 'representation' ? known : undefined
}
