import { describe, expect, test } from 'vitest'
import { user } from './fixture.ts'
import { type NewWorld, scope, userNames, type World } from './world.ts'

/** Pages (RFC 7644 §3.4.2.4). */
export function describePaging(newWorld: NewWorld): void {
  describe('paging', () => {
    test('without a sort the order is that of creation, whatever is changed later', async () => {
      const world = newWorld()
      const [first, second] = await addUsers(world, ['c', 'a', 'd', 'b'])
      await world.change(user, first.id, { userName: 'c', age: 1 })
      await world.remove(user, second.id)
      await world.addUser({ userName: 'a' })
      expect(await world.find('userName pr')).toEqual(['c', 'd', 'b', 'a'])
      expect(userNames(await world.query({ scopes: [scope(user)] }))).toEqual(['c', 'd', 'b', 'a'])
    })

    test.each([
      ['everything', scope(user)],
      ['what a filter finds', scope(user, { filter: 'tags eq "even"' })],
      ['a sorted list', scope(user, { sortBy: 'displayName' })],
      ['a sorted list of what a filter finds', scope(user, { filter: 'tags eq "even"', sortBy: 'age' })],
    ])('pages of any size together are %s, each resource once', async (_, only) => {
      const world = newWorld()
      await addUsers(
        world,
        Array.from({ length: 11 }, (_each, index) => `user-${index}`),
      )
      const whole = userNames(await world.query({ scopes: [only] }))
      expect(whole.length).toBeGreaterThan(4)
      for (const count of [1, 2, 3, 5, whole.length, whole.length + 1]) {
        expect(await walk(world, { only, count })).toEqual(whole)
      }
    })

    test('every page tells how many there are on all', async () => {
      const world = newWorld()
      await addUsers(world, ['a', 'b', 'c'])
      for (const [startIndex, count, names] of [
        [1, 2, ['a', 'b']],
        [3, 2, ['c']],
        [4, 2, []],
        [999, 2, []],
        [1, 0, []],
        [2, 0, []],
        [1, 100, ['a', 'b', 'c']],
      ] as const) {
        const page = await world.query({ scopes: [scope(user)], startIndex, count })
        expect([page.total, userNames(page)]).toEqual([3, names])
        const filtered = await world.query({ scopes: [scope(user, { filter: 'userName pr' })], startIndex, count })
        expect([filtered.total, userNames(filtered)]).toEqual([3, names])
        const sorted = await world.query({ scopes: [scope(user, { sortBy: 'userName' })], startIndex, count })
        expect([sorted.total, userNames(sorted)]).toEqual([3, names])
      }
    })

    test('the total counts what matches, not what there is', async () => {
      const world = newWorld()
      await addUsers(world, ['a', 'b', 'c'])
      const { total } = await world.query({ scopes: [scope(user, { filter: 'userName gt "a"' })], count: 0 })
      expect(total).toBe(2)
    })
  })
}

async function addUsers({ addUser }: World, names: readonly string[]) {
  const added = []
  for (const [index, userName] of names.entries()) {
    const tags = [index % 2 === 0 ? 'even' : 'odd']
    // Equal names and numbers, so that a sort leaves ties.
    added.push(await addUser({ userName, displayName: `name ${index % 3}`, age: index % 2, tags }))
  }
  return added as [(typeof added)[0], (typeof added)[0], ...typeof added]
}

async function walk(world: World, { only, count }: { only: ReturnType<typeof scope>; count: number }) {
  const seen: unknown[] = []
  for (let startIndex = 1; ; startIndex += count) {
    const page = await world.query({ scopes: [only], startIndex, count })
    expect(page.resources.length).toBeLessThanOrEqual(count)
    if (page.resources.length === 0) return seen
    seen.push(...userNames(page))
  }
}
