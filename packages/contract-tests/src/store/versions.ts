import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { add, mustGet, type NewWorld, remove } from './world.ts'

/** `version`, `created` and `lastModified` (RFC 7643 §3.1). */
export function describeVersions(newWorld: NewWorld): void {
  describe('versions', () => {
    test('a new resource has version 1 and has never been modified', async () => {
      const { addUser } = newWorld()
      const { version, created, lastModified } = await addUser({})
      expect(version).toBe(1)
      expect(lastModified).toBe(created)
      expect(created).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/)
    })

    test('each update counts one up and moves lastModified forward, however fast they come', async () => {
      const { addUser, unit, read } = newWorld()
      const first = await addUser({ age: 0 })
      const states = [first]
      for (let age = 1; age <= 5; age += 1) {
        const [one, two] = await unit(async (each) => {
          const before = await mustGet(each, user, first.id)
          const between = await each.update(user, before, draft(user, { age }))
          return [between, await each.update(user, between, draft(user, { age: -age }))] as const
        })
        states.push(one, two)
      }
      expect(states.map((state) => state.version)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11])
      expect(states.map((state) => state.created)).toEqual(states.map(() => first.created))
      const instants = states.map((state) => Date.parse(state.lastModified))
      expect(instants).toEqual([...new Set(instants)].toSorted((left, right) => left - right))
      expect(await read(user, first.id)).toMatchObject(states.at(-1) ?? {})
    })

    test('reading changes neither version nor lastModified', async () => {
      const { addUser, read, find, unit } = newWorld()
      const { version, lastModified, id } = await addUser({ userName: 'ada' })
      await find('userName eq "ada"')
      await unit((each) => each.get(user, id))
      expect(await read(user, id)).toMatchObject({ version, lastModified })
    })

    test('changing a relation leaves the version to the caller', async () => {
      const { addUser, addGroup, changeMembers, read } = newWorld()
      const ada = await addUser({})
      const team = await addGroup('Team')
      await changeMembers(team.id, add(ada.id))
      expect(await read(group, team.id)).toMatchObject({ version: 1, lastModified: team.created })
    })

    test('a deleted element makes another version of each owner, and of no other', async () => {
      const { addUser, addGroup, remove: removeResource, read } = newWorld()
      const [ada, bob] = [await addUser({}), await addUser({})]
      const [both, other] = [await addGroup('Both', [ada.id, bob.id]), await addGroup('Other', [bob.id])]
      await removeResource(user, ada.id)
      const after = await read(group, both.id)
      expect(after).toMatchObject({ version: 2, created: both.created, attributes: { displayName: 'Both' } })
      expect(Date.parse(after?.lastModified ?? '')).toBeGreaterThan(Date.parse(both.lastModified))
      expect(await read(group, other.id)).toMatchObject({ version: 1, lastModified: other.lastModified })
      expect(await read(user, bob.id)).toMatchObject({ version: 1 })
    })

    test('a unit can update an owner whose element it has just deleted', async () => {
      const { addUser, addGroup, unit, read } = newWorld()
      const ada = await addUser({})
      const team = await addGroup('Team', [ada.id])
      await unit(async (each) => {
        const owner = await mustGet(each, group, team.id)
        await each.remove(user, await mustGet(each, user, ada.id), 'hard')
        expect(await each.changeRelation(owner, members, [remove(ada.id)])).toBe(false)
        await each.update(group, await mustGet(each, group, team.id), draft(group, { displayName: 'Rest' }))
      })
      expect(await read(group, team.id)).toMatchObject({ version: 3, related: { members: [], owners: [] } })
    })
  })
}
