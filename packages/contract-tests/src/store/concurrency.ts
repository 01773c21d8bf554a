import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { add, mustGet, type NewWorld, relatedIds, remove } from './world.ts'

/** Nothing that was acknowledged is lost, however many write at once. */
export function describeConcurrency(newWorld: NewWorld): void {
  describe('concurrency', () => {
    test('of 200 parallel units that each add a member all leave their mark', async () => {
      const { unit, addGroup, read } = newWorld()
      const team = await addGroup('Team')
      const ids = Array.from({ length: 200 }, (_, index) => `member-${index}`)
      await Promise.all(
        ids.map((id) =>
          unit(async (each) => {
            const current = await mustGet(each, group, team.id)
            await each.changeRelation(current, members, [add(id)])
            await each.update(group, current, draft(group, { displayName: 'Team' }))
          }),
        ),
      )
      const after = await read(group, team.id)
      expect(relatedIds(after, 'members').toSorted()).toEqual(ids.toSorted())
      expect(after?.version).toBe(201)
    })

    test('parallel removals and additions of distinct members all count', async () => {
      const { addGroup, changeMembers, memberIds } = newWorld()
      const old = Array.from({ length: 40 }, (_, index) => `old-${index}`)
      const fresh = Array.from({ length: 40 }, (_, index) => `new-${index}`)
      const team = await addGroup('Team', old)
      const changes = [...old.map((id) => remove(id)), ...fresh.map((id) => add(id))]
      expect(await Promise.all(changes.map((delta) => changeMembers(team.id, delta)))).toEqual(changes.map(() => true))
      expect((await memberIds(team.id)).toSorted()).toEqual(fresh.toSorted())
    })

    test('of parallel units that add the same member one changes something', async () => {
      const { addGroup, changeMembers, memberIds } = newWorld()
      const team = await addGroup('Team')
      const changed = await Promise.all(Array.from({ length: 20 }, () => changeMembers(team.id, add('ada'))))
      expect(changed.filter(Boolean)).toHaveLength(1)
      expect(await memberIds(team.id)).toEqual(['ada'])
    })

    test('no update is lost when each builds on what it has read', async () => {
      const { unit, addUser, read } = newWorld()
      const { id } = await addUser({ age: 0 })
      const countUp = () =>
        unit(async (each) => {
          const current = await mustGet(each, user, id)
          await each.update(user, current, draft(user, { age: Number(current.attributes.age) + 1 }))
        })
      await Promise.all(Array.from({ length: 50 }, countUp))
      expect(await read(user, id)).toMatchObject({ version: 51, attributes: { age: 50 } })
    })

    test('of parallel deletes of one resource one finds it', async () => {
      const { unit, addUser } = newWorld()
      const { id } = await addUser({})
      const removeIfThere = () =>
        unit(async (each) => {
          const current = await each.get(user, id)
          if (current) await each.remove(user, current, 'hard')
          return current !== undefined
        })
      const found = await Promise.all(Array.from({ length: 10 }, removeIfThere))
      expect(found.filter(Boolean)).toHaveLength(1)
    })

    test('units that change the same groups in opposite order all come to an end', async () => {
      const { unit, addGroup, memberIds } = newWorld()
      const [left, right] = [await addGroup('Left'), await addGroup('Right')]
      const addToBoth = (id: string, order: readonly string[]) =>
        unit(async (each) => {
          for (const owner of order) await each.changeRelation(await mustGet(each, group, owner), members, [add(id)])
        })
      await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          addToBoth(`member-${at}`, at % 2 === 0 ? [left.id, right.id] : [right.id, left.id]),
        ),
      )
      expect(await memberIds(left.id)).toHaveLength(20)
      expect(await memberIds(right.id)).toHaveLength(20)
    })
  })
}
