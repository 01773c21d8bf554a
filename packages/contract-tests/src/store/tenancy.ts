import { describe, expect, test } from 'vitest'
import { group, members, user } from './fixture.ts'
import { add, type NewWorld, scope } from './world.ts'

/** A tenant sees nothing of another. */
export function describeTenancy(newWorld: NewWorld): void {
  describe('tenancy', () => {
    test('a tenant nobody has written to is empty', async () => {
      const { everything, query, read } = newWorld()
      expect(await everything()).toEqual([])
      expect(await query({ scopes: [scope(user), scope(group)] })).toEqual({ total: 0, resources: [] })
      expect(await read(user, 'x')).toBeUndefined()
    })

    test("another tenant's resource is absent, whatever asks for it", async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const ada = await acme.addUser({ userName: 'ada' })
      expect(await other.read(user, ada.id)).toBeUndefined()
      expect(await other.unit((each) => each.get(user, ada.id))).toBeUndefined()
      expect(await other.unit((each) => each.identify([ada.id]))).toEqual(new Map())
      expect(await other.find(`id eq "${ada.id}" or userName eq "ada" or userName pr`)).toEqual([])
      expect(await other.everything()).toEqual([])
    })

    test("another tenant's resource cannot be changed, even by who has read it", async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const [ada, team] = [await acme.addUser({ userName: 'ada' }), await acme.addGroup('Team')]
      const attempts = [
        other.unit((each) => each.remove(user, ada, 'hard')),
        other.unit((each) => each.changeRelation(team, members, [add('x')])),
      ]
      await Promise.allSettled(attempts)
      expect(await acme.read(user, ada.id)).toMatchObject({ version: 1, attributes: { userName: 'ada' } })
      expect(await acme.memberIds(team.id)).toEqual([])
      expect(await other.everything()).toEqual([])
    })

    test('an element that is the id of a resource elsewhere relates to nothing there', async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const ada = await acme.addUser({})
      const team = await other.addGroup('Team', [ada.id])
      expect((await acme.read(user, ada.id))?.related).toEqual({ groups: [] })
      await acme.remove(user, ada.id)
      expect(await other.memberIds(team.id)).toEqual([ada.id])
    })
  })
}
