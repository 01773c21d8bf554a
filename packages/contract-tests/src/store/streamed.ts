import type { ElementStream, StoredResource } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { group, members } from './fixture.ts'
import { add, type NewWorld, remove, scope, type World } from './world.ts'

/** More than any store should hold of a relation for a reader that can do without. */
const many = Array.from({ length: 3_210 }, (_, index) => `member-${index}`)

/** The reads of a store that streams large relations. One that holds everything anyway has none. */
export function describeStreamed(newWorld: NewWorld): void {
  describe('streamed reads', () => {
    test('a small relation comes with the resource, as ever', async ({ skip }) => {
      const world = newWorld()
      const { id } = await world.addGroup('Team', ['a', 'b'])
      const found = await readStreamed(world, id)
      if (found === undefined) return skip('the store does not stream')
      expect(found.related).toEqual({ members: [{ value: 'a' }, { value: 'b' }] })
      expect(found.streamed?.members).toBeUndefined()
    })

    test('a large one comes as a stream of the same elements in the same order', async ({ skip }) => {
      const world = newWorld()
      const { id } = await world.addGroup('Team', many)
      await world.changeMembers(id, remove('member-5'), add('member-5'))
      const found = await readStreamed(world, id)
      if (found === undefined) return skip('the store does not stream')
      expect(found.related?.members).toBeUndefined()
      const { values, largest } = await drain(found.streamed?.members)
      expect(values).toEqual(await world.memberIds(id))
      expect(largest).toBeLessThan(many.length)
    })

    test('a page streams what is large on it, group by group', async ({ skip }) => {
      const world = newWorld()
      if (world.store.streamed === undefined) return skip('the store does not stream')
      await world.addGroup('Large', many)
      await world.addGroup('Small', ['a'])
      await world.addGroup('Large too', many.slice(100))
      const page = { kind: 'index', startIndex: 1, count: 10 } as const
      const query = { scopes: [scope(group, { wanted: [members] })], descending: false, page }
      const { resources } = await world.store.streamed.query(world.tenant, query)
      const counts = []
      for (const resource of resources) counts.push(await countMembers(resource))
      expect(counts).toEqual([many.length, 1, many.length - 100])
    })

    test('a stream shows one state, whatever is written while it is read', async ({ skip }) => {
      const world = newWorld()
      const { id } = await world.addGroup('Team', many)
      const found = await readStreamed(world, id)
      if (found === undefined) return skip('the store does not stream')
      const seen: string[] = []
      for await (const elements of found.streamed?.members ?? []) {
        if (seen.length === 0) await world.changeMembers(id, remove(...many.slice(1)), add('late'))
        seen.push(...elements.map(({ value }) => value))
      }
      expect(seen).toEqual(many)
      expect(await world.memberIds(id)).toEqual(['member-0', 'late'])
    })

    test('streams that are left, or never begun, keep nothing to themselves', async ({ skip }) => {
      const world = newWorld()
      const { id } = await world.addGroup('Team', many)
      if (world.store.streamed === undefined) return skip('the store does not stream')
      for (let time = 0; time < 50; time += 1) {
        const found = await readStreamed(world, id)
        if (time % 2 === 0) await leaveMidway(found?.streamed?.members)
      }
      expect(await world.memberIds(id)).toHaveLength(many.length)
    })
  })
}

async function readStreamed({ store, tenant }: World, id: string): Promise<StoredResource | undefined> {
  return store.streamed?.read(tenant, group, id, [members])
}

async function countMembers({ related, streamed }: StoredResource): Promise<number> {
  return related?.members?.length ?? (await drain(streamed?.members)).values.length
}

async function leaveMidway(stream: ElementStream | undefined): Promise<void> {
  for await (const _ of stream ?? []) return
}

async function drain(stream: ElementStream | undefined): Promise<{ values: readonly string[]; largest: number }> {
  const values: string[] = []
  let largest = 0
  for await (const elements of stream ?? []) {
    largest = Math.max(largest, elements.length)
    values.push(...elements.map(({ value }) => value))
  }
  return { values, largest }
}
