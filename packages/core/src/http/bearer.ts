import type { ScimRequest } from '../contract.ts'
import { ScimError } from '../errors/scim-error.ts'
import { headerOf } from './media-type.ts'

/**
 * The bearer token of a request (RFC 6750 §2.1).
 *
 * @throws ScimError `CREDENTIALS_MISSING`, or `CREDENTIALS_INVALID` saying what is wrong with the header
 */
export function readBearer(request: ScimRequest): string {
  const header = headerOf(request, 'authorization')?.trim() ?? ''
  if (header === '') throw new ScimError('CREDENTIALS_MISSING', {})
  const space = header.indexOf(' ')
  const scheme = (space < 0 ? header : header.slice(0, space)).toLowerCase()
  const token = space < 0 ? '' : header.slice(space + 1).trim()
  if (scheme !== 'bearer') throw new ScimError('CREDENTIALS_INVALID', { reason: 'the scheme is not Bearer' })
  if (token === '') throw new ScimError('CREDENTIALS_INVALID', { reason: 'there is no token after "Bearer"' })
  if (/^bearer\s/i.test(token)) throw new ScimError('CREDENTIALS_INVALID', { reason: 'the word "Bearer" stands twice' })
  return token
}

/** Takes as long for equal as for different digests. */
export function isEqual(left: string, right: string): boolean {
  let difference = left.length ^ right.length
  for (let index = 0; index < left.length; index += 1) difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  return difference === 0
}
