import type { ScimRequest } from '../contract.ts'
import { ScimError } from '../errors/scim-error.ts'
import { versionTag } from '../schema/represent.ts'
import type { StoredResource } from '../store/store.ts'
import { headerOf } from './media-type.ts'

const entityTag = /(?:W\/)?"[^"]*"/g

/**
 * Whether a list of entity tags names a version. Comparison is weak (RFC 9110 §8.8.3.2), because all our tags are, and
 * a tag that cannot be read names nothing.
 */
function names(header: string, resource: StoredResource): boolean {
  if (header.trim() === '*') return true
  const current = opaque(versionTag(resource))
  return (header.match(entityTag) ?? []).some((tag) => opaque(tag) === current)
}

function opaque(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag
}

/** Whether If-None-Match names this version: GET then answers 304, for the client has it already. */
export function isNotModified(request: ScimRequest, resource: StoredResource): boolean {
  const header = headerOf(request, 'if-none-match')
  return header !== undefined && names(header, resource)
}

/**
 * Checks the conditions of a write against the resource as it is now, inside the unit of work that changes it
 * (RFC 7644 §3.14; A31).
 *
 * @throws ScimError `PRECONDITION_FAILED`
 */
export function checkConditions(request: ScimRequest, resource: StoredResource): void {
  checkMatch(request, resource)
  if (isNotModified(request, resource)) throw failed(resource)
}

/**
 * Checks If-Match, which counts for reading as for writing (RFC 9110 §13.1.1).
 *
 * @throws ScimError `PRECONDITION_FAILED`
 */
export function checkMatch(request: ScimRequest, resource: StoredResource): void {
  const header = headerOf(request, 'if-match')
  if (header !== undefined && !names(header, resource)) throw failed(resource)
}

function failed(resource: StoredResource): ScimError {
  const { resourceType, id } = resource
  return new ScimError('PRECONDITION_FAILED', { resourceType, id, current: versionTag(resource) })
}

/** @throws ScimError `PRECONDITION_REQUIRED` for a write without If-Match, when the host asks for one (RFC 6585 §3) */
export function requireCondition(request: ScimRequest): void {
  if (headerOf(request, 'if-match') === undefined)
    throw new ScimError('PRECONDITION_REQUIRED', { method: request.method })
}
