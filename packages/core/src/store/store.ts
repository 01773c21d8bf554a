import type { ResolvedFilter } from '../filter/ast.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'

/**
 * Where an account or a group comes from and who looks after it. Everything but the first four is left out when it does
 * not apply.
 */
export interface Provenance {
  /** Ever written through SCIM. */
  readonly managed: boolean
  /** What made it: SCIM, the first sign-in, an invitation, or the application by itself. It never changes. */
  readonly origin: 'scim' | 'jit' | 'invite' | 'local'
  /** In use. Mirrors the resource type's active attribute; while a takeover waits, that of the document from before. */
  readonly active: boolean
  /** A tombstone: invisible to SCIM, kept so that the account can be restored. */
  readonly deleted: boolean
  /** The sign-in identity the application has connected, e.g. a SAML NameID. Unique in the tenant. */
  readonly signIn?: string
  /** Whose account it is: the tenant's, or a person's who only joined the tenant (P-32, P-33). */
  readonly owner?: 'tenant' | 'person'
  /** Set while the person has things outside the tenant that keep the account theirs (P-33). */
  readonly tied?: true
  /** Set while a takeover waits for an administrator: the document the application goes on with until then. */
  readonly pending?: { readonly before: JsonObject; readonly since: string }
  /** The name the product signs the person in with, when it is not the user name (B-22). Unique in the tenant. */
  readonly loginName?: string
  /** Set on accounts nobody may deactivate or delete from outside, such as the last owner's. */
  readonly protected?: true
  /** xsd:dateTime of the last sign-in. */
  readonly signedInAt?: string
  /** The ids of the groups that took effect at the last sign-in, where groups take effect only then (B-24). */
  readonly groupsAtSignIn?: readonly string[]
}

/**
 * A resource as a store keeps it. `attributes` is the canonical document: schema spelling, extension attributes under
 * their URN, no nulls, no empty arrays; without `schemas`, `id`, `meta`, relations and what is computed from relations.
 */
export interface StoredResource {
  /** The `name` of its {@link ResourceType}, such as `User`. */
  readonly resourceType: string
  /** Given by the store, unique in the tenant whatever the type, and never given again. */
  readonly id: string
  /** Counts the changes, from 1. */
  readonly version: number
  /** xsd:dateTime. */
  readonly created: string
  /** xsd:dateTime. Equal to `created` until the first change, and later than before after each one. */
  readonly lastModified: string
  /** The canonical document. */
  readonly attributes: JsonObject
  /** What the document does not say: where it comes from, and its state. */
  readonly provenance: Provenance
  /**
   * The relations and inverses that were asked for, by attribute name. Elements of a relation are in the order they
   * were added, and stay in their place. An inverse has the direct owners first, in the order they got the resource;
   * then those that hold it through others, oldest first as for {@link UnitOfWork.find}; each once, and never the
   * resource itself. Of an owner it tells the id as `value`, `direct` or `indirect` as `type`, and the `displayName` it
   * has now as `display`, if it has one.
   */
  readonly related?: Readonly<Record<string, readonly RelationElement[]>>
  /**
   * Those of them that are too large to be held, instead. Only {@link Store.streamed} and {@link
   * UnitOfWork.readRelated} read so.
   */
  readonly streamed?: Readonly<Record<string, ElementStream>>
}

/**
 * The elements of a relation in batches, in their order, none of them empty: one state of the relation, that of the
 * moment the first batch is asked for. It can be read once, and may keep a connection to itself from its first batch to
 * its end, or to the iterator's `return`.
 */
export type ElementStream = AsyncIterable<readonly RelationElement[]>

/** One element of a relation: the id it refers to and what else was said about it. `value` is its identity. */
export interface RelationElement {
  /** The id it refers to. */
  readonly value: string
  /** As the client sent it, such as `User`; of an element of an inverse `direct` or `indirect`. */
  readonly type?: string
  /** As the client sent it; of an element of an inverse the owner's name of today. */
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
  /** As the client wrote it, for the error; undefined for a secret, which no error may repeat. */
  readonly value: string | undefined
}

/**
 * What the core wants written. Keys replace the ones the resource held before. A draft is the store's from then on, and
 * nobody changes a document once it is handed over: states share what they have in common. Only a tombstone is written
 * with a draft that is deleted: {@link UnitOfWork.remove} is what deletes.
 */
export interface Draft {
  /** The canonical document, as in {@link StoredResource}. */
  readonly attributes: JsonObject
  /** Every value of it that nobody else may hold. */
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
  /** As its provenance says. */
  readonly active: boolean
  /** As its provenance says. */
  readonly managed: boolean
}

/**
 * Which resources are meant: those SCIM has written, those it has not, both, or tombstones. The first three never
 * include a tombstone.
 */
export type Which = 'managed' | 'unmanaged' | 'live' | 'deleted'

/**
 * What a resource is found by: what its document and relations say, or a unique key it holds. Tombstones hold no keys.
 */
export type Criterion =
  | { readonly filter: ResolvedFilter }
  | { readonly key: Pick<UniqueKey, 'attribute' | 'scope' | 'key'> }

