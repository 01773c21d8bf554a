import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
import { ScimError } from '../errors/scim-error.ts'
import { inForce } from '../provisioning/draft.ts'
import { emailsOf } from '../provisioning/emails.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { withValue } from '../schema/document.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Provenance, StoredResource, UnitOfWork, Which } from '../store/store.ts'
import type { Account } from './directory.ts'
import { equal } from './filter-for.ts'
import type { Parts, Place } from './parts.ts'

/** An account as the application sees it: while a takeover waits, as it was before. */
export function accountOf(parts: Parts, tenant: string, resource: StoredResource): Account {
  const { id, created, lastModified } = resource
  const attributes = shown(parts.user, inForce(resource))
  return {
    tenant,
    id,
    userName: userNameOf({ attributes }),
    email: emailsOf(attributes, parts.policy.attributes.emails)[0],
    attributes,
    ...(resource.provenance.pending && { proposed: shown(parts.user, resource.attributes) }),
    provenance: seenProvenance(parts.user, resource),
    created,
    lastModified,
  }
}

export function userNameOf({ attributes: { userName } }: Pick<StoredResource, 'attributes'>): string {
  return typeof userName === 'string' ? userName : ''
}

function seenProvenance(user: ResourceType, resource: StoredResource): Provenance {
  const { pending, ...rest } = resource.provenance
  if (pending === undefined) return resource.provenance
  const before = shown(user, pending.before)
  return { ...rest, pending: { ...pending, before } }
}

/** Hashes of passwords are for nobody to see (RFC 7643 §7 `returned`). */
function shown({ attributes }: ResourceType, document: JsonObject): JsonObject {
  const hidden = attributes.filter(({ returned }) => returned === 'never')
  return hidden.reduce((result, attribute) => withValue(result, attribute, undefined), document)
}

/** Among which accounts one is looked for. */
interface Among {
  readonly which?: Which | undefined
}

const names: NamesOf<Among> = { which: true }

/** @throws ScimError `RESOURCE_NOT_FOUND` */
export async function readAccount(parts: Parts, { tenant, id }: Place, among: Among): Promise<Account> {
  refuseUnknown('Directory.account', among, names)
  const { which = 'live' } = among
  const { store, user } = parts
  const found =
    which === 'live' ? await store.read(tenant, user, id, []) : await readAmong(parts, { tenant, id }, which)
  if (found === undefined) throw notFound(user, id)
  return accountOf(parts, tenant, found)
}

async function readAmong({ store, user }: Parts, { tenant, id }: Place, which: Which) {
  const scopes = [{ resourceType: user, filter: equal(user, 'id', id), sortBy: undefined, wanted: [], which }]
  const page = { kind: 'index', startIndex: 1, count: 1 } as const
  const { resources } = await store.query(tenant, { scopes, descending: false, page })
  return resources[0]
}

/** The resource, held until the unit ends. @throws ScimError `RESOURCE_NOT_FOUND` */
export async function hold(unit: UnitOfWork, resourceType: ResourceType, id: string): Promise<StoredResource> {
  const found = await unit.get(resourceType, id)
  if (found === undefined) throw notFound(resourceType, id)
  return found
}

export function notFound({ name }: ResourceType, id: string): ScimError {
  return new ScimError('RESOURCE_NOT_FOUND', { resourceType: name, id })
}
