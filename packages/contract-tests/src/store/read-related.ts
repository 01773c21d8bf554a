import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, groups, members, owners, user } from './fixture.ts'
import { add, mustFindDeleted, mustGet, type NewWorld, relatedIds, remove } from './world.ts'

/** More than any store should hold of a relation for a reader that can do without. */
const many = Array.from({ length: 2_345 }, (_, index) => `member-${index}`)

/** A unit of work reads relations as it has left them: the answer to a write is what the write commits. */
export function describeReadRelated(newWorld: NewWorld): void {
  describe('relations read in a unit', () => {
    test.each(['whole', 'streamed'] as const)('come with what the unit has written (%s)', async (how) => {
      const { addUser, addGroup, unit, read } = newWorld()
      const ada = await addUser({ userName: 'ada' })
      const team = await addGroup('Team', ['a', 'b'])
      const [team2, ada2] = await unit(async (each) => {
        const current = await mustGet(each, group, team.id)
        await each.changeRelation(current, members, [remove('a'), add(ada.id)])
        const renamed = await each.update(group, current, draft(group, { displayName: 'Crew' }))
        return [
          await each.readRelated(renamed, [members, owners], how),
          await each.readRelated(await mustGet(each, user, ada.id), [groups], how),
        ] as const
      })
      expect(team2).toMatchObject({
        version: 2,
        related: { members: [{ value: 'b' }, { value: ada.id }], owners: [] },
      })
      expect(ada2?.related).toEqual({ groups: [{ value: team.id, type: 'direct', display: 'Crew' }] })
      const { streamed: _, ...held } = team2
      expect(await read(group, team.id)).toEqual(held)
    })

    test('are those of what the unit has made, and go with it when it is taken back', async () => {
      const { unit, everything } = newWorld()
      const seen: unknown[] = []
      const failed = unit(async (each) => {
        const made = await each.insert(group, draft(group, { displayName: 'New' }))
        await each.changeRelation(made, members, [add('a')])
        seen.push((await each.readRelated(made, [members], 'whole')).related)
        throw new Error('on purpose')
      })
      await expect(failed).rejects.toThrow('on purpose')
      expect(seen).toEqual([{ members: [{ value: 'a' }] }])
      expect(await everything()).toEqual([])
    })

    test('may be too large to be held, and can be read when the unit has ended', async () => {
      const { addGroup, unit } = newWorld()
      const { id } = await addGroup('Team', many)
      const found = await unit(async (each) => {
        const current = await mustGet(each, group, id)
        await each.changeRelation(current, members, [add('last')])
        return each.readRelated(current, [members], 'streamed')
      })
      const values = relatedIds(found, 'members').slice()
      for await (const elements of found.streamed?.members ?? []) values.push(...elements.map(({ value }) => value))
      expect(values).toEqual([...many, 'last'])
    })

    test('are not there for what is not', async () => {
      const { addGroup, unit, remove: removeResource } = newWorld()
      const team = await addGroup('Team')
      await removeResource(group, team.id, 'tombstone')
      const readGone = unit((each) => each.readRelated(team, [members], 'whole'))
      await expect(readGone).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
      const readTombstone = unit(async (each) =>
        each.readRelated(await mustFindDeleted(each, group, team.id), [members], 'whole'),
      )
      await expect(readTombstone).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
    })
  })
}
