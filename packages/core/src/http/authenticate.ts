import type { ScimRequest } from '../contract.ts'
import { ScimError } from '../errors/scim-error.ts'
import { isEqual, readBearer } from './bearer.ts'
import { sha256 } from './sha256.ts'

/** Who a request comes from, and what it may do. */
export interface Principal {
  /** Decides whose resources the request sees. At most 200 characters, without U+0000. */
  readonly tenant: string
  /** A name for the credential, for logs. */
  readonly client?: string | undefined
  /** What it may do; everything when left out. */
  readonly scopes?: readonly ('read' | 'write')[] | undefined
  /** The id of the User the credentials belong to, for `/Me`. */
  readonly userId?: string | undefined
  /** When the credentials end, so that somebody can be warned. */
  readonly expires?: Date | undefined
}

/**
 * Tells who sent a request. Throws `CREDENTIALS_MISSING` or `CREDENTIALS_INVALID` when that cannot be told.
 *
 * @example
 * ```ts
 * const authenticate: Authenticate = (request) => {
 *   if (!request.principal) throw new ScimError('CREDENTIALS_MISSING', {})
 *   return { tenant: String(request.principal) }
 * }
 * authenticate({ ...request, principal: 'acme' }) // { tenant: 'acme' }
 * ```
 */
export type Authenticate = (request: ScimRequest) => Principal | Promise<Principal>

/** A bearer token. Give the token itself, or the SHA-256 of it in hexadecimal as you keep it at rest. */
export type BearerToken = Principal &
  ({ readonly token: string; readonly sha256?: undefined } | { readonly sha256: string; readonly token?: undefined })

/** A token as it is kept. The digest stays here: hosts are handed the principal, and may log it. */
interface Entry {
  readonly principal: Principal
  readonly digest: string
  readonly ends: number
}

/**
 * Authenticates by bearer token (RFC 6750). Only digests are kept; a token is looked up by the start of its digest and
 * compared in constant time, so neither a leak of memory nor a clock gives one away.
 *
 * @throws ScimError `CREDENTIALS_MISSING`, `CREDENTIALS_INVALID`
 * @example
 * ```ts
 * const authenticate = bearerTokens([{ tenant: 'acme', token: process.env.SCIM_TOKEN ?? '', scopes: ['read'] }])
 * await authenticate(request) // { tenant: 'acme', scopes: ['read'] }
 * await authenticate({ ...request, headers: {} }) // throws CREDENTIALS_MISSING
 * ```
 */
export function bearerTokens(tokens: readonly BearerToken[]): Authenticate {
  let known: Known | undefined
  const ready = Promise.all(tokens.map(toEntry)).then((entries) => {
    known = byDigestStart(entries)
    return known
  })
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
  if (entry.ends <= Date.now()) throw new ScimError('CREDENTIALS_INVALID', { reason: 'the token has expired' })
  return entry.principal
}

/** Not an async function: what is wrong with a token is told when it is given, not at the first request. */
function toEntry({ token, sha256: hex, ...principal }: BearerToken): Promise<Entry> {
  const digest = token === undefined ? checkDigest(hex) : sha256(checkToken(token))
  const ends = principal.expires?.getTime() ?? Number.POSITIVE_INFINITY
  return Promise.resolve(digest).then((known) => ({ principal, digest: known, ends }))
}

/** An empty token would let in everybody who sends none. */
function checkToken(token: string): string {
  if (token !== '') return token
  throw new ScimError('CONFIGURATION', { where: 'bearerTokens.token', problem: 'it must not be empty' })
}

function checkDigest(hex: string): string {
  if (/^[0-9a-f]{64}$/i.test(hex)) return hex.toLowerCase()
  throw new ScimError('CONFIGURATION', { where: 'bearerTokens.sha256', problem: 'it must be 64 hexadecimal digits' })
}

function byDigestStart(entries: readonly Entry[]): Known {
  const groups = new Map<string, Entry[]>()
  for (const entry of entries) {
    const start = startOf(entry.digest)
    groups.set(start, [...(groups.get(start) ?? []), entry])
  }
  return groups
}

function startOf(digest: string): string {
  return digest.slice(0, 6)
}
