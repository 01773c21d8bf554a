import { parseFilter, resolveElementFilter } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { add, by, mustGet, type NewWorld, remove, replaceAll, scope } from './world.ts'

/** Nothing that could be compressed until an index takes it. */
function longText(length: number): string {
  return Array.from({ length }, (_, index) => String.fromCodePoint(0x4e00 + ((index * 7919) % 20_000))).join('')
}

const values: readonly (readonly [string, string])[] = [
  ['of 3 000 characters', longText(3_000)],
  ['of 8 000 characters', longText(8_000)],
  ['of 3 000 characters that need four bytes', '\u{1F600}\u{20000}'.repeat(1_500)],
  ['with control characters', 'a\u0000b\u0001\u0002'],
  ['of 600 control characters', '\u0000'.repeat(600)],
  ['in a form that is not normalised', 'e\u0301\u212A'],
]

/** What clients write may be of any length, and of any characters JSON and UTF-8 have. */
export function describeAnyValues(newWorld: NewWorld): void {
  describe.each(values)('a value %s', (_, value) => {
    const other = `${value}x`

    test('can be an element, which is there once', async () => {
      const { addGroup, changeMembers, memberIds } = newWorld()
      const { id } = await addGroup('Team', ['first'])
      expect(await changeMembers(id, add(value, other, value))).toBe(true)
      expect(await changeMembers(id, add(other, value))).toBe(false)
      expect(await memberIds(id)).toEqual(['first', value, other])
      expect(await changeMembers(id, replaceAll(other, 'last'))).toBe(true)
      expect(await changeMembers(id, remove(value))).toBe(false)
      expect(await memberIds(id)).toEqual([other, 'last'])
      expect(await changeMembers(id, remove(other))).toBe(true)
      expect(await memberIds(id)).toEqual(['last'])
    })

    test('is found among elements, with what was said about it', async () => {
      const { addGroup, changeMembers, unit, read, query } = newWorld()
      const { id } = await addGroup('Team')
      const element = { value, type: value, display: value }
      await changeMembers(id, { kind: 'add', elements: [element] })
      expect((await read(group, id))?.related?.members).toEqual([element])
      const filter = `value eq ${JSON.stringify(value)}`
      await unit(async (each) => {
        const current = await mustGet(each, group, id)
        expect(await each.matchRelation(current, members, elementFilter(filter))).toEqual([value])
        expect(await each.matchRelation(current, members, elementFilter(`${filter} and display pr`))).toEqual([value])
        expect(await each.countRelation(current, members, [value, other])).toBe(1)
        expect([...(await each.identify([value, id])).keys()]).toEqual([id])
      })
      for (const text of [`members.${filter}`, `members[${filter}]`, `members[display pr and ${filter}]`])
        expect((await query({ scopes: [scope(group, { filter: text })] })).total).toBe(1)
    })

    test('can be unique, and found where values are indexed', async () => {
      const { addUser, unit, read } = newWorld()
      const ada = await addUser({ badge: `${value} ${crypto.randomUUID()}`, emails: [{ value }] })
      const again = unit((each) => each.insert(user, draft(user, { badge: String(ada.attributes.badge) })))
      await expect(again).rejects.toMatchObject({ code: 'UNIQUENESS_VIOLATED' })
      const found = await unit((each) => each.find(user, by(`emails.value eq ${JSON.stringify(value)}`), 'live'))
      expect(found.map(({ id }) => id)).toEqual([ada.id])
      expect((await read(user, ada.id))?.attributes).toEqual(ada.attributes)
      expect(await read(user, value)).toBeUndefined()
    })
  })
}

function elementFilter(text: string) {
  return resolveElementFilter(parseFilter(text), members)
}
