import { ScimError } from '../errors/scim-error.ts'
import type { Principal } from './authenticate.ts'

/** Characters. The tenant is in every index of a database, whose entries take only so many bytes. */
const longestTenant = 200

/** What each part of a principal must be. */
const demands: Readonly<Record<keyof Principal, string>> = {
  tenant: `a string of 1 to ${longestTenant} characters without U+0000 and halves of surrogate pairs`,
  client: 'a string, or left out',
  scopes: 'an array of "read" and "write", or left out',
  userId: 'a string, or left out',
  expires: 'a Date that is valid, or left out',
}

/**
 * Checks what a host says of who sends a request. Where no compiler does, a claim of a token stands in for any part of
 * it. Its mistakes are told without a value: what was given may be a secret.
 *
 * @throws ScimError `CONFIGURATION` naming the part that is wrong
 */
export function checkPrincipal(principal: Principal, where: string): Principal {
  if (typeof principal !== 'object' || principal === null)
    throw new ScimError('CONFIGURATION', { where, problem: 'there must be a principal, such as { tenant: "acme" }' })
  const part = wrongPart(principal)
  if (part === undefined) return principal
  throw new ScimError('CONFIGURATION', { where, problem: `${part} must be ${demands[part]}` })
}

/** Written out, for it is asked of every request: a walk through a table takes several times as long. */
function wrongPart({ tenant, client, scopes, userId, expires }: Principal): keyof Principal | undefined {
  if (!isTenant(tenant)) return 'tenant'
  if (!isTextOrNone(client)) return 'client'
  if (!areScopesOrNone(scopes)) return 'scopes'
  if (!isTextOrNone(userId)) return 'userId'
  return isTimeOrNone(expires) ? undefined : 'expires'
}

function isTenant(value: unknown): boolean {
  return typeof value === 'string' && value !== '' && value.length <= longestTenant && isKept(value)
}

const half = /\p{Surrogate}/u

/** What a database cannot keep, or keeps as something else: then two tenants would be one. */
function isKept(tenant: string): boolean {
  return !tenant.includes('\u0000') && !half.test(tenant)
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || typeof value === 'string'
}

function areScopesOrNone(value: unknown): boolean {
  return value === undefined || (Array.isArray(value) && value.every(isScope))
}

function isScope(value: unknown): boolean {
  return value === 'read' || value === 'write'
}

function isTimeOrNone(value: unknown): boolean {
  return value === undefined || (value instanceof Date && !Number.isNaN(value.getTime()))
}

/**
 * Lets nobody in whose credentials have ended, and tells whose they were: that is for their own log.
 *
 * @throws ScimError `CREDENTIALS_INVALID`
 */
export function checkEnd(principal: Principal, reason: string): Principal {
  const { expires, tenant, client } = principal
  if (expires === undefined || expires.getTime() > Date.now()) return principal
  throw new ScimError('CREDENTIALS_INVALID', { reason, tenant, ...(client !== undefined && { client }) })
}
