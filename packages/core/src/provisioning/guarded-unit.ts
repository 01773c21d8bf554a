import type { Note } from '../errors/finding.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import type { Draft, RelationDelta, StoredResource, UnitOfWork } from '../store/store.ts'
import { type Braking, brakeOnDeactivation, brakeOnMembers, type Held, shareOf } from './brakes.ts'
import { MemberLosses, type RelationLoss } from './member-losses.ts'

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
  readonly #losses: MemberLosses
  #lost: readonly RelationLoss[] = []

  constructor(unit: UnitOfWork, guarding: Guarding) {
    this.#unit = unit
    this.#guarding = guarding
    const { absolute } = guarding.braking.policy.brakes.members ?? striking
    this.#losses = new MemberLosses(unit, Math.min(absolute, striking.absolute))
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
    await this.#losses.look({ current, relation, deltas })
    return this.#unit.changeRelation(current, relation, deltas)
  }

  async #deactivating(resourceType: ResourceType, { provenance }: StoredResource): Promise<void> {
    const { braking, ...held } = this.#guarding
    if (!provenance.active || provenance.deleted) return
    await brakeOnDeactivation(braking, { ...held, resourceType, unit: this.#unit })
  }

  /**
   * Looks at what the relations have lost, when all is done and nothing is committed.
   *
   * @throws ScimError `BRAKE_MEMBERS`
   */
  async finish(): Promise<void> {
    const { braking, ...held } = this.#guarding
    this.#lost = await this.#losses.sum()
    for (const loss of this.#lost) brakeOnMembers(braking, held, loss)
  }

  /**
   * Tells what was taken away, once the unit of work has succeeded: of each relation once, however many steps it took.
   */
  tell(): void {
    const { braking, note } = this.#guarding
    const { absolute, percent } = braking.policy.brakes.members ?? striking
    for (const { current, removed, before } of this.#lost)
      if (removed > absolute && shareOf(removed, before) > percent)
        note(
          'GROUP_NEARLY_EMPTIED',
          { removed, before },
          { resourceType: current.resourceType, resourceId: current.id },
        )
  }
}
