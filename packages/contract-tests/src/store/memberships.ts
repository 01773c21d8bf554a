import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, groups, user } from './fixture.ts'
import { add, mustGet, type NewWorld, relatedIds, remove, type World } from './world.ts'

/** A relation seen from the other side, e.g. a user's groups (RFC 7643 §4.1.2). */
export function describeMemberships(newWorld: NewWorld): void {
  describe('memberships', () => {
    test('a direct group is told with its name', async () => {
      const { addUser, addGroup, read } = newWorld()
      const ada = await addUser({})
      const team = await addGroup('Team', [ada.id])
      await addGroup('Other', ['somebody else'])
      expect((await read(user, ada.id))?.related).toEqual({
        groups: [{ value: team.id, type: 'direct', display: 'Team' }],
      })
    })

    test('a group that holds one of its groups is told as indirect', async () => {
      const world = newWorld()
      const ada = await world.addUser({})
      const inner = await world.addGroup('Inner', [ada.id])
      const middle = await world.addGroup('Middle', [inner.id])
      const outer = await world.addGroup('Outer', [middle.id])
      expect(await typesOf(world, ada.id)).toEqual({
        [inner.id]: 'direct',
        [middle.id]: 'indirect',
        [outer.id]: 'indirect',
      })
    })

    test('a group that holds a resource both ways is told once, as direct', async () => {
      const world = newWorld()
      const ada = await world.addUser({})
      const inner = await world.addGroup('Inner', [ada.id])
      const outer = await world.addGroup('Outer', [inner.id, ada.id])
      const other = await world.addGroup('Other', [inner.id])
      const top = await world.addGroup('Top', [outer.id, other.id])
      expect(await typesOf(world, ada.id)).toEqual({
        [inner.id]: 'direct',
        [outer.id]: 'direct',
        [other.id]: 'indirect',
        [top.id]: 'indirect',
      })
      expect(relatedIds(await world.read(user, ada.id), 'groups')).toHaveLength(4)
    })

    test('direct groups are told in the order of joining, then indirect ones, oldest first', async () => {
      const world = newWorld()
      const idOf = async (name: string) => (await world.addGroup(name)).id
      const [oldest, far, near] = [await idOf('Oldest'), await idOf('Far'), await idOf('Near')]
      const [left, right] = [await idOf('Left'), await idOf('Right')]
      const ada = await world.addUser({})
      for (const id of [right, left]) await world.changeMembers(id, add(ada.id))
      await world.changeMembers(near, add(left))
      await world.changeMembers(far, add(near))
      await world.changeMembers(oldest, add(far, right))
      const groupsOf = async () => relatedIds(await world.read(user, ada.id), 'groups')
      expect(await groupsOf()).toEqual([right, left, oldest, far, near])
      await world.changeMembers(right, remove(ada.id), add(ada.id))
      await world.change(group, oldest, { displayName: 'Renamed' })
      expect(await groupsOf()).toEqual([left, right, oldest, far, near])
      await world.remove(group, far, 'tombstone')
      await world.revive(group, far, { displayName: 'Back' })
      await world.changeMembers(far, add(near))
      expect(await groupsOf()).toEqual([left, right, oldest, near, far])
    })

    test('groups that hold each other come to an end', async () => {
      const world = newWorld()
      const ada = await world.addUser({})
      const left = await world.addGroup('Left', [ada.id])
      const right = await world.addGroup('Right', [left.id])
      await world.changeMembers(left.id, add(right.id, left.id))
      expect(await typesOf(world, ada.id)).toEqual({ [left.id]: 'direct', [right.id]: 'indirect' })
    })

    test('memberships follow every change of the groups', async () => {
      const world = newWorld()
      const ada = await world.addUser({})
      const inner = await world.addGroup('Inner', [ada.id])
      const outer = await world.addGroup('Outer', [inner.id])
      await world.change(group, outer.id, { displayName: 'Renamed' })
      expect((await world.read(user, ada.id))?.related?.groups).toContainEqual({
        value: outer.id,
        type: 'indirect',
        display: 'Renamed',
      })
      await world.changeMembers(outer.id, remove(inner.id))
      expect(await typesOf(world, ada.id)).toEqual({ [inner.id]: 'direct' })
      await world.remove(group, inner.id)
      expect(await typesOf(world, ada.id)).toEqual({})
    })

    test.each(['hard', 'tombstone'] as const)(
      'a %s delete takes a resource out of every relation (A36)',
      async (how) => {
        const world = newWorld()
        const [ada, bob] = [await world.addUser({}), await world.addUser({})]
        const inner = await world.addGroup('Inner', [ada.id, bob.id])
        const outer = await world.addGroup('Outer', [inner.id, ada.id])
        await world.remove(user, ada.id, how)
        expect(await world.memberIds(inner.id)).toEqual([bob.id])
        await world.remove(group, inner.id, how)
        expect(await world.memberIds(outer.id)).toEqual([])
        expect(await typesOf(world, bob.id)).toEqual({})
      },
    )

    test('a page brings the memberships of each resource on it', async () => {
      const { unit, query, store, tenant, addUser, addGroup } = newWorld()
      const [ada, bob] = [await addUser({ userName: 'ada' }), await addUser({ userName: 'bob' })]
      const team = await addGroup('Team', [bob.id])
      const scopes = [{ resourceType: user, filter: undefined, sortBy: undefined, wanted: [groups] }]
      const { resources } = await query({ scopes })
      expect(resources.map((each) => [each.id, relatedIds(each, 'groups')])).toEqual([
        [ada.id, []],
        [bob.id, [team.id]],
      ])
      await unit(async (each) => each.update(user, await mustGet(each, user, bob.id), draft(user, {})))
      expect(relatedIds(await store.read(tenant, user, bob.id, [groups]), 'groups')).toEqual([team.id])
    })
  })
}

async function typesOf({ read }: World, id: string): Promise<Record<string, string | undefined>> {
  const found = (await read(user, id))?.related?.groups ?? []
  return Object.fromEntries(found.map((element) => [element.value, element.type]))
}
