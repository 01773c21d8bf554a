import {
  type Attribute,
  type Criterion,
  type Draft,
  type Identified,
  type RelationDelta,
  type ResolvedFilter,
  type ResourceType,
  refuseDeletedDraft,
  refuseEndedUnit,
  ScimError,
  type StoredResource,
  type UnitOfWork,
  type Wanted,
  type Which,
} from '@scimkit/core'
import sql, { type Sql } from 'sql-template-tag'
import type { Session } from '../database/database.ts'
import { lookedUpValues } from '../filter/looked-up-values.ts'
import { scopeCondition } from '../listing/scope.ts'
import type { Changes } from '../outbox/changes.ts'
import { readResource } from '../read-resource.ts'
import type { Reading } from '../related.ts'
import { lookupsOf } from '../search.ts'
import { toKey, toText } from '../text.ts'
import { buryRow, deleteRow, type Erased, freeKeys, leaveRelations } from './erase.ts'
import { type HeldRow, HeldRows } from './held-rows.ts'
import { identifying, toIdentified } from './identify.ts'
import { exchangeKeys, keysText, spaceOf } from './keys.ts'
import { lock, typeLock, valueLock } from './locks.ts'
import { applyDelta, countElements, matchElements, type Side } from './relation.ts'
import { Waits } from './waits.ts'
import { insertRow, touchRow, updateRow, type Writing } from './write.ts'

/** Who works, and where. */
export interface Place {
  readonly session: Session
  readonly tenant: string
  readonly now: () => number
  /** Told what happens to resources, where somebody wants to know. */
  readonly changes?: Changes | undefined
  /** How large relations come to those who take them as streams. */
  readonly streaming: Reading
}

/** As many as a unit finds at once. */
const mostFound = 100

/** One unit of work: a transaction, its rows locked as they are read. */
export class PostgresUnitOfWork implements UnitOfWork {
  readonly #session: Session
  readonly #tenant: string
  readonly #now: () => number
  readonly #changes: Changes | undefined
  readonly #streaming: Reading
  readonly #rows: HeldRows
  readonly #waits = new Waits()
  #ended = false

  constructor({ session, tenant, now, changes, streaming }: Place) {
    this.#changes = changes
    this.#streaming = streaming
    this.#session = session
    this.#tenant = tenant
    this.#now = now
    this.#rows = new HeldRows(session, tenant)
  }

  /** What has to be held when others see what the unit has written: see {@link lockScript}. */
  lastLocks(): string {
    return this.#waits.script()
  }

  /** Nothing works after this. */
  end(): void {
    this.#ended = true
  }

  async get(resourceType: ResourceType, id: string): Promise<StoredResource | undefined> {
    this.#refuseWhenEnded()
    const held = await this.#rows.hold(resourceType.name, id)
    return held === undefined || held.resource.provenance.deleted ? undefined : held.resource
  }

