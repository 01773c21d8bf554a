import type { Note } from '../errors/finding.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import type { Draft, RelationDelta, StoredResource, UnitOfWork } from '../store/store.ts'
import { type Braking, brakeOnDeactivation, brakeOnMembers, type Held, type Loss, shareOf } from './brakes.ts'

/** From which loss on a finding says so, where the policy has no brake of its own. */
const striking = { absolute: 3, percent: 75 }

/** What a guarded unit tells, and asks. */
export interface Guarding extends Held {
  readonly braking: Braking
  readonly note: Note
}

/** A unit of work with an eye on what it takes away: accounts in use, and members of groups. */
export class GuardedUnit implements UnitOfWork {
  readonly #unit: UnitOfWork
  readonly #guarding: Guarding
  /** What each resource has lost so far: one request may take away in several steps. */
  readonly #losses = new Map<string, Loss & { readonly resourceType: string }>()

  constructor(unit: UnitOfWork, guarding: Guarding) {
    this.#unit = unit
    this.#guarding = guarding
  }

  readonly get: UnitOfWork['get'] = (...asked) => this.#unit.get(...asked)
  readonly find: UnitOfWork['find'] = (...asked) => this.#unit.find(...asked)
  readonly insert: UnitOfWork['insert'] = (...asked) => this.#unit.insert(...asked)
  readonly matchRelation: UnitOfWork['matchRelation'] = (...asked) => this.#unit.matchRelation(...asked)
  readonly countRelation: UnitOfWork['countRelation'] = (...asked) => this.#unit.countRelation(...asked)
  readonly identify: UnitOfWork['identify'] = (...asked) => this.#unit.identify(...asked)
  readonly countActive: UnitOfWork['countActive'] = (...asked) => this.#unit.countActive(...asked)
  readonly readRelated: UnitOfWork['readRelated'] = (...asked) => this.#unit.readRelated(...asked)

  async update(resourceType: ResourceType, current: StoredResource, draft: Draft): Promise<StoredResource> {
    if (!draft.provenance.active) await this.#deactivating(resourceType, current)
    return this.#unit.update(resourceType, current, draft)
  }

  async remove(resourceType: ResourceType, current: StoredResource, how: 'hard' | 'tombstone'): Promise<void> {
    await this.#deactivating(resourceType, current)
    return this.#unit.remove(resourceType, current, how)
  }

  async changeRelation(
    current: StoredResource,
    relation: Attribute,
    deltas: readonly RelationDelta[],
  ): Promise<boolean> {
    if (this.#mayBeStriking(deltas)) await this.#watch(current, relation, deltas)
    return this.#unit.changeRelation(current, relation, deltas)
  }

  async #deactivating(resourceType: ResourceType, { provenance }: StoredResource): Promise<void> {
    const { braking, ...held } = this.#guarding
    if (!provenance.active || provenance.deleted) return
    await brakeOnDeactivation(braking, { ...held, resourceType, unit: this.#unit })
  }

  /** Most changes take out nobody or a few: they cost nothing here. */
  #mayBeStriking(deltas: readonly RelationDelta[]): boolean {
    const { absolute } = this.#guarding.braking.policy.brakes.members ?? striking
    const named = deltas.reduce((sum, delta) => sum + (delta.kind === 'remove' ? delta.values.length : 0), 0)
    const isOpen = deltas.some(({ kind }) => kind === 'removeWhere' || kind === 'replaceAll')
    return isOpen || named > Math.min(absolute, striking.absolute) || this.#losses.size > 0
  }

  async #watch(current: StoredResource, relation: Attribute, deltas: readonly RelationDelta[]): Promise<void> {
    const { braking, ...held } = this.#guarding
    const known = this.#losses.get(current.id) ?? {
      resourceType: current.resourceType,
      removed: 0,
      before: await this.#unit.countRelation(current, relation),
    }
    let { removed } = known
    for (const delta of deltas) removed += await this.#countLost(current, relation, delta)
    const loss = { ...known, removed: Math.min(removed, known.before) }
    this.#losses.set(current.id, loss)
    brakeOnMembers(braking, held, loss)
  }

  /** Tells what was taken away, once the unit of work has succeeded: of each resource once, however many steps it took. */
  tell(): void {
    const { braking, note } = this.#guarding
    const { absolute, percent } = braking.policy.brakes.members ?? striking
    for (const [resourceId, { resourceType, ...loss }] of this.#losses)
      if (loss.removed > absolute && shareOf(loss.removed, loss.before) > percent)
        note('GROUP_NEARLY_EMPTIED', loss, { resourceType, resourceId })
  }

  /** How many elements a change takes away of those that are there before it. */
  async #countLost(current: StoredResource, relation: Attribute, delta: RelationDelta): Promise<number> {
    const unit = this.#unit
    switch (delta.kind) {
      case 'add':
        return 0
      case 'remove':
        return unit.countRelation(current, relation, delta.values)
      case 'removeWhere':
        return (await unit.matchRelation(current, relation, delta.filter)).length
      case 'replaceAll': {
        const kept = delta.elements.map(({ value }) => value)
        return (await unit.countRelation(current, relation)) - (await unit.countRelation(current, relation, kept))
      }
    }
  }
}
