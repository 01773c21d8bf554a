import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { user } from './fixture.ts'
import { move } from './transfer.ts'
import { mustGet, type NewWorld, type World } from './world.ts'

/** Transfers while others write. */
export function describeTransferRaces(newWorld: NewWorld): void {
  describe('concurrent transfers', () => {
    test('in both directions all come to an end', async () => {
      const [left, right] = [newWorld(), newWorld()]
      const [fromLeft, fromRight] = [await fill(left, 10), await fill(right, 10)]
      const moves = fromLeft.flatMap((id, index) => [move(left, right, id), move(right, left, fromRight[index] ?? '')])
      const moved = await Promise.all(moves)
      expect(moved.map((each) => each?.version)).toEqual(moves.map(() => 2))
      expect((await idsIn(left)).toSorted()).toEqual(fromRight.toSorted())
      expect((await idsIn(right)).toSorted()).toEqual(fromLeft.toSorted())
    })

    test('and units that take values unique over all tenants all come to an end', async () => {
      const [left, right, third] = [newWorld(), newWorld(), newWorld()]
      const ids = await fill(left, 10)
      const adding = [left, right, third].flatMap((world) =>
        ids.map(() => world.addUser({ badge: crypto.randomUUID() })),
      )
      await Promise.all([...ids.map((id) => move(left, right, id)), ...adding])
      expect([await idsIn(left), await idsIn(right), await idsIn(third)].map(({ length }) => length)).toEqual([
        10, 20, 10,
      ])
    })

    test('around a circle of tenants all come to an end', async () => {
      const worlds = [newWorld(), newWorld(), newWorld()]
      const filled = await Promise.all(worlds.map((world) => fill(world, 5)))
      const moves = worlds.flatMap((world, index) => {
        const next = worlds[(index + 1) % worlds.length] ?? world
        return (filled[index] ?? []).map((id) => move(world, next, id))
      })
      await Promise.all(moves)
      for (const [index, world] of worlds.entries()) {
        expect((await idsIn(world)).toSorted()).toEqual(filled.at(index - 1)?.toSorted())
      }
    })

    test('of one resource: one finds it', async () => {
      const [home, ...others] = [newWorld(), newWorld(), newWorld(), newWorld()]
      const [id = ''] = await fill(home, 1)
      const moved = await Promise.all(others.map((other) => move(home, other, id)))
      expect(moved.filter((each) => each !== undefined)).toHaveLength(1)
      const found = await Promise.all(others.map((other) => other.read(user, id)))
      expect(found.filter((each) => each !== undefined)).toHaveLength(1)
      expect(await home.everything()).toEqual([])
    })

    test('of resources with one name: one gets it, the others stay', async () => {
      const target = newWorld()
      const homes = [newWorld(), newWorld(), newWorld()]
      const ids = await Promise.all(homes.map(async (home) => (await home.addUser({ userName: 'ada' })).id))
      const outcomes = await Promise.allSettled(homes.map((home, index) => move(home, target, ids[index] ?? '')))
      const refused = outcomes.filter((outcome) => outcome.status === 'rejected')
      expect(refused).toHaveLength(2)
      for (const { reason } of refused) expect(reason).toMatchObject({ code: 'UNIQUENESS_VIOLATED' })
      expect(await target.find('userName eq "ada"')).toEqual(['ada'])
      expect((await Promise.all(homes.map(idsIn))).flat()).toHaveLength(2)
    })

    test('a transfer waits for the unit that uses the resource', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const { id } = await home.addUser({ userName: 'ada' })
      const [, moved] = await Promise.all([
        home.unit(async (each) => {
          const current = await each.get(user, id)
          await new Promise((resolve) => setTimeout(resolve, 20))
          if (current) await each.update(user, current, draft(user, { userName: 'ada', age: 36 }))
          // Whichever came first, what this unit has read has not gone away meanwhile.
          expect((await each.get(user, id)) === undefined).toBe(current === undefined)
        }),
        move(home, acme, id),
      ])
      const there = await acme.unit((each) => mustGet(each, user, id))
      expect(there).toEqual(moved)
      expect([
        { version: 2, attributes: { userName: 'ada' } },
        { version: 3, attributes: { userName: 'ada', age: 36 } },
      ]).toContainEqual({
        version: there.version,
        attributes: there.attributes,
      })
    })
  })
}

async function fill({ addUser }: World, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  for (let index = 0; index < count; index += 1) {
    ids.push((await addUser({ userName: crypto.randomUUID(), badge: crypto.randomUUID() })).id)
  }
  return ids
}

async function idsIn({ everything }: World): Promise<readonly string[]> {
  return (await everything()).map(({ id }) => id)
}