  async find(resourceType: ResourceType, criterion: Criterion, which: Which): Promise<readonly StoredResource[]> {
    await this.#keepOthersFrom(resourceType, criterion)
    return this.#rows.find(
      sql`WHERE ${this.#condition(resourceType, criterion, which)} ORDER BY r.seq LIMIT ${mostFound}`,
    )
  }

  async insert(resourceType: ResourceType, draft: Draft): Promise<StoredResource> {
    this.#refuseWhenEnded()
    refuseDeletedDraft(draft, 'UnitOfWork.insert')
    const writing = { tenant: this.#tenant, resourceType, id: crypto.randomUUID(), draft }
    if (draft.keys.length > 0) await exchangeKeys(this.#session, holderOf(writing), draft.keys)
    const inserted = await insertRow(this.#session, writing, this.#now())
    this.#waits.announce(writing, [])
    this.#rows.keep(inserted, keysText(this.#tenant, draft.keys))
    this.#changes?.written(resourceType, undefined, inserted)
    return inserted
  }

  async update(resourceType: ResourceType, current: StoredResource, draft: Draft): Promise<StoredResource> {
    const held = await this.#held(current)
    const { deleted } = held.resource.provenance
    if (!deleted) refuseDeletedDraft(draft, 'UnitOfWork.update')
    const keys = draft.provenance.deleted ? [] : draft.keys
    const writing = { tenant: this.#tenant, resourceType, id: current.id, draft: { ...draft, keys } }
    const text = keysText(this.#tenant, keys)
    if (text !== held.keys) await exchangeKeys(this.#session, holderOf(writing), keys)
    const isBack = deleted && !draft.provenance.deleted
    const updated = await this.#write(writing, held, { isBack, areKeysKept: text === held.keys })
    this.#rows.keep(updated, text)
    this.#changes?.written(resourceType, current, updated)
    return updated
  }

  async remove(_: ResourceType, current: StoredResource, how: 'hard' | 'tombstone'): Promise<void> {
    const { provenance } = (await this.#held(current)).resource
    const erased: Erased = { tenant: this.#tenant, id: current.id, now: this.#now() }
    if (provenance.deleted && how === 'tombstone') return
    // A tombstone's too: where unknown members are accepted, a group may have got it since.
    const owners = await leaveRelations(this.#session, erased)
    this.#rows.forget(owners.map(({ id }) => id))
    this.#changes?.lost(owners)
    if (!provenance.deleted) await freeKeys(this.#session, erased)
    if (how === 'hard') await deleteRow(this.#session, erased)
    else await buryRow(this.#session, erased, { ...provenance, deleted: true })
    this.#rows.forget([current.id])
    this.#changes?.removed(current)
  }

  async changeRelation(
    current: StoredResource,
    relation: Attribute,
    deltas: readonly RelationDelta[],
  ): Promise<boolean> {
    const side = await this.#side(current, relation)
    let changed = false
    for (const delta of deltas) if (await applyDelta(this.#session, side, delta)) changed = true
    if (changed) this.#changes?.related(current, relation)
    return changed
  }

  async matchRelation(
    current: StoredResource,
    relation: Attribute,
    filter: ResolvedFilter,
  ): Promise<readonly string[]> {
    return matchElements(this.#session, await this.#side(current, relation), filter)
  }

  async identify(ids: readonly string[], window?: number): Promise<ReadonlyMap<string, Identified>> {
    if (ids.length === 0) return new Map()
    const { rows } = await this.#run(identifying({ tenant: this.#tenant, ids, window }))
    return toIdentified(rows)
  }

  async countActive(resourceType: ResourceType): Promise<number> {
    this.#refuseWhenEnded()
    await lock(this.#session, { exclusive: [typeLock(this.#tenant, resourceType)] })
    const { rows } = await this.#run(sql`SELECT count(*)::float8 AS total FROM scimkit_resource r
      WHERE r.tenant = ${this.#tenant} AND r.type = ${resourceType.name} AND NOT r.deleted AND r.active`)
    return rows[0].total
  }

  async countRelation(current: StoredResource, relation: Attribute, among?: readonly string[]): Promise<number> {
    return countElements(this.#session, await this.#side(current, relation), among)
  }

  async readRelated(current: StoredResource, wanted: Wanted, how: 'whole' | 'streamed'): Promise<StoredResource> {
    this.#refuseWhenEnded()
    const { resourceType: type, id } = current
    const sought = { tenant: this.#tenant, type, id, wanted }
    const found = await readResource(this.#session, sought, how === 'streamed' ? this.#streaming : undefined)
    if (found === undefined) throw notFound(current)
    return found
  }

  #run(statement: Sql) {
    this.#refuseWhenEnded()
    return this.#session.run(statement)
  }

  #condition(resourceType: ResourceType, criterion: Criterion, which: Which): Sql {
    const scope = { resourceType, sortBy: undefined, wanted: [], which }
    if ('filter' in criterion) return scopeCondition({ ...scope, filter: criterion.filter }, this.#tenant)
    const { key } = criterion
    return sql`${scopeCondition({ ...scope, filter: undefined }, this.#tenant)} AND r.id = ANY(ARRAY(
      SELECT k.id FROM scimkit_key k WHERE k.space = ${spaceOf(this.#tenant, key)} AND k.type = ${resourceType.name}
      AND k.attribute = ${key.attribute} AND k.key = ${toKey(toText(key.key))} AND k.tenant = ${this.#tenant}))`
  }

  /** What a unit has looked for and not found, nobody else makes before it ends. */
  async #keepOthersFrom(resourceType: ResourceType, criterion: Criterion): Promise<void> {
    this.#refuseWhenEnded()
    // Whoever wants a key that is unique waits for its row; one that is free was looked for by nobody else.
    const values = 'filter' in criterion ? lookedUpValues(criterion.filter) : []
    const exclusive =
      values === undefined
        ? [typeLock(this.#tenant, resourceType)]
        : values.map((value) => valueLock(this.#tenant, resourceType, value))
    await lock(this.#session, { exclusive })
  }

  /** Writes what differs: of a group whose members alone have changed, that is nothing but the version. */
  async #write(
    writing: Writing,
    { resource }: HeldRow,
    { isBack, areKeysKept }: { readonly isBack: boolean; readonly areKeysKept: boolean },
  ): Promise<StoredResource> {
    const { tenant, resourceType, id, draft } = writing
    const how = { now: this.#now(), from: tenant, isNewest: isBack }
    // The row remembers its keys, so another profile's have to be written although the document is the same.
    if (!isBack && areKeysKept && isSameDocument(resource, draft))
      return touchRow(this.#session, { tenant, id, now: how.now })
    const before = lookupsOf(resourceType, resource)
    const isLookedUpAnew = String(before) !== String(lookupsOf(resourceType, { ...resource, ...draft }))
    const updated = await updateRow(this.#session, writing, { ...how, isLookedUpAnew })
    this.#waits.announce(writing, isBack ? [] : before)
    return updated
  }

  /** The row a resource was read from, held; it must still be what it was read as. */
  async #held({ resourceType, id, provenance }: StoredResource): Promise<HeldRow> {
    this.#refuseWhenEnded()
    const held = await this.#rows.hold(resourceType, id)
    if (held?.resource.provenance.deleted !== provenance.deleted) throw notFound({ resourceType, id })
    return held
  }

  async #side(current: StoredResource, attribute: Attribute): Promise<Side> {
    const { resource } = await this.#held(current)
    if (resource.provenance.deleted) throw notFound(current)
    return { tenant: this.#tenant, resourceType: current.resourceType, owner: current.id, attribute }
  }

  #refuseWhenEnded(): void {
    refuseEndedUnit(this.#ended)
  }
}

function notFound({ resourceType, id }: Pick<StoredResource, 'resourceType' | 'id'>): ScimError {
  return new ScimError('RESOURCE_NOT_FOUND', { resourceType, id })
}

/** Whether a draft says nothing that the row does not: drafts share what they leave alone. */
function isSameDocument({ attributes, provenance }: StoredResource, draft: Draft): boolean {
  return draft.attributes === attributes && JSON.stringify(draft.provenance) === JSON.stringify(provenance)
}

function holderOf({ tenant, resourceType, id }: Writing) {
  return { tenant, resourceType: resourceType.name, id }
}
