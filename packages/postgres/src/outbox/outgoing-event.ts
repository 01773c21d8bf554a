import type { Author, ResourceTypeDefinition } from '@scimkit/core'

/**
 * What can happen to a resource, by the names that RFC 9967 §2 gives it. A resource that came back is `created`, and
 * one of which a tombstone stays is `deleted`; `arrived` and `left` are about one that has moved from tenant to tenant.
 *
 * @example
 * ```ts
 * eventUris.deactivated // 'urn:ietf:params:scim:event:prov:deactivate'
 * ```
 */
export const eventUris = {
  created: 'urn:ietf:params:scim:event:prov:create:notice',
  changed: 'urn:ietf:params:scim:event:prov:patch:notice',
  deleted: 'urn:ietf:params:scim:event:prov:delete',
  activated: 'urn:ietf:params:scim:event:prov:activate',
  deactivated: 'urn:ietf:params:scim:event:prov:deactivate',
  arrived: 'urn:ietf:params:scim:event:feed:add',
  left: 'urn:ietf:params:scim:event:feed:remove',
} as const

/** The URI of an event that is sent (RFC 9967 §2). */
export type EventUri = (typeof eventUris)[keyof typeof eventUris]

/** What a `:notice` says: names, never values (RFC 9967 §2.2). */
export interface EventNotice {
  /**
   * What has changed, as PATCH paths: `userName`,
   * `urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department`.
   */
  readonly attributes: readonly string[]
  /** The resource's ETag after the change. */
  readonly version: string
}

/** The events of one change, each with its payload; one that is no notice has an empty one (RFC 9967 §2.4.4). */
export type EventPayloads = {
  readonly [Uri in EventUri]?: Uri extends `${string}:notice` ? EventNotice : Readonly<Record<string, never>>
}

/**
 * One change of one resource, told with the claims of a security event token (RFC 8417 §2.2, RFC 9967 §2.1). It holds
 * ids and names of attributes, no values. Whoever wants those reads the resource, which may have changed again by then,
 * or be gone. Of one that is gone the id is all there is, so keep it with what you made of the resource.
 *
 * @example
 * ```json
 * {
 *   "jti": "6f0b4c1e-8a53-4a0c-8d0e-2f1f3e5b7a90",
 *   "iat": 1767225600,
 *   "txn": "0c0d0f52-6d2f-4a4a-9a53-6f2b0b8f6a11",
 *   "tenant": "acme",
 *   "by": "scim",
 *   "resourceType": "User",
 *   "sub_id": { "format": "scim", "uri": "/Users/2819c223", "id": "2819c223" },
 *   "events": {
 *     "urn:ietf:params:scim:event:prov:patch:notice": { "attributes": ["active"], "version": "W/\"2\"" },
 *     "urn:ietf:params:scim:event:prov:deactivate": {}
 *   }
 * }
 * ```
 */
export interface OutgoingEvent {
  /** The event's own id, the same however often it is delivered. */
  readonly jti: string
  /** When it happened, in seconds since 1970. */
  readonly iat: number
  /** What has happened in one transaction has one `txn`. */
  readonly txn: string
  readonly tenant: string
  /** Who made the change: a SCIM request, or the application itself, through a {@link Directory}. */
  readonly by: Author
  readonly resourceType: string
  /** Which resource. `uri` is relative to the base URL. */
  readonly sub_id: { readonly format: 'scim'; readonly uri: string; readonly id: string }
  readonly events: EventPayloads
}

/** What of a resource type says where its resources are. */
export type Located = Pick<ResourceTypeDefinition, 'name' | 'endpoint'>

/** A row about an event that waits. */
export interface EventRow {
  readonly id: string
  readonly tenant: string
  readonly resource_type: string
  readonly resource_id: string
  readonly txn: string
  readonly at: number
  readonly author: Author
  readonly events: string
}

/** The event a row holds. */
export function toOutgoingEvent(row: EventRow, resourceTypes: readonly Located[]): OutgoingEvent {
  const { resource_type: name, resource_id: id } = row
  const { endpoint = `/${name}s` } = resourceTypes.find((each) => each.name === name) ?? {}
  return {
    jti: row.id,
    iat: Math.floor(row.at / 1000),
    txn: row.txn,
    tenant: row.tenant,
    by: row.author,
    resourceType: name,
    sub_id: { format: 'scim', uri: `${endpoint}/${encodeURIComponent(id)}`, id },
    events: JSON.parse(row.events),
  }
}
