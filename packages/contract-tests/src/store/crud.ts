import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, user, work } from './fixture.ts'
import { mustGet, type NewWorld } from './world.ts'

/** Create, read, replace, delete. */
export function describeCrud(newWorld: NewWorld): void {
  describe('create, read, replace, delete', () => {
    test('a created resource is read as it was returned', async () => {
      const { tenant, store, addUser } = newWorld()
      const created = await addUser({ userName: 'ada', [work]: { department: 'R&D' } })
      expect(created).toMatchObject({
        resourceType: 'User',
        attributes: { userName: 'ada', [work]: { department: 'R&D' } },
      })
      expect(await store.read(tenant, user, created.id, [])).toEqual(created)
    })

    test('a document is kept to the letter', async () => {
      const { addUser, read } = newWorld()
      await fc.assert(
        fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.integer(), fc.boolean(), async (text, age, active) => {
          const attributes = { displayName: text, age, active, tags: [text, `'${text}"\\`], name: { familyName: text } }
          const { id } = await addUser(attributes)
          expect((await read(user, id))?.attributes).toEqual(attributes)
        }),
        { numRuns: 25 },
      )
    })

    test('ids are new, differ over all types, and never contain "bulkId" (RFC 7643 §3.1)', async () => {
      const { unit } = newWorld()
      const ids = await unit(async (each) => {
        const created = []
        for (let at = 0; at < 50; at += 1) {
          created.push(await each.insert(user, draft(user, {})), await each.insert(group, draft(group, {})))
        }
        return created.map((resource) => resource.id)
      })
      expect(new Set(ids).size).toBe(100)
      expect(ids.filter((id) => id === '' || id.includes('bulkId'))).toEqual([])
    })

    test.each([
      ['an unknown id', () => crypto.randomUUID()],
      ['no id any store would make', () => "x'; --"],
      ['an id in another case', (id: string) => id.toUpperCase()],
    ])('%s is absent, which is no error', async (_, toId) => {
      const { store, tenant, unit, addUser } = newWorld()
      // Digits alone have no case.
      let created = await addUser({})
      while (created.id === created.id.toUpperCase()) created = await addUser({})
      const id = toId(created.id)
      expect(await store.read(tenant, user, id, [])).toBeUndefined()
      expect(await unit((each) => each.get(user, id))).toBeUndefined()
      expect(await unit((each) => each.identify([id]))).toEqual(new Map())
    })

    test('an id is looked for among the resources of the type that is asked for', async () => {
      const { store, tenant, unit, addUser } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      expect(await store.read(tenant, group, id, [])).toBeUndefined()
      expect(await unit((each) => each.get(group, id))).toBeUndefined()
    })

    test('an update replaces the whole document', async () => {
      const { addUser, change, read } = newWorld()
      const { id } = await addUser({ userName: 'ada', displayName: 'Ada', [work]: { department: 'R&D' } })
      const updated = await change(user, id, { userName: 'ada', age: 36 })
      expect(updated.attributes).toEqual({ userName: 'ada', age: 36 })
      expect((await read(user, id))?.attributes).toEqual({ userName: 'ada', age: 36 })
    })

    test('a unit sees what it has done', async () => {
      const { unit } = newWorld()
      await unit(async (each) => {
        const { id } = await each.insert(user, draft(user, { userName: 'ada' }))
        await each.update(user, await mustGet(each, user, id), draft(user, { userName: 'bob' }))
        const current = await mustGet(each, user, id)
        expect(current.attributes).toEqual({ userName: 'bob' })
        await each.remove(user, current, 'hard')
        expect(await each.get(user, id)).toBeUndefined()
        expect(await each.identify([id])).toEqual(new Map())
      })
    })

    test.each(['hard', 'tombstone'] as const)(
      'after a %s delete nothing finds the resource (RFC 7644 §3.6)',
      async (how) => {
        const { addUser, remove, read, unit, find } = newWorld()
        const { id } = await addUser({ userName: 'ada', emails: [{ value: 'a@example.com' }] })
        await remove(user, id, how)
        expect(await read(user, id)).toBeUndefined()
        expect(await unit((each) => each.get(user, id))).toBeUndefined()
        expect(await unit((each) => each.identify([id]))).toEqual(new Map())
        for (const filter of [`id eq "${id}"`, 'userName eq "ada"', 'emails.value eq "a@example.com"', 'userName pr']) {
          expect(await find(filter)).toEqual([])
        }
      },
    )
  })
}
