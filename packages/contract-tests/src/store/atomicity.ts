import { ScimError, type StoredResource, type UnitOfWork } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { add, addGroup, mustGet, type NewWorld, remove, replaceAll, type World } from './world.ts'

/** Everything in a unit of work happens, or nothing does. */
export function describeAtomicity(newWorld: NewWorld): void {
  describe('atomicity', () => {
    test('a unit answers with what its work returns, and does it for good', async () => {
      const { unit, find } = newWorld()
      const answer = await unit(async (each) => {
        await each.insert(user, draft(user, { userName: 'ada' }))
        return 42
      })
      expect(answer).toBe(42)
      expect(await find('userName pr')).toEqual(['ada'])
    })

    test('a rejected unit passes its reason on unchanged', async () => {
      const { unit } = newWorld()
      const reason = new ScimError('FORBIDDEN', { need: 'more' })
      const error = await unit(() => Promise.reject(reason)).catch((thrown) => thrown)
      expect(error).toBe(reason)
    })

    test('nothing of a rejected unit remains', async () => {
      const world = newWorld()
      const seeded = await seed(world)
      const before = await world.everything()
      await expect(world.unit((each) => turnUpsideDown(each, seeded))).rejects.toThrow('on purpose')
      expect(await world.everything()).toEqual(before)
      for (const filter of [
        'userName eq "new"',
        'emails.value eq "new@example.com"',
        'groups pr and userName eq "cyd"',
      ]) {
        expect(await world.find(filter)).toEqual([])
      }
      expect(await world.find('emails.value eq "ada@example.com"')).toEqual(['ada'])
    })

    test('what a rejected unit touched goes on as if nothing had been', async () => {
      const world = newWorld()
      const seeded = await seed(world)
      await world.unit((each) => turnUpsideDown(each, seeded)).catch(() => undefined)
      const { team, ada, bob, cyd } = seeded
      expect(await world.changeMembers(team.id, add(bob.id))).toBe(false)
      expect(await world.changeMembers(team.id, add(cyd.id), remove(ada.id))).toBe(true)
      expect(await world.memberIds(team.id)).toEqual([bob.id, cyd.id])
      expect(await world.change(user, ada.id, { userName: 'ada' })).toMatchObject({ version: 2 })
    })

    test('a refusal by the store itself takes back what came before it', async () => {
      const { addUser, unit, find } = newWorld()
      await addUser({ userName: 'ada' })
      const refused = unit(async (each) => {
        await each.insert(user, draft(user, { userName: 'bob' }))
        await each.insert(user, draft(user, { userName: 'ada' }))
      })
      await expect(refused).rejects.toMatchObject({ code: 'UNIQUENESS_VIOLATED' })
      expect(await find('userName pr')).toEqual(['ada'])
    })

    test('work that throws before it awaits anything is rejected like any other', async () => {
      const { unit, addUser } = newWorld()
      const thrown = unit(() => {
        throw new Error('on purpose')
      })
      await expect(thrown).rejects.toThrow('on purpose')
      await expect(addUser({})).resolves.toMatchObject({ version: 1 })
    })

    test.each(['commit', 'rollback'])('a unit cannot be used after its %s', async (how) => {
      const { unit, addUser, everything } = newWorld()
      const ada = await addUser({})
      const kept: UnitOfWork[] = []
      await unit(async (each) => {
        kept.push(each)
        if (how === 'rollback') throw new Error('on purpose')
      }).catch(() => undefined)
      const [ended] = kept as [UnitOfWork]
      await expect(ended.insert(user, draft(user, {}))).rejects.toThrow()
      await expect(ended.get(user, ada.id)).rejects.toThrow()
      await expect(ended.remove(user, ada, 'hard')).rejects.toThrow()
      expect(await everything()).toHaveLength(1)
    })
  })
}

type Seeded = Awaited<ReturnType<typeof seed>>

async function seed(world: World) {
  const ada = await world.addUser({ userName: 'ada', emails: [{ value: 'ada@example.com' }] })
  const bob = await world.addUser({ userName: 'bob' })
  const cyd = await world.addUser({ userName: 'cyd' })
  const team = await world.addGroup('Team', [ada.id, bob.id])
  const all = await world.addGroup('All', [team.id])
  return { ada, bob, cyd, team, all }
}

/** One of everything a unit can do. */
async function turnUpsideDown(unit: UnitOfWork, { ada, bob, cyd, team, all }: Seeded): Promise<never> {
  const get = (stored: StoredResource) => mustGet(unit, stored.resourceType === 'User' ? user : group, stored.id)
  await unit.insert(user, draft(user, { userName: 'new', emails: [{ value: 'new@example.com' }] }))
  await unit.changeRelation(await get(team), members, [remove(ada.id), add(cyd.id, ada.id)])
  await unit.update(group, await get(team), draft(group, { displayName: 'Other' }))
  await unit.remove(user, await get(ada), 'hard')
  await unit.remove(user, await get(bob), 'tombstone')
  await unit.changeRelation(await get(all), members, [replaceAll(cyd.id)])
  await unit.remove(group, await get(team), 'hard')
  await addGroup(unit, 'New', [cyd.id])
  throw new Error('on purpose')
}
