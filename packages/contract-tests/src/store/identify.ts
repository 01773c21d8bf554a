import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, user } from './fixture.ts'
import { mustGet, type NewWorld } from './world.ts'

/** What there is under an id, without loading it. */
export function describeIdentify(newWorld: NewWorld): void {
  describe('identify', () => {
    test('tells type, activity and who looks after what is there, and leaves out the rest', async () => {
      const { addUser, addGroup, unit, remove } = newWorld()
      const ada = await addUser({ userName: 'ada' })
      const bob = await addUser({ userName: 'bob' }, { active: false })
      const cyd = await addUser({ userName: 'cyd' }, { managed: false, origin: 'local' })
      const gone = await addUser({ userName: 'gone' })
      const team = await addGroup('Team')
      await remove(user, gone.id, 'tombstone')
      const found = await unit((each) => each.identify([bob.id, 'nobody', ada.id, gone.id, team.id, cyd.id, ada.id]))
      expect(found).toEqual(
        new Map([
          [ada.id, { resourceType: 'User', active: true, managed: true }],
          [bob.id, { resourceType: 'User', active: false, managed: true }],
          [cyd.id, { resourceType: 'User', active: true, managed: false }],
          [team.id, { resourceType: 'Group', active: true, managed: true }],
        ]),
      )
      expect(await unit((each) => each.identify([]))).toEqual(new Map())
    })

    test('a window leaves out what is not among the first of its type (P-22)', async () => {
      const { addUser, addGroup, unit, remove } = newWorld()
      const users = [await addUser({}), await addUser({}, { managed: false }), await addUser({}), await addUser({})]
      const groups = [await addGroup('One'), await addGroup('Two')]
      const all = [...users, ...groups].map(({ id }) => id)
      const seenIn = async (window?: number) => {
        const found = await unit((each) => each.identify(all, window))
        return all.map((id) => found.has(id))
      }
      expect(await seenIn(0)).toEqual([false, false, false, false, false, false])
      expect(await seenIn(1)).toEqual([true, false, false, false, true, false])
      expect(await seenIn(3)).toEqual([true, true, true, false, true, true])
      expect(await seenIn(4)).toEqual([true, true, true, true, true, true])
      expect(await seenIn()).toEqual([true, true, true, true, true, true])
      await remove(user, users[1]?.id ?? '', 'tombstone')
      expect(await seenIn(2)).toEqual([true, false, true, false, true, true])
    })

    test('a window counts what comes back as the newest', async () => {
      const { addUser, unit, remove, revive, change } = newWorld()
      const [first, second] = [await addUser({}), await addUser({})]
      const inWindow = async () => [...(await unit((each) => each.identify([first.id, second.id], 1))).keys()]
      await change(user, first.id, { age: 1 })
      expect(await inWindow()).toEqual([first.id])
      await remove(user, first.id, 'tombstone')
      await revive(user, first.id, {})
      expect(await inWindow()).toEqual([second.id])
    })

    test('a window follows what the unit does', async () => {
      const { addUser, unit } = newWorld()
      const ada = await addUser({})
      await unit(async (each) => {
        const bob = await each.insert(user, draft(user, {}))
        expect([...(await each.identify([ada.id, bob.id], 1)).keys()]).toEqual([ada.id])
        await each.remove(user, await mustGet(each, user, ada.id), 'hard')
        expect([...(await each.identify([ada.id, bob.id], 1)).keys()]).toEqual([bob.id])
        expect(await each.get(group, bob.id)).toBeUndefined()
      })
    })
  })
}
