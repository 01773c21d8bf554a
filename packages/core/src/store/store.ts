import type { ResolvedFilter } from '../filter/ast.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'

/** Where an account comes from and who looks after it. */
export interface Provenance {
  /** Ever written through SCIM. */
  readonly managed: boolean
  readonly origin: 'scim' | 'jit' | 'invite' | 'local'
  /** In use. Mirrors the resource type's active attribute. */
  readonly active: boolean
  /** A tombstone: invisible to SCIM, kept so that the account can be restored. */
  readonly deleted: boolean
  /** The sign-in identity the application has connected, e.g. a SAML NameID. */
  readonly signIn?: string
}

/**
 * A resource as a store keeps it. `attributes` is the canonical document: schema spelling, extension attributes under
 * their URN, no nulls, no empty arrays; without `schemas`, `id`, `meta`, relations and what is computed from relations.
 */
export interface StoredResource {
  readonly resourceType: string
  readonly id: string
  /** Counts the changes, from 1. */
  readonly version: number
  /** xsd:dateTime. */
  readonly created: string
  /** xsd:dateTime. Equal to `created` until the first change, and later than before after each one. */
  readonly lastModified: string
  readonly attributes: JsonObject
  readonly provenance: Provenance
  /** The relations and inverses that were asked for, by attribute name. */
  readonly related?: Readonly<Record<string, readonly RelationElement[]>>
}

/** One element of a relation: the id it refers to and what else was said about it. `value` is its identity. */
export interface RelationElement {
  readonly value: string
  readonly type?: string
  readonly display?: string
}

/** A value no other resource may hold. */
export interface UniqueKey {
  /** The attribute's path, e.g. `userName`. */
  readonly attribute: string
  /** Unique among the tenant's resources of this type, or among all tenants. */
  readonly scope: 'tenant' | 'global'
  /** Already prepared for comparison: equal keys are equal strings. */
  readonly key: string
  /** As the client wrote it, for the error. */
  readonly value: string
}

/**
 * What the core wants written. Keys replace the ones the resource held before. A draft is the store's from then on, and
 * nobody changes a document once it is handed over: states share what they have in common.
 */
export interface Draft {
  readonly attributes: JsonObject
  readonly keys: readonly UniqueKey[]
  readonly provenance: Provenance
}

/** A change of a relation, in the order it is to be applied. */
export type RelationDelta =
  | { readonly kind: 'add'; readonly elements: readonly RelationElement[] }
  | { readonly kind: 'remove'; readonly values: readonly string[] }
  | { readonly kind: 'removeWhere'; readonly filter: ResolvedFilter }
  | { readonly kind: 'replaceAll'; readonly elements: readonly RelationElement[] }

/** What a store knows of an id without loading the resource. */
export interface Identified {
  readonly resourceType: string
  readonly active: boolean
}

/**
 * The reads and writes of one request on one tenant. Everything in it happens, or nothing does; nobody else sees it
 * half done; and what it has read cannot change before it ends.
 */
export interface UnitOfWork {
  /** The resource, held against other writers until the unit ends; undefined when there is none or it is deleted. */
  get(resourceType: ResourceType, id: string): Promise<StoredResource | undefined>
  /**
   * Adds a resource under a new id, which never contains `bulkId`, with version 1.
   * @throws ScimError `UNIQUENESS_VIOLATED` naming the attribute, the value and the holder
   */
  insert(resourceType: ResourceType, draft: Draft): Promise<StoredResource>
  /**
   * Replaces the document of a resource read in this unit: the version goes up by one and `lastModified` forward.
   * @throws ScimError `UNIQUENESS_VIOLATED`
   */
  update(resourceType: ResourceType, current: StoredResource, draft: Draft): Promise<StoredResource>
  /** Deletes a resource, for good or leaving a tombstone, and takes it out of every relation it is an element of. */
  remove(resourceType: ResourceType, current: StoredResource, how: 'hard' | 'tombstone'): Promise<void>
  /**
   * Changes a relation at a cost that follows the deltas, never the size of the relation. Adding an element that is
   * there and removing one that is not are no changes.
   * @returns whether anything changed
   */
  changeRelation(current: StoredResource, relation: Attribute, deltas: readonly RelationDelta[]): Promise<boolean>
  /** The values of a relation's elements that match an element filter. */
  matchRelation(current: StoredResource, relation: Attribute, filter: ResolvedFilter): Promise<readonly string[]>
  /** What there is under these ids, in one step. Unknown and deleted ids are missing from the answer. */
  identify(ids: readonly string[]): Promise<ReadonlyMap<string, Identified>>
}

/** What of a resource a read has to bring along: names of relations and inverses. Nothing else of them is touched. */
export type Wanted = readonly Attribute[]

/** One resource type a query covers, with the filter and sort attribute settled for it. */
export interface QueryScope {
  readonly resourceType: ResourceType
  readonly filter: ResolvedFilter | undefined
  readonly sortBy: Attribute | undefined
  readonly wanted: Wanted
}

/**
 * Which page of a query: the one that begins at an index, or the one that comes `after` or `before` a position.
 *
 * A position is a gap between two resources, given by the store with an earlier page. It stands where it stood when
 * resources come and go: nothing that is there all along is left out or given twice by a walk over the pages. Without a
 * position `after` is the first page and `before` the last.
 */
export type PageRequest =
  | {
      readonly kind: 'index'
      /** From 1. */
      readonly startIndex: number
      /** At most so many; 0 asks for the total alone. */
      readonly count: number
    }
  | {
      readonly kind: 'after' | 'before'
      readonly position: string | undefined
      readonly count: number
    }

/**
 * A query: its scopes, the order, and which page. Without a sort the order is that of creation, and stable. With one, a
 * resource without a value comes last, and so first when descending; where values are equal the id decides.
 */
export interface StoreQuery {
  readonly scopes: readonly QueryScope[]
  readonly descending: boolean
  readonly page: PageRequest
}

/**
 * One page, its resources in the order of the query, and how many there are on all pages.
 *
 * A page found by position says where it begins and ends, unless its count was 0: `next` exactly when resources follow
 * it, `previous` exactly when some come before it. Both are opaque to everybody but the store.
 */
export interface Page {
  readonly total: number
  readonly resources: readonly StoredResource[]
  readonly next?: string | undefined
  readonly previous?: string | undefined
}

/**
 * Where resources live. A tenant sees nothing of another.
 *
 * Guarantees, each a case of the store contract suite: a unit of work is atomic and isolated; of two concurrent
 * creates with the same unique key exactly one succeeds; absence is `undefined`, never an exception; errors are
 * {@link ScimError}s, never a driver's.
 *
 * @example
 * ```ts
 * await store.transaction('acme', async (unit) => {
 *   const user = await unit.get(userType, id)
 *   if (user) await unit.update(userType, user, draft)
 * })
 * ```
 */
export interface Store {
  /** Runs the unit of work; when it rejects, nothing of it remains. */
  transaction<Result>(tenant: string, work: (unit: UnitOfWork) => Promise<Result>): Promise<Result>
  read(tenant: string, resourceType: ResourceType, id: string, wanted: Wanted): Promise<StoredResource | undefined>
  /**
   * Finds a page of what the scopes match.
   * @throws ScimError `CURSOR_INVALID` for a position it cannot have given
   */
  query(tenant: string, query: StoreQuery): Promise<Page>
  /** @throws ScimError `STORE_UNAVAILABLE` when it cannot be reached */
  ready(): Promise<void>
  close(): Promise<void>
}
