import { parseFilter, type RelationDelta, resolveElementFilter } from '@scimkit/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { group, members, owners, user } from './fixture.ts'
import { applyToList } from './plain.ts'
import { add, mustGet, type NewWorld, relatedIds, remove, replaceAll, scope } from './world.ts'

/** Relations: changed by delta, never loaded to be changed. */
export function describeRelations(newWorld: NewWorld): void {
  describe('relations', () => {
    const cases: readonly [string, readonly RelationDelta[], readonly string[]][] = [
      ['adding appends', [add('d')], ['a', 'b', 'c', 'd']],
      ['adding what is there is no change (RFC 7643 §4.2)', [add('a', 'b')], ['a', 'b', 'c']],
      ['adding some that are there adds the others', [add('b', 'e', 'a', 'd')], ['a', 'b', 'c', 'e', 'd']],
      ['an element added twice is there once', [add('d', 'd')], ['a', 'b', 'c', 'd']],
      ['adding nothing is no change', [add()], ['a', 'b', 'c']],
      ['values that differ in case are two', [add('A')], ['a', 'b', 'c', 'A']],
      ['removing takes out', [remove('b')], ['a', 'c']],
      ['removing several takes out each', [remove('c', 'a')], ['b']],
      ['removing what is not there is no change', [remove('x', 'y')], ['a', 'b', 'c']],
      ['removing some that are not there removes the others', [remove('x', 'a')], ['b', 'c']],
      ['removing nothing is no change', [remove()], ['a', 'b', 'c']],
      ['replacing leaves exactly those', [replaceAll('c', 'x')], ['c', 'x']],
      ['replacing by more adds', [replaceAll('a', 'b', 'c', 'd')], ['a', 'b', 'c', 'd']],
      ['replacing by nothing empties', [replaceAll()], []],
      ['replacing by the same is no change', [replaceAll('a', 'b', 'c')], ['a', 'b', 'c']],
      ['replacing by the same in another order is no change', [replaceAll('c', 'a', 'b')], ['a', 'b', 'c']],
      ['replacing keeps the place of what stays', [replaceAll('x', 'c', 'b')], ['b', 'c', 'x']],
      ['removing where one value matches', [where('value eq "b"')], ['a', 'c']],
      ['removing where one of many values matches', [where('value eq "a" or value eq "c" or value eq "x"')], ['b']],
      ['removing where nothing matches is no change', [where('value eq "x"')], ['a', 'b', 'c']],
      ['removing by a value in another case is no change', [where('value eq "B"')], ['a', 'b', 'c']],
      ['removing where another attribute matches', [where('display sw "BB"')], ['a', 'c']],
      ['removing where several conditions hold', [where('type eq "user" and value ne "a"')], ['a', 'c']],
      ['removing by negation', [where('not (value eq "b")')], ['b']],
      ['removing what has an attribute', [where('type pr')], ['c']],
      ['removing by a value and a condition that fails', [where('value eq "a" and type eq "Group"')], ['a', 'b', 'c']],
      ['deltas are applied in order', [remove('a'), add('d'), remove('d'), add('a')], ['b', 'c', 'a']],
      ['no deltas are no change', [], ['a', 'b', 'c']],
    ]

    test.each(cases)('%s', async (_, deltas, expected) => {
      const { addGroup, changeMembers, memberIds } = newWorld()
      const { id } = await addGroup('Team')
      await changeMembers(id, { kind: 'add', elements: initial })
      expect(await changeMembers(id, ...deltas)).toBe(expected.join() !== 'a,b,c')
      expect(await memberIds(id)).toEqual(expected)
    })

    test('an element is kept with what was said about it, and once added stays as it is', async () => {
      const { addGroup, changeMembers, read } = newWorld()
      const { id } = await addGroup('Team')
      const element = { value: 'a', type: 'User', display: 'Ada "the first" Łovelace' }
      await changeMembers(id, { kind: 'add', elements: [element, { value: 'b' }] })
      const again = { value: 'a', type: 'Group', display: 'Other' }
      expect(await changeMembers(id, { kind: 'add', elements: [again] })).toBe(false)
      expect((await read(group, id))?.related?.members).toEqual([element, { value: 'b' }])
    })

    test('matchRelation tells which elements match, and changes nothing', async () => {
      const { addGroup, changeMembers, unit, memberIds } = newWorld()
      const { id } = await addGroup('Team')
      await changeMembers(id, { kind: 'add', elements: initial })
      const match = (filter: string) =>
        unit(async (each) => each.matchRelation(await mustGet(each, group, id), members, elementFilter(filter)))
      expect(await match('value eq "b"')).toEqual(['b'])
      expect((await match('type eq "User"')).toSorted()).toEqual(['a', 'b'])
      expect(await match('(value eq "b" or value eq "c") and not (type eq "User")')).toEqual(['c'])
      expect((await match('value eq "c" or value eq "a" or value eq "c"')).toSorted()).toEqual(['a', 'c'])
      expect(await match('value eq "x"')).toEqual([])
      expect(await memberIds(id)).toEqual(['a', 'b', 'c'])
    })

    test('a unit sees the elements it has added and removed', async () => {
      const { addGroup, unit } = newWorld()
      const { id } = await addGroup('Team', ['a', 'b'])
      await unit(async (each) => {
        const current = await mustGet(each, group, id)
        await each.changeRelation(current, members, [remove('a'), add('c')])
        const found = await each.matchRelation(current, members, elementFilter('value pr'))
        expect(found.toSorted()).toEqual(['b', 'c'])
      })
    })

    test('elements need not exist: whether they must is for the core to say', async () => {
      const { addGroup, memberIds } = newWorld()
      const { id } = await addGroup('Team', ['nobody'])
      expect(await memberIds(id)).toEqual(['nobody'])
    })

    test('a relation belongs to its owner alone', async () => {
      const { addGroup, changeMembers, memberIds } = newWorld()
      const [one, two] = [await addGroup('One', ['a']), await addGroup('Two', ['a', 'b'])]
      await changeMembers(one.id, replaceAll('c'))
      expect(await memberIds(one.id)).toEqual(['c'])
      expect(await memberIds(two.id)).toEqual(['a', 'b'])
    })

    test('two relations of one owner are kept apart', async () => {
      const { addUser, addGroup, unit, read, remove: removeResource } = newWorld()
      const [ada, bob] = [await addUser({}), await addUser({})]
      const { id } = await addGroup('Team', [ada.id])
      const changed = await unit(async (each) => {
        const current = await mustGet(each, group, id)
        return each.changeRelation(current, owners, [add(ada.id, bob.id)])
      })
      expect(changed).toBe(true)
      expect((await read(group, id))?.related).toEqual({
        members: [{ value: ada.id }],
        owners: [{ value: ada.id }, { value: bob.id }],
      })
      expect(relatedIds(await read(user, bob.id), 'groups')).toEqual([])
      await removeResource(user, ada.id)
      expect((await read(group, id))?.related).toEqual({ members: [], owners: [{ value: bob.id }] })
    })

    test('only what is wanted comes along', async () => {
      const { store, tenant, addGroup, addUser, query } = newWorld()
      const ada = await addUser({})
      const team = await addGroup('Team', [ada.id])
      expect((await store.read(tenant, group, team.id, []))?.related ?? {}).toEqual({})
      expect((await store.read(tenant, user, ada.id, []))?.related ?? {}).toEqual({})
      const filtered = scope(group, { filter: `members.value eq "${ada.id}"`, wanted: [] })
      expect((await query({ scopes: [filtered] })).resources[0]?.related ?? {}).toEqual({})
      expect((await store.read(tenant, group, team.id, [members]))?.related).toEqual({ members: [{ value: ada.id }] })
    })

    test('what is wanted of a relation without elements is an empty list', async () => {
      const { addGroup, addUser, read } = newWorld()
      expect((await read(group, (await addGroup('Team')).id))?.related).toEqual({ members: [], owners: [] })
      expect((await read(user, (await addUser({})).id))?.related).toEqual({ groups: [] })
    })

    test('any deltas leave what they leave of a list', async () => {
      const { addGroup, changeMembers, memberIds } = newWorld()
      await fc.assert(
        fc.asyncProperty(fc.array(anyDelta, { maxLength: 8 }), async (deltas) => {
          const { id } = await addGroup('Team', ['1', '2', '3'])
          await changeMembers(id, ...deltas)
          expect(await memberIds(id)).toEqual(deltas.reduce<readonly string[]>(applyToList, ['1', '2', '3']))
        }),
        { numRuns: 25 },
      )
    })
  })
}

const initial = [
  { value: 'a', type: 'User', display: 'Aa' },
  { value: 'b', type: 'User', display: 'Bb' },
  { value: 'c' },
]

const someValues = fc.array(fc.constantFrom('1', '2', '3', '4', '5'), { maxLength: 4 })
const anyDelta = fc.oneof(
  someValues.map((values) => add(...values)),
  someValues.map((values) => remove(...values)),
  someValues.map((values) => replaceAll(...values)),
)

function elementFilter(text: string) {
  return resolveElementFilter(parseFilter(text), members)
}

function where(text: string): RelationDelta {
  return { kind: 'removeWhere', filter: elementFilter(text) }
}
