import type { ResourceType, UnitOfWork } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { add, by, mustFindDeleted, mustGet, type NewWorld, scope, type World } from './world.ts'

/** What a deletion leaves of a resource, and how it comes back (RW-I1, RW-I2, RW-I6). */
export function describeTombstones(newWorld: NewWorld): void {
  describe('tombstones', () => {
    test('a tombstone keeps what it was', async () => {
      const { addUser, change, remove, unit } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      const before = await change(user, id, { userName: 'ada', age: 36 })
      await remove(user, id, 'tombstone')
      expect(await unit((each) => mustFindDeleted(each, user, id))).toEqual({
        ...before,
        provenance: { ...before.provenance, deleted: true },
      })
    })

    test('one that comes back has its id, another version, and the document it is given', async () => {
      const { addUser, remove, revive, read, unit } = newWorld()
      const ada = await addUser({ userName: 'ada', age: 36 }, { managed: false, origin: 'local' })
      await remove(user, ada.id, 'tombstone')
      const back = await revive(user, ada.id, { userName: 'ada', displayName: 'Ada' })
      expect(back).toMatchObject({ id: ada.id, created: ada.created, version: ada.version + 1 })
      expect(Date.parse(back.lastModified)).toBeGreaterThan(Date.parse(ada.lastModified))
      expect(back.attributes).toEqual({ userName: 'ada', displayName: 'Ada' })
      expect(back.provenance).toEqual({ managed: true, origin: 'scim', active: true, deleted: false })
      expect(await read(user, ada.id)).toEqual({ ...back, related: { groups: [] } })
      expect(await unit((each) => each.get(user, ada.id))).toEqual(back)
      expect(await unit((each) => each.find(user, by(`id eq "${ada.id}"`), 'deleted'))).toEqual([])
    })

    test('one that comes back is found by what it is now, and not by what it was', async () => {
      const { addUser, remove, revive, find, unit } = newWorld()
      const { id } = await addUser({ userName: 'old', emails: [{ value: 'old@example.com' }] })
      await remove(user, id, 'tombstone')
      await revive(user, id, { userName: 'new', emails: [{ value: 'new@example.com' }] })
      for (const which of ['live', 'deleted'] as const) {
        expect(await unit((each) => each.find(user, by('emails.value eq "old@example.com"'), which))).toEqual([])
      }
      expect(await find('emails.value eq "new@example.com" and userName eq "new"')).toEqual(['new'])
    })

    test('one that comes back holds its values again', async () => {
      const { addUser, remove, revive } = newWorld()
      const badge = crypto.randomUUID()
      const { id } = await addUser({ userName: 'ada', badge })
      await remove(user, id, 'tombstone')
      await revive(user, id, { userName: 'ada', badge })
      const taken = { code: 'UNIQUENESS_VIOLATED', params: { holder: { id } } }
      await expect(addUser({ userName: 'ADA' })).rejects.toMatchObject(taken)
      await expect(addUser({ badge })).rejects.toMatchObject(taken)
    })

    test('one whose value somebody else has taken since stays a tombstone', async () => {
      const { addUser, remove, revive, unit, everything } = newWorld()
      const old = await addUser({ userName: 'ada' })
      await remove(user, old.id, 'tombstone')
      const holder = await addUser({ userName: 'Ada' })
      await expect(revive(user, old.id, { userName: 'ada' })).rejects.toMatchObject({
        code: 'UNIQUENESS_VIOLATED',
        params: { attribute: 'userName', value: 'ada', holder: { id: holder.id } },
      })
      expect((await everything()).map(({ id }) => id)).toEqual([holder.id])
      expect(await unit((each) => mustFindDeleted(each, user, old.id))).toMatchObject({ version: 1 })
      expect(await revive(user, old.id, { userName: 'other' })).toMatchObject({ id: old.id, version: 2 })
    })

    test('of parallel units that bring one back, one finds it', async () => {
      const { addUser, remove, unit, read } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      await remove(user, id, 'tombstone')
      const reviveIfThere = () =>
        unit(async (each) => {
          const [current] = await each.find(user, by('userName eq "ada"'), 'deleted')
          if (current !== undefined) await each.update(user, current, draft(user, { userName: 'ada' }))
          return current !== undefined
        })
      const done = await Promise.all(Array.from({ length: 10 }, reviveIfThere))
      expect(done.filter(Boolean)).toHaveLength(1)
      expect(await read(user, id)).toMatchObject({ version: 2 })
    })

    test('what comes back is in no group, and has no members', async () => {
      const { addUser, addGroup, remove, revive, read, memberIds } = newWorld()
      const ada = await addUser({ userName: 'ada' })
      const inner = await addGroup('Inner', [ada.id])
      const outer = await addGroup('Outer', [inner.id, ada.id])
      await remove(user, ada.id, 'tombstone')
      await remove(group, inner.id, 'tombstone')
      await revive(user, ada.id, { userName: 'ada' })
      await revive(group, inner.id, { displayName: 'Inner' })
      expect(await memberIds(inner.id)).toEqual([])
      expect(await memberIds(outer.id)).toEqual([])
      expect((await read(user, ada.id))?.related).toEqual({ groups: [] })
    })

    test('what comes back is the newest of its type', async () => {
      const { addUser, remove, revive, find, query } = newWorld()
      const [first] = [await addUser({ userName: 'first' }), await addUser({ userName: 'second' })]
      const after = (await query({ scopes: [scope(user)], page: { kind: 'after', position: undefined, count: 1 } }))
        .next
      await remove(user, first.id, 'tombstone')
      await revive(user, first.id, { userName: 'first' })
      await addUser({ userName: 'third' })
      expect(await find('userName pr')).toEqual(['second', 'first', 'third'])
      const rest = await query({ scopes: [scope(user)], page: { kind: 'after', position: after, count: 9 } })
      expect(rest.resources.map(({ attributes }) => attributes.userName)).toEqual(['second', 'first', 'third'])
    })

    test('a resource may go and come back again and again, also in one unit', async () => {
      const { addUser, unit, read } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      await unit(async (each) => {
        for (let time = 0; time < 3; time += 1) {
          await each.remove(user, await mustGet(each, user, id), 'tombstone')
          await each.update(user, await mustFindDeleted(each, user, id), draft(user, { userName: 'ada', age: time }))
        }
      })
      expect(await read(user, id)).toMatchObject({ version: 4, attributes: { userName: 'ada', age: 2 } })
    })

    test('a tombstone may be written as one: it keeps its place, and takes nothing', async () => {
      const { addUser, remove, unit } = newWorld()
      const [ada, bob] = [await addUser({ userName: 'ada' }), await addUser({ userName: 'bob' })]
      for (const { id } of [ada, bob]) await remove(user, id, 'tombstone')
      await unit(async (each) => {
        const current = await mustFindDeleted(each, user, ada.id)
        await each.update(user, current, draft(user, { userName: 'cyd' }, { deleted: true }))
      })
      const dead = await unit((each) => each.find(user, by('userName pr'), 'deleted'))
      expect(dead.map(({ version, attributes }) => [version, attributes.userName])).toEqual([
        [2, 'cyd'],
        [1, 'bob'],
      ])
      await expect(addUser({ userName: 'cyd' })).resolves.toMatchObject({ version: 1 })
    })

    test('nothing becomes a tombstone by being written', async () => {
      const { addUser, unit, everything } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      const dead = draft(user, { userName: 'eve' }, { deleted: true })
      const attempts = [
        (each: UnitOfWork) => each.insert(user, dead),
        async (each: UnitOfWork) => each.update(user, await mustGet(each, user, id), dead),
      ]
      for (const attempt of attempts) await expect(unit(attempt)).rejects.toMatchObject({ code: 'CONFIGURATION' })
      expect((await everything()).map(({ attributes }) => attributes)).toEqual([{ userName: 'ada' }])
    })

    test('one that is removed for good is gone, and one that is removed again is not', async () => {
      const world = newWorld()
      const { addUser, remove, removeDeleted, unit } = world
      const ada = await addUser({ userName: 'ada' })
      await remove(user, ada.id, 'tombstone')
      const before = await unit((each) => mustFindDeleted(each, user, ada.id))
      await removeDeleted(user, ada.id, 'tombstone')
      expect(await unit((each) => mustFindDeleted(each, user, ada.id))).toEqual(before)
      await removeDeleted(user, ada.id, 'hard')
      for (const filter of ['userName eq "ada"', `id eq "${ada.id}"`, 'userName pr']) {
        expect(await unit((each) => each.find(user, by(filter), 'deleted'))).toEqual([])
      }
      expect(await world.query({ scopes: [scope(user, { which: 'deleted' })] })).toEqual({ total: 0, resources: [] })
    })

    test('one that is removed for good leaves the groups that took it in since', async () => {
      const { addUser, addGroup, remove, removeDeleted, memberIds, read } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      await remove(user, id, 'tombstone')
      const team = await addGroup('Team', [id])
      await removeDeleted(user, id, 'hard')
      expect(await memberIds(team.id)).toEqual([])
      expect((await read(group, team.id))?.version).toBe(team.version + 1)
    })

    test('what a resource was read as, it has to be still', async () => {
      const { addGroup, remove, unit, revive } = newWorld()
      const live = await addGroup('Team')
      await remove(group, live.id, 'tombstone')
      const dead = await unit((each) => mustFindDeleted(each, group, live.id))
      for (const attempt of attemptsOn(live)) await expect(unit(attempt)).rejects.toMatchObject(notFound)
      await expect(unit((each) => each.changeRelation(dead, members, [add('ada')]))).rejects.toMatchObject(notFound)
      await revive(group, live.id, { displayName: 'Team' })
      for (const attempt of attemptsOn(dead)) await expect(unit(attempt)).rejects.toMatchObject(notFound)
      await remove(group, live.id, 'hard')
      for (const gone of [live, dead]) {
        for (const attempt of attemptsOn(gone)) await expect(unit(attempt)).rejects.toMatchObject(notFound)
      }
    })

    test('nothing of a rejected unit remains', async () => {
      const world = newWorld()
      const back = await buried(world, user, { userName: 'back' })
      const purged = await buried(world, user, { userName: 'purged' })
      const third = await buried(world, user, { userName: 'third' })
      const before = await dead(world)
      const rejected = world.unit(async (each) => {
        await each.update(user, await mustFindDeleted(each, user, back), draft(user, { userName: 'back' }))
        await each.remove(user, await mustFindDeleted(each, user, purged), 'hard')
        const rest = await mustFindDeleted(each, user, third)
        await each.update(user, rest, draft(user, { userName: 'other' }, { deleted: true }))
        throw new Error('on purpose')
      })
      await expect(rejected).rejects.toThrow('on purpose')
      expect(await dead(world)).toEqual(before)
      expect(await world.everything()).toEqual([])
      await expect(world.addUser({ userName: 'back' })).resolves.toMatchObject({ version: 1 })
    })
  })
}

const notFound = { code: 'RESOURCE_NOT_FOUND' }

function attemptsOn(stored: Awaited<ReturnType<World['addGroup']>>) {
  return [
    (each: UnitOfWork): Promise<unknown> => each.update(group, stored, draft(group, { displayName: 'Team' })),
    (each: UnitOfWork): Promise<unknown> => each.remove(group, stored, 'hard'),
    (each: UnitOfWork): Promise<unknown> => each.changeRelation(stored, members, []),
    (each: UnitOfWork): Promise<unknown> => each.matchRelation(stored, members, { kind: 'never' }),
    (each: UnitOfWork): Promise<unknown> => each.countRelation(stored, members),
  ]
}

/** The id of a resource that was created and deleted. */
async function buried(world: World, resourceType: ResourceType, attributes: { userName: string }): Promise<string> {
  const { id } = await world.addUser(attributes)
  await world.remove(resourceType, id, 'tombstone')
  return id
}

async function dead({ query }: World) {
  return (await query({ scopes: [scope(user, { which: 'deleted' })] })).resources
}
