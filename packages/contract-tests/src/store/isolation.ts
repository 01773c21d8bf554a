import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { add, addGroup, mustGet, type NewWorld, scope } from './world.ts'

/** Nobody sees a unit half done, and what a unit has read cannot change before it ends. */
export function describeIsolation(newWorld: NewWorld): void {
  describe('isolation', () => {
    test('a reader never sees half a unit', async () => {
      const { unit, query, addUser } = newWorld()
      await addUser({})
      const writing = unit(async (each) => {
        await each.insert(user, draft(user, {}))
        await pause()
        await each.insert(user, draft(user, {}))
        await pause()
      })
      const totals = await whileOpen(writing, async () => (await query({ scopes: [scope(user)] })).total)
      expect(new Set([...totals, 1, 3])).toEqual(new Set([1, 3]))
    })

    test('a reader sees a document and its relations of one moment', async () => {
      const { unit, read, addGroup: add_, addUser } = newWorld()
      const ada = await addUser({})
      const team = await add_('empty')
      const writing = unit(async (each) => {
        const current = await mustGet(each, group, team.id)
        await each.changeRelation(current, members, [add(ada.id)])
        await pause()
        await each.update(group, current, draft(group, { displayName: 'full' }))
      })
      const states = await whileOpen(writing, async () => {
        const seen = await read(group, team.id)
        return `${seen?.attributes.displayName} ${seen?.related?.members?.length}`
      })
      expect(new Set([...states, 'empty 0', 'full 1'])).toEqual(new Set(['empty 0', 'full 1']))
    })

    test('a reader never sees what is taken back', async () => {
      const { unit, find, addUser } = newWorld()
      const ada = await addUser({ userName: 'ada' })
      const writing = unit(async (each) => {
        await each.update(user, await mustGet(each, user, ada.id), draft(user, { userName: 'eve' }))
        await pause()
        throw new Error('on purpose')
      })
      const names = await whileOpen(writing, () => find('userName pr'))
      expect(names.flat().filter((name) => name !== 'ada')).toEqual([])
      expect(await find('userName pr')).toEqual(['ada'])
    })

    test('what a unit has read stays as it is until the unit ends', async () => {
      const { unit, addUser, change, read } = newWorld()
      const { id } = await addUser({ age: 1 })
      const [[first, second], later] = await Promise.all([
        unit(async (each) => {
          const once = await mustGet(each, user, id)
          await pause()
          return [once, await mustGet(each, user, id)] as const
        }),
        change(user, id, { age: 2 }),
      ])
      expect(second).toEqual(first)
      expect(await read(user, id)).toMatchObject({ version: 2, attributes: later.attributes })
    })

    test('a delete waits for the unit that uses the resource', async () => {
      const { unit, addUser, addGroup: addTeam, remove, memberIds, read } = newWorld()
      const ada = await addUser({})
      const team = await addTeam('Team')
      const adding = unit(async (each) => {
        const found = await each.get(user, ada.id)
        await pause()
        if (found) await each.changeRelation(await mustGet(each, group, team.id), members, [add(found.id)])
      })
      await Promise.all([adding, remove(user, ada.id)])
      expect(await read(user, ada.id)).toBeUndefined()
      expect(await memberIds(team.id)).toEqual([])
    })

    test('units of several tenants at once do not mix', async () => {
      const worlds = [newWorld(), newWorld(), newWorld()]
      await Promise.all(
        worlds.map((world, index) =>
          world.unit(async (each) => {
            const created = await each.insert(user, draft(user, { userName: `user ${index}` }))
            await pause()
            await addGroup(each, `group ${index}`, [created.id])
          }),
        ),
      )
      for (const [index, world] of worlds.entries()) {
        expect((await world.everything()).map((each) => each.attributes)).toEqual([
          { userName: `user ${index}` },
          { displayName: `group ${index}` },
        ])
      }
    })
  })
}

/** Lets everybody else have many turns. */
function pause(milliseconds = 20): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}

/** Looks again and again while a unit is open, and once after. */
async function whileOpen<Seen>(unit: Promise<unknown>, look: () => Promise<Seen>): Promise<readonly Seen[]> {
  const seen: Seen[] = []
  let open = true
  const closed = unit
    .catch(() => undefined)
    .then(() => {
      open = false
    })
  while (open) {
    seen.push(await look())
    await pause(1)
  }
  await closed
  return [...seen, await look()]
}
