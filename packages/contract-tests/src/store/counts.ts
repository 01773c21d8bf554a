import type { UnitOfWork } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, owners, user } from './fixture.ts'
import { add, addGroup, mustGet, type NewWorld, remove } from './world.ts'

/** What a unit of work counts without loading it. */
export function describeCounts(newWorld: NewWorld): void {
  describe('counting elements', () => {
    test('tells how many there are, and how many of those one asks for', async () => {
      const { addGroup: addTeam, unit } = newWorld()
      const team = await addTeam('Team', ['ada', 'bob', 'cyd'])
      await addTeam('Other', ['dee'])
      await unit(async (each) => {
        expect(await each.countRelation(team, members)).toBe(3)
        expect(await each.countRelation(team, owners)).toBe(0)
        expect(await each.countRelation(team, members, ['bob', 'dee', 'ada', 'bob'])).toBe(2)
        expect(await each.countRelation(team, members, [])).toBe(0)
      })
    })

    test('follows what the unit does', async () => {
      const { unit } = newWorld()
      await unit(async (each) => {
        const team = await addGroup(each, 'Team', ['ada'])
        await each.changeRelation(team, members, [add('bob', 'cyd'), remove('ada')])
        expect(await each.countRelation(team, members)).toBe(2)
        expect(await each.countRelation(team, members, ['ada', 'bob'])).toBe(1)
      })
    })

    test('there is nothing to count of what is gone', async () => {
      const { addGroup: addTeam, unit, remove: removeGroup } = newWorld()
      const team = await addTeam('Team', ['ada'])
      await removeGroup(group, team.id, 'tombstone')
      const counting = unit((each) => each.countRelation(team, members))
      await expect(counting).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
    })
  })

  describe('counting active resources', () => {
    test('tells how many there are of a type, whoever made them', async () => {
      const [world, other] = [newWorld(), newWorld()]
      const { addUser, unit } = world
      expect(await unit(countUsers)).toBe(0)
      await addUser({})
      await addUser({}, { managed: false, origin: 'local' })
      await addUser({}, { active: false })
      await world.addGroup('Team')
      await other.addUser({})
      expect(await unit(countUsers)).toBe(2)
      expect(await unit((each) => each.countActive(group))).toBe(1)
    })

    test('follows all that becomes of them', async () => {
      const { addUser, remove: removeUser, revive, unit } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      const setActive = (active: boolean) =>
        unit(async (each) => each.update(user, await mustGet(each, user, id), draft(user, {}, { active })))
      await setActive(false)
      expect(await unit(countUsers)).toBe(0)
      await setActive(true)
      expect(await unit(countUsers)).toBe(1)
      await removeUser(user, id, 'tombstone')
      expect(await unit(countUsers)).toBe(0)
      await revive(user, id, {})
      expect(await unit(countUsers)).toBe(1)
      await removeUser(user, id, 'hard')
      expect(await unit(countUsers)).toBe(0)
    })

    test('follows what the unit does, and forgets what is taken back', async () => {
      const { unit } = newWorld()
      const rejected = unit(async (each) => {
        await each.insert(user, draft(user, {}))
        expect(await countUsers(each)).toBe(1)
        throw new Error('on purpose')
      })
      await expect(rejected).rejects.toThrow('on purpose')
      expect(await unit(countUsers)).toBe(0)
    })

    test('of parallel units that take a seat each, no more get one than there are', async () => {
      const { unit } = newWorld()
      const takeSeat = () =>
        unit(async (each) => {
          const free = (await countUsers(each)) < 3
          if (free) await each.insert(user, draft(user, {}))
          return free
        })
      const taken = await Promise.all(Array.from({ length: 10 }, takeSeat))
      expect(taken.filter(Boolean)).toHaveLength(3)
      expect(await unit(countUsers)).toBe(3)
    })
  })
}

function countUsers(unit: UnitOfWork): Promise<number> {
  return unit.countActive(user)
}