/**
 * The reads and writes of one request on one tenant. Everything in it happens, or nothing does; nobody else sees it
 * half done; and what it has read cannot change before it ends. Once it has ended, by a commit or without one, every
 * call rejects and does nothing.
 */
export interface UnitOfWork {
  /** The resource, held against other writers until the unit ends; undefined when there is none or it is deleted. */
  get(resourceType: ResourceType, id: string): Promise<StoredResource | undefined>
  /**
   * The resources that meet a criterion, held as by {@link get}, oldest first; of more than 100 the oldest 100. What is
   * not there cannot come before the unit ends, so whoever finds nothing may create it. The age counts from when a
   * resource was inserted, came back or came from another tenant, that of a tombstone from when it was deleted.
   * Equality on an attribute that is indexed costs what it finds, for tombstones too. Other tenants' resources are
   * never found, not by global keys either.
   */
  find(resourceType: ResourceType, criterion: Criterion, which: Which): Promise<readonly StoredResource[]>
  /**
   * Adds a resource under a new id, with version 1. An id never contains `bulkId` (RFC 7643 §3.1): SCIM answers one
   * that does with `CONFIGURATION`, and nothing is created.
   * @throws ScimError `UNIQUENESS_VIOLATED` naming the attribute, the value and the holder of the first key that is
   * taken, in the order of the draft; the holder is left out when it is another tenant's
   * @throws ScimError `CONFIGURATION` for a draft that is deleted
   */
  insert(resourceType: ResourceType, draft: Draft): Promise<StoredResource>
  /**
   * Replaces the document of a resource read in this unit: the version goes up by one and `lastModified` forward. A
   * tombstone with a draft that is not deleted comes back under its id, as the newest of its type and out of the
   * relations it was in; with one that is deleted it stays a tombstone, in its place and without keys.
   * @throws ScimError `UNIQUENESS_VIOLATED` as by {@link insert}
   * @throws ScimError `RESOURCE_NOT_FOUND` when it is no longer what it was read as, a live resource or a tombstone
   * @throws ScimError `CONFIGURATION` for a live resource with a draft that is deleted
   */
  update(resourceType: ResourceType, current: StoredResource, draft: Draft): Promise<StoredResource>
  /**
   * Deletes a resource, for good or leaving a tombstone, and takes it out of every relation it is an element of: each
   * owner that loses it gets another version and a later `lastModified`. A tombstone keeps document, version and
   * provenance, which then says `deleted`. Removing a tombstone for good leaves nothing of it, and making it a
   * tombstone is no change.
   * @throws ScimError `RESOURCE_NOT_FOUND` when it is no longer what it was read as, a live resource or a tombstone
   */
  remove(resourceType: ResourceType, current: StoredResource, how: 'hard' | 'tombstone'): Promise<void>
  /**
   * Changes a relation at a cost that follows the deltas, never the size of the relation. Adding an element that is
   * there and removing one that is not are no changes. The version of the owner stays: who calls this updates it too.
   * @returns whether anything changed
   * @throws ScimError `RESOURCE_NOT_FOUND` when the owner is a tombstone, or no longer what it was read as
   */
  changeRelation(current: StoredResource, relation: Attribute, deltas: readonly RelationDelta[]): Promise<boolean>
  /**
   * The values of a relation's elements that match an element filter.
   * @throws ScimError `RESOURCE_NOT_FOUND` when the owner is a tombstone, or no longer what it was read as
   */
  matchRelation(current: StoredResource, relation: Attribute, filter: ResolvedFilter): Promise<readonly string[]>
  /**
   * How many elements a relation has, or how many of these values, each counted once, are among its elements; none is
   * loaded.
   * @throws ScimError `RESOURCE_NOT_FOUND` when the owner is a tombstone, or no longer what it was read as
   */
  countRelation(current: StoredResource, relation: Attribute, among?: readonly string[]): Promise<number>
  /**
   * What there is under these ids, in one step. Unknown and deleted ids are missing from the answer, and with a window
   * everything that is not among the first so many live resources of its type, oldest first as for {@link find}.
   */
  identify(ids: readonly string[], window?: number): Promise<ReadonlyMap<string, Identified>>
  /**
   * How many live resources of a type are active, whoever made them. It cannot grow before the unit ends but through
   * the unit itself: two that each take the last seat do not both succeed.
   */
  countActive(resourceType: ResourceType): Promise<number>
  /**
   * A live resource as the unit has left it, with what is wanted of it: an answer that is read so is what is committed,
   * and nothing can fail between the two. Where a store has {@link Store.streamed}, what is too large to be held comes
   * as a stream to those who take them; it is read after the unit has ended.
   * @throws ScimError `RESOURCE_NOT_FOUND` when there is no such resource, or it is a tombstone
   */
  readRelated(current: StoredResource, wanted: Wanted, how: 'whole' | 'streamed'): Promise<StoredResource>
}

/** What of a resource a read has to bring along: names of relations and inverses. Nothing else of them is touched. */
export type Wanted = readonly Attribute[]

