import { ScimError } from '../errors/scim-error.ts'
import type { Authenticate, Principal } from './authenticate.ts'
import { isEqual, readBearer } from './bearer.ts'
import { checkEnd, checkPrincipal } from './check-principal.ts'
import { asHandedOut } from './handed-out.ts'
import { sha256 } from './sha256.ts'

/** A bearer token. Give the token itself, or the SHA-256 of it in hexadecimal as you keep it at rest. */
export type BearerToken = Principal &
  ({ readonly token: string; readonly sha256?: undefined } | { readonly sha256: string; readonly token?: undefined })

const where = 'bearerTokens'

/** A token as it is kept. The digest stays here: hosts are handed the principal, and may log it. */
interface Entry {
  readonly principal: Principal
  readonly digest: string
}

/**
 * Authenticates by bearer token (RFC 6750). Only digests are kept; a token is looked up by the start of its digest and
 * compared in constant time, so neither a leak of memory nor a clock gives one away.
 *
 * @throws ScimError `CONFIGURATION` when a token is empty or given twice, or what is said of it is no {@link Principal}
 * @throws ScimError `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID` from the function that is returned
 * @example
 * ```ts
 * const authenticate = bearerTokens([{ tenant: 'acme', token: process.env.SCIM_TOKEN ?? '', scopes: ['read'] }])
 * await authenticate(request) // { tenant: 'acme', scopes: ['read'] }
 * await authenticate({ ...request, headers: {} }) // throws CREDENTIALS_MISSING
 * bearerTokens([{ tenant: 'acme', token: '' }]) // throws CONFIGURATION
 * ```
 */
export function bearerTokens(tokens: readonly BearerToken[]): Authenticate {
  const digests = tokens.map(digestOf)
  const principals = tokens.map(principalOf)
  // What is wrong is told at the start; without a hash that answers at once, a token given twice is told by each
  // request.
  let known = digests.every(isText) ? byDigestStart(principals, digests) : undefined
  const ready = known ?? Promise.all(digests).then((settled) => byDigestStart(principals, settled))
  if (ready instanceof Promise) ready.then((settled) => (known = settled)).catch(() => undefined)
  return (request) => {
    const digest = sha256(readBearer(request))
    // Once everything is at hand the answer is, too: a promise would only make the request wait.
    if (known !== undefined && typeof digest === 'string') return find(known, digest)
    return Promise.all([ready, digest]).then(([entries, settled]) => find(entries, settled))
  }
}

type Known = ReadonlyMap<string, readonly Entry[]>

function find(known: Known, digest: string): Principal {
  const entry = known.get(startOf(digest))?.find((candidate) => isEqual(candidate.digest, digest))
  if (entry === undefined) throw new ScimError('CREDENTIALS_INVALID', { reason: 'the token is not known here' })
  return checkEnd(entry.principal, 'the token has expired')
}

function principalOf({ token: _, sha256: __, ...principal }: BearerToken): Principal {
  return asHandedOut(checkPrincipal(principal, where))
}

function digestOf({ token, sha256: hex }: BearerToken): string | Promise<string> {
  return token === undefined ? checkDigest(hex) : sha256(checkToken(token))
}

function isText(value: unknown): value is string {
  return typeof value === 'string'
}

/** An empty token would let in everybody who sends none. */
function checkToken(token: unknown): string {
  if (isText(token) && token !== '') return token
  throw new ScimError('CONFIGURATION', { where: `${where}.token`, problem: 'it must be a string that is not empty' })
}

function checkDigest(hex: string): string {
  if (/^[0-9a-f]{64}$/i.test(hex)) return hex.toLowerCase()
  throw new ScimError('CONFIGURATION', { where: `${where}.sha256`, problem: 'it must be 64 hexadecimal digits' })
}

/** A token that is given twice would be the first tenant's, with the first one's scopes and end. */
function byDigestStart(principals: readonly Principal[], digests: readonly string[]): Known {
  const groups = new Map<string, Entry[]>()
  for (const [index, principal] of principals.entries()) {
    const digest = digests[index] ?? ''
    const start = startOf(digest)
    const group = groups.get(start) ?? []
    if (group.some((other) => other.digest === digest))
      throw new ScimError('CONFIGURATION', {
        where,
        problem: `the token of entry ${index + 1} is that of an earlier one`,
      })
    groups.set(start, [...group, { principal, digest }])
  }
  return groups
}

function startOf(digest: string): string {
  return digest.slice(0, 6)
}
