import type { Attribute } from '../schema/attribute.ts'
import type { RelationDelta, StoredResource, UnitOfWork } from '../store/store.ts'
import type { Loss } from './brakes.ts'

/** A change of a relation that is about to be made. */
interface RelationChange {
  readonly current: StoredResource
  readonly relation: Attribute
  readonly deltas: readonly RelationDelta[]
}

/** What a relation has lost, and whose it is. */
export interface RelationLoss extends Loss {
  readonly current: StoredResource
}

interface Watched extends Omit<RelationChange, 'deltas'> {
  readonly before: number
  /** The values that were put in, and how many of them had been there before. */
  readonly named: Set<string>
  namedBefore: number
  /** Whether the relation was written once, and whole: then what was put in is what is there. */
  isWhole: boolean
}

/**
 * What the relations of a unit of work lose, however many steps that takes: the elements of before that are gone when
 * it ends. Who is taken out and put in again in one step has not gone. Elements are counted by the store, and none is
 * loaded.
 */
export class MemberLosses {
  readonly #unit: UnitOfWork
  /** So many may go from a relation before anybody looks. */
  readonly #few: number
  readonly #watched = new Map<string, Watched>()
  /** How many were named to be taken out while nobody looked. */
  readonly #unseen = new Map<string, number>()

  constructor(unit: UnitOfWork, few: number) {
    this.#unit = unit
    this.#few = few
  }

  /** Counts what has to be known before a change. Most changes take out nobody or a few: they cost nothing. */
  async look(change: RelationChange): Promise<void> {
    const { current, relation, deltas } = change
    const key = JSON.stringify([current.id, relation.path])
    const known = this.#watched.get(key)
    if (known === undefined && this.#isSmall(key, deltas)) return
    const watched = known ?? (await this.#watch(key, change))
    watched.isWhole = known === undefined && deltas.length === 1 && deltas[0]?.kind === 'replaceAll'
    const added = deltas.flatMap((delta) => ('elements' in delta ? delta.elements.map(({ value }) => value) : []))
    const unknown = added.filter((value) => !watched.named.has(value))
    if (unknown.length === 0) return
    // What is there although nobody has put it in was there before.
    watched.namedBefore += await this.#unit.countRelation(current, relation, unknown)
    for (const value of unknown) watched.named.add(value)
  }

  #isSmall(key: string, deltas: readonly RelationDelta[]): boolean {
    if (deltas.some(({ kind }) => kind === 'removeWhere' || kind === 'replaceAll')) return false
    const named = deltas.reduce((sum, delta) => sum + (delta.kind === 'remove' ? delta.values.length : 0), 0)
    const unseen = (this.#unseen.get(key) ?? 0) + named
    if (unseen > this.#few) return false
    this.#unseen.set(key, unseen)
    return true
  }

  async #watch(key: string, { current, relation }: RelationChange): Promise<Watched> {
    const before = (this.#unseen.get(key) ?? 0) + (await this.#unit.countRelation(current, relation))
    const watched = { current, relation, before, named: new Set<string>(), namedBefore: 0, isWhole: false }
    this.#watched.set(key, watched)
    return watched
  }

  /** What is gone, once all changes have been made. */
  async sum(): Promise<readonly RelationLoss[]> {
    const losses: RelationLoss[] = []
    for (const watched of this.#watched.values()) {
      const { current, before } = watched
      if (before > this.#few) losses.push({ current, before, removed: await this.#removed(watched) })
    }
    return losses
  }

  /**
   * Those that nobody has put in are of before. Of those that were put in as many are that were there before; where
   * some are not there any more, it may have been these. What an earlier step took out and a later one puts in counts
   * as gone.
   */
  async #removed({ current, relation, before, named, namedBefore, isWhole }: Watched): Promise<number> {
    if (isWhole) return before - namedBefore
    const after = await this.#unit.countRelation(current, relation)
    const namedAfter = named.size === 0 ? 0 : await this.#unit.countRelation(current, relation, [...named])
    const returned = Math.max(0, namedBefore - (named.size - namedAfter))
    return Math.max(0, before - (after - namedAfter) - returned)
  }
}