/** One resource type a query covers, with the filter and sort attribute settled for it. */
export interface QueryScope {
  readonly resourceType: ResourceType
  /** Everything of the type when undefined. */
  readonly filter: ResolvedFilter | undefined
  /** The attribute that this type is sorted by; undefined where there is no sort, or the type has no such attribute. */
  readonly sortBy: Attribute | undefined
  /** What each resource of the page comes with. */
  readonly wanted: Wanted
  /** `live` when left out. */
  readonly which?: Which | undefined
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
      /** At most so many; 0 asks for the total alone. */
      readonly count: number
    }

/**
 * A query: its scopes, the order, and which page. Without a sort one scope follows the other, as they are listed, and
 * within each the order is that of creation, and stable: a resource that comes back is the newest, and tombstones are
 * in the order of their deletion. A sort goes over all scopes together: a resource without a value comes last, and so
 * first when descending; where values are equal the id decides.
 */
export interface StoreQuery {
  /** In the order that counts where nothing is sorted. */
  readonly scopes: readonly QueryScope[]
  /** Turns the order of a sort, and only that. */
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
  /** How many resources the query matches, on whatever page. */
  readonly total: number
  readonly resources: readonly StoredResource[]
  /** The position to ask `after`. */
  readonly next?: string | undefined
  /** The position to ask `before`. */
  readonly previous?: string | undefined
}

/** From which tenant to which other one a resource goes, and what is written there. */
export interface Transfer {
  /** The tenant it leaves. */
  readonly from: string
  /** The tenant it comes to. */
  readonly to: string
  /** What it is there: its keys too, for what signs a person in is one, and may be another in the other tenant. */
  readonly draft: (before: StoredResource) => Draft
}

/** On whose behalf a change is made: that of a SCIM request, or of the application itself. */
export type Author = 'scim' | 'application'

/**
 * Where resources live. A tenant sees nothing of another.
 *
 * Guarantees, each a case of the store contract suite: a unit of work is atomic and isolated; of two concurrent
 * creates with the same unique key exactly one succeeds; absence is `undefined`, never an exception; errors are
 * {@link ScimError}s, never a driver's.
 *
 * Nothing that is written here is validated: `Directory.changeAccount` is for edits of the application.
 *
 * @example
 * ```ts
 * const { keysOf } = createKeying({ profile: rfcProfile })
 * const { id } = await store.transaction('acme', (unit) => unit.insert(userType, draft))
 * const changed = await store.transaction('acme', async (unit) => {
 *   const user = await unit.get(userType, id)
 *   if (user === undefined) return undefined
 *   const after = { ...user, attributes: { ...user.attributes, userName: 'ada.lovelace' } }
 *   // With the keys it had before, another account could get the new name: keys follow the document.
 *   return unit.update(userType, user, { ...after, keys: keysOf(after) })
 * })
 * changed?.version // 2
 * ```
 */
export interface Store {
  /**
   * Runs the unit of work; when it rejects, nothing of it remains. The work must not begin another one.
   *
   * Who wants it matters to a store that tells others what has changed. When left out it is `scim`: whoever passes over
   * what the application did itself must not miss a change.
   */
  transaction<Result>(tenant: string, work: (unit: UnitOfWork) => Promise<Result>, by?: Author): Promise<Result>
  /**
   * A live resource with what is wanted of it, outside any unit of work; undefined when there is none or it is deleted.
   */
  read(tenant: string, resourceType: ResourceType, id: string, wanted: Wanted): Promise<StoredResource | undefined>
  /**
   * Finds a page of what the scopes match.
   * @throws ScimError `CURSOR_INVALID` for a position it cannot have given
   */
  query(tenant: string, query: StoreQuery): Promise<Page>
  /**
   * The same reads for whoever takes large relations as streams, so that what is in memory does not grow with what is
   * read. Left out by a store that holds everything anyway.
   */
  readonly streamed?: Pick<Store, 'read' | 'query'> | undefined
  /**
   * Moves a live resource to another tenant, under the same id, as its newest of the type: atomic like a unit of work
   * on both, so it must not be called within one. The version goes up by one and `lastModified` forward; `created`
   * stays. It leaves every relation of the tenant it goes from, its own and those it is an element of.
   * @returns the resource, or undefined when there is none
   * @throws ScimError `UNIQUENESS_VIOLATED` as by {@link UnitOfWork.insert} into the other tenant; nothing has moved
   * then
   * @throws ScimError `CONFIGURATION` when it is the same tenant, or for a draft that is deleted
   */
  transfer(resourceType: ResourceType, id: string, move: Transfer): Promise<StoredResource | undefined>
  /**
   * Resolves when the store can be worked with, for a readiness probe.
   * @throws ScimError `STORE_UNAVAILABLE` when it cannot be reached, or not written to
   */
  ready(): Promise<void>
  /**
   * Gives back what the store works with, the database it was given included; every call after it is refused with
   * `STORE_UNAVAILABLE`. Closing what is closed does nothing.
   */
  close(): Promise<void>
}
