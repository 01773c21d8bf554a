import type { ResourceType, StoredResource, UnitOfWork } from '@scimkit/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { after, type Model, orderIn, type Seen, seenIn } from './model-state.ts'
import { anyUnit, deltaOf, type Step, type Unit } from './steps.ts'
import { by, type NewWorld, relatedIds, scope, type World } from './world.ts'

/** Any sequence of units of work leaves a store as it leaves a list of plain objects. */
export function describeModel(newWorld: NewWorld): void {
  describe('model', () => {
    test('any sequence of units leaves the state that was to be expected', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(anyUnit, { maxLength: 6 }), async (units) => {
          const world = newWorld()
          let model: Model = []
          let ids: readonly string[] = []
          for (const unit of units) {
            const next = unit.fails ? undefined : after(model, unit.steps)
            const done = await run(world, unit, ids)
            expect(done !== undefined).toBe(next !== undefined)
            model = next ?? model
            ids = done ?? ids
          }
          expect(await see(world, ids)).toEqual(seenIn(model))
          for (const place of places) expect(await seeOrder(world, ids, place)).toEqual(orderIn(model, place))
        }),
        { numRuns: 60 },
      )
    })
  })
}

const types: Readonly<Record<'User' | 'Group', ResourceType>> = { User: user, Group: group }

/** Where a resource may be. */
const places = [
  { type: 'User', deleted: false },
  { type: 'Group', deleted: false },
  { type: 'User', deleted: true },
  { type: 'Group', deleted: true },
] as const

type Place = (typeof places)[number]

/** The ids of all resources ever created; undefined when the unit was rejected. */
async function run({ unit }: World, { steps, fails }: Unit, ids: readonly string[]) {
  const created = [...ids]
  const work = unit(async (each) => {
    for (const step of steps) await takeStep(each, step, created)
    if (fails) throw new Error('on purpose')
    return created
  })
  return work.catch((error) => {
    if (error.code === 'UNIQUENESS_VIOLATED' || error.message === 'on purpose') return undefined
    throw error
  })
}

async function takeStep(unit: UnitOfWork, step: Step, ids: string[]): Promise<void> {
  if (step.kind === 'create') {
    const type = types[step.type]
    ids.push((await unit.insert(type, draftOf(type, step.name))).id)
    return
  }
  const deleted = step.kind === 'revive' || step.kind === 'purge'
  const current = await pick(unit, ids[step.target] ?? 'nobody', deleted ? 'deleted' : 'live')
  if (current === undefined) return
  const type = typeOf(current)
  if (step.kind === 'rename' || step.kind === 'revive') await unit.update(type, current, draftOf(type, step.name))
  if (step.kind === 'delete') await unit.remove(type, current, step.how)
  if (step.kind === 'purge') await unit.remove(type, current, 'hard')
  if (step.kind !== 'relate' || type === user) return
  const deltas = step.deltas.map((delta) => deltaOf(delta, ids))
  const changed = await unit.changeRelation(current, members, deltas)
  if (changed) await unit.update(group, current, { ...draftOf(group, ''), attributes: current.attributes })
}

/** The resource with this id, whatever its type. */
async function pick(unit: UnitOfWork, id: string, which: 'live' | 'deleted'): Promise<StoredResource | undefined> {
  const [asUser] = await unit.find(user, by(`id eq "${id}"`), which)
  const [asGroup] = await unit.find(group, by(`id eq "${id}"`, group), which)
  return asUser ?? asGroup
}

function typeOf({ resourceType }: StoredResource): ResourceType {
  return resourceType === 'User' ? user : group
}

function draftOf(type: ResourceType, name: string) {
  return draft(type, type === user ? { userName: name } : { displayName: name })
}

/** All there is, by its place in the order of creation. */
async function see({ query }: World, ids: readonly string[]): Promise<readonly (Seen | undefined)[]> {
  const scopes = places.map(scopeOf)
  const { resources } = await query({ scopes })
  const byId = new Map(resources.map((resource) => [resource.id, seeOne(resource, ids)]))
  expect(byId.size).toBe(resources.length)
  return ids.map((id) => byId.get(id))
}

function seeOne(found: StoredResource, ids: readonly string[]): Seen {
  const { attributes, version, provenance, related, resourceType } = found
  const groups = provenance.deleted ? [] : (related?.groups ?? [])
  return {
    type: resourceType === 'User' ? 'User' : 'Group',
    name: String(attributes.userName ?? attributes.displayName),
    version,
    deleted: provenance.deleted,
    members: relatedIds(found, 'members').map((member) => String(ids.indexOf(member))),
    groups: groups.map(({ value, type: how }) => `${ids.indexOf(value)} ${how}`).toSorted(),
  }
}

async function seeOrder({ query }: World, ids: readonly string[], place: Place): Promise<readonly number[]> {
  const { resources } = await query({ scopes: [scopeOf(place)] })
  return resources.map(({ id }) => ids.indexOf(id))
}

function scopeOf({ type, deleted }: Place) {
  return scope(types[type], { which: deleted ? 'deleted' : 'live' })
}
