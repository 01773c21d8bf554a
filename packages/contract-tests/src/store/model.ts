import type { ResourceType, UnitOfWork } from '@scimkit/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { after, type Model, type Seen, seenIn } from './model-state.ts'
import { anyUnit, deltaOf, type Step, type Unit } from './steps.ts'
import { type NewWorld, relatedIds, type World } from './world.ts'

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
          expect(await see(world, ids, model)).toEqual(seenIn(model))
        }),
        { numRuns: 40 },
      )
    })
  })
}

const types: Readonly<Record<'User' | 'Group', ResourceType>> = { User: user, Group: group }

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
  const id = ids[step.target] ?? 'nobody'
  const type = (await unit.identify([id])).get(id)?.resourceType === 'User' ? user : group
  const current = await unit.get(type, id)
  if (current === undefined) return
  if (step.kind === 'rename') await unit.update(type, current, draftOf(type, step.name))
  if (step.kind === 'delete') await unit.remove(type, current, step.how)
  if (step.kind !== 'relate' || type === user) return
  const deltas = step.deltas.map((delta) => deltaOf(delta, ids))
  const changed = await unit.changeRelation(current, members, deltas)
  if (changed) await unit.update(group, current, { ...draftOf(group, ''), attributes: current.attributes })
}

function draftOf(type: ResourceType, name: string) {
  return draft(type, type === user ? { userName: name } : { displayName: name })
}

async function see(world: World, ids: readonly string[], model: Model): Promise<readonly (Seen | undefined)[]> {
  const seeOne = async (id: string, place: number): Promise<Seen | undefined> => {
    const type = model[place]?.type ?? 'User'
    const found = await world.read(types[type], id)
    if (found === undefined) return undefined
    const { userName, displayName } = found.attributes
    return {
      type,
      name: String(userName ?? displayName),
      version: found.version,
      members: relatedIds(found, 'members').map((member) => String(ids.indexOf(member))),
      groups: (found.related?.groups ?? []).map(({ value, type: how }) => `${ids.indexOf(value)} ${how}`).toSorted(),
    }
  }
  return Promise.all(ids.map(seeOne))
}
