import { ScimError } from '../errors/scim-error.ts'
import type { OperationName } from '../events.ts'
import type { Principal } from './authenticate.ts'
import type { Place } from './route.ts'

/** What a client is about to do. */
export interface Action {
  readonly operation: OperationName
  /** Undefined for a query over all types, for a bulk request as a whole and for discovery. */
  readonly resourceType: string | undefined
  /** Undefined unless it is about one resource. */
  readonly resourceId: string | undefined
}

/**
 * Decides whether a client may do something; it is asked for every request, and for each operation of a bulk request.
 *
 * @example
 * ```ts
 * // Everybody may change themselves, and the provisioning client may do everything.
 * const authorize: Authorize = ({ client, userId }, { resourceId }) =>
 *   client === 'okta' || (userId !== undefined && resourceId === userId)
 * ```
 */
export type Authorize = (principal: Principal, action: Action) => boolean | Promise<boolean>

/** The scope each operation needs; what is read before there are credentials needs none (RFC 7643 §5). */
const scopes: Readonly<Record<OperationName, 'read' | 'write' | undefined>> = {
  create: 'write',
  read: 'read',
  replace: 'write',
  patch: 'write',
  remove: 'write',
  list: 'read',
  search: 'read',
  bulk: 'write',
  serviceProviderConfig: undefined,
  resourceTypes: 'read',
  resourceType: 'read',
  schemas: 'read',
  schema: 'read',
  readiness: 'read',
}

/**
 * Checks what the credentials are good for, then what the host says of this very action (RFC 7644 §2). There is nothing
 * to wait for when the host is not asked.
 *
 * @throws ScimError `FORBIDDEN`
 */
export function checkPermission(
  principal: Principal,
  action: { readonly operation: OperationName; readonly place: Place },
  authorize: Authorize | undefined,
): Promise<void> | undefined {
  const need = scopes[action.operation]
  if (need === undefined) return undefined
  if (principal.scopes?.includes(need) === false) throw new ScimError('FORBIDDEN', { need: `the scope "${need}"` })
  return authorize && ask(principal, action, authorize)
}

async function ask(
  principal: Principal,
  { operation, place }: { readonly operation: OperationName; readonly place: Place },
  authorize: Authorize,
): Promise<void> {
  const resourceType = 'resourceType' in place ? place.resourceType.name : undefined
  const resourceId = place.kind === 'resource' ? place.id : undefined
  if (await authorize(principal, { operation, resourceType, resourceId })) return
  throw new ScimError('FORBIDDEN', { need: `permission to ${operation} ${resourceType ?? 'this'}` })
}
