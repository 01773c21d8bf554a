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
  type UniqueKey,
  type UnitOfWork,
  type Wanted,
  type Which,
} from '@scimkit/core'
import { type Change, firstStamp, nextStamp, remove, write, writeOver } from './change.ts'
import { find } from './find.ts'
import { identify } from './identify.ts'
import { rollBack } from './journal.ts'
import { matchElements } from './match-elements.ts'
import type { Mutex, Release } from './mutex.ts'
import { Related } from './related.ts'
import { applyDelta, type Side } from './relation-deltas.ts'
import type { Row } from './shelf.ts'

/**
 * One unit of work. Its changes are made in place and noted in a journal: whoever opens it holds the tenant's turn, so
 * nobody sees them before the end, and taking them back copies nothing.
 */
export class MemoryUnitOfWork implements UnitOfWork {
  readonly #change: Change
  readonly #globalTurns: Mutex
  #globalTurn: Release | Promise<Release> | undefined
  #ended = false

  constructor(change: Change, globalTurns: Mutex) {
    this.#change = change
    this.#globalTurns = globalTurns
  }

  async get(resourceType: ResourceType, id: string): Promise<StoredResource | undefined> {
    this.#refuseWhenEnded()
    return this.#change.tenant.live(resourceType.name).get(id)?.record
  }

  async find(resourceType: ResourceType, criterion: Criterion, which: Which): Promise<readonly StoredResource[]> {
    this.#refuseWhenEnded()
    return find(this.#change, resourceType, { criterion, which })
  }

  async insert(resourceType: ResourceType, draft: Draft): Promise<StoredResource> {
    refuseDeletedDraft(draft, 'UnitOfWork.insert')
    if (hasGlobal(draft.keys)) await this.#enter()
    this.#refuseWhenEnded()
    return write(this.#change, resourceType, { stamp: firstStamp(this.#change), draft, before: [] })
  }

  async update(resourceType: ResourceType, current: StoredResource, draft: Draft): Promise<StoredResource> {
    if (hasGlobal(this.#row(current).keys) || hasGlobal(draft.keys)) await this.#enter()
    const { record, keys: before } = this.#row(current)
    const next = { stamp: nextStamp(this.#change, record), draft, before }
    if (record.provenance.deleted) return writeOver(this.#change, resourceType, next)
    refuseDeletedDraft(draft, 'UnitOfWork.update')
    return write(this.#change, resourceType, next)
  }

  async remove(resourceType: ResourceType, current: StoredResource, how: 'hard' | 'tombstone'): Promise<void> {
    if (hasGlobal(this.#row(current).keys)) await this.#enter()
    remove(this.#change, resourceType, { row: this.#row(current), how })
  }

  async changeRelation(
    current: StoredResource,
    relation: Attribute,
    deltas: readonly RelationDelta[],
  ): Promise<boolean> {
    const side = this.#side(current, relation)
    return deltas.filter((delta) => applyDelta(side, delta)).length > 0
  }

  async matchRelation(
    current: StoredResource,
    relation: Attribute,
    filter: ResolvedFilter,
  ): Promise<readonly string[]> {
    return matchElements(this.#side(current, relation), filter)
  }

  async countRelation(current: StoredResource, relation: Attribute, among?: readonly string[]): Promise<number> {
    const { relation: rows, owner } = this.#side(current, relation)
    if (among === undefined) return rows.countOf(owner)
    return [...new Set(among)].filter((value) => rows.has(owner, value)).length
  }

  async identify(ids: readonly string[], window?: number): Promise<ReadonlyMap<string, Identified>> {
    this.#refuseWhenEnded()
    return identify(this.#change.tenant, ids, window)
  }

  async countActive(resourceType: ResourceType): Promise<number> {
    this.#refuseWhenEnded()
    return this.#change.tenant.live(resourceType.name).active
  }

  async readRelated(current: StoredResource, wanted: Wanted): Promise<StoredResource> {
    this.#refuseWhenEnded()
    const { resourceType, id } = current
    const row = this.#change.tenant.live(resourceType).get(id)
    if (row === undefined) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType, id })
    return new Related(this.#change.tenant).with(row.record, wanted)
  }

  /** Ends the unit, for good or as if it had never been. */
  end(how: 'commit' | 'rollback'): void {
    this.#ended = true
    if (how === 'rollback') rollBack(this.#change.journal)
    if (this.#globalTurn !== undefined) void Promise.resolve(this.#globalTurn).then((release) => release())
  }

  /**
   * Values that are unique over all tenants are changed by one unit at a time: what another unit has taken or given up
   * may yet be taken back. Everybody asks for this turn after the tenant's, so nobody waits in a circle.
   */
  async #enter(): Promise<void> {
    this.#refuseWhenEnded()
    this.#globalTurn ??= this.#globalTurns.acquire()
    await this.#globalTurn
    this.#refuseWhenEnded()
  }

  #refuseWhenEnded(): void {
    refuseEndedUnit(this.#ended)
  }

  /** The resource as it is now, if it is still what the caller takes it for: a live one, or a tombstone. */
  #row({ resourceType, id, provenance }: StoredResource): Row {
    this.#refuseWhenEnded()
    const row = this.#change.tenant.shelf(resourceType, provenance.deleted ? 'deleted' : 'live').get(id)
    if (row === undefined) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType, id })
    return row
  }

  #side(current: StoredResource, attribute: Attribute): Side {
    const { resourceType, id: owner, provenance } = this.#row(current).record
    if (provenance.deleted) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType, id: owner })
    const { tenant, journal } = this.#change
    return { relation: tenant.relation(resourceType, attribute.name), owner, journal }
  }
}

function hasGlobal(keys: readonly UniqueKey[]): boolean {
  return keys.some((key) => key.scope === 'global')
}
