import { createDirectory, type RelationElement, type Store } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'

/** A directory with a group of so many people, on a store that may be another one in between. */
async function openGroup(size: number, between: (store: Store) => Store = (store) => store) {
  const store = createMemoryStore()
  const plain = createDirectory({ store })
  const ids: string[] = []
  for (let index = 0; index < size; index += 1)
    ids.push((await plain.addAccount('acme', { userName: `user ${index}` })).id)
  const { id } = await plain.addGroup('acme', { displayName: 'Staff', members: ids })
  return { directory: createDirectory({ store: between(store) }), id, ids }
}

async function collect(members: AsyncIterable<string>): Promise<readonly string[]> {
  const all: string[] = []
  for await (const member of members) all.push(member)
  return all
}

/** Fails when a relation is read, as it would in a group too large to be. */
function withoutRelations(store: Store): Store {
  const refuse = (wanted: readonly unknown[]) => {
    if (wanted.length > 0) throw new Error('A relation was read.')
  }
  return {
    ...bound(store),
    read: async (...asked) => {
      refuse(asked[3])
      return store.read(...asked)
    },
    query: async (tenant, query) => {
      for (const { wanted } of query.scopes) refuse(wanted)
      return store.query(tenant, query)
    },
  }
}

/** Streams members in batches of two, and notes how many it was asked for and whether it was told to end. */
function streaming(seen: { batches: number; isOver: boolean }) {
  return (store: Store): Store => {
    async function* inBatches(elements: readonly RelationElement[]) {
      try {
        for (let start = 0; start < elements.length; start += 2) {
          seen.batches += 1
          yield elements.slice(start, start + 2)
        }
      } finally {
        seen.isOver = true
      }
    }
    const read: Store['read'] = async (...asked) => {
      const found = await store.read(...asked)
      return found && { ...found, related: {}, streamed: { members: inBatches(found.related?.members ?? []) } }
    }
    return { ...bound(store), streamed: { read, query: (tenant, query) => store.query(tenant, query) } }
  }
}

function bound(store: Store): Store {
  return {
    transaction: (tenant, work) => store.transaction(tenant, work),
    read: (...asked) => store.read(...asked),
    query: (tenant, query) => store.query(tenant, query),
    transfer: (type, id, move) => store.transfer(type, id, move),
    ready: () => store.ready(),
    close: () => store.close(),
  }
}

describe('the members of a group', () => {
  it('are read only when they are asked for: not for a list, nor for a change', async () => {
    const { directory, id, ids } = await openGroup(3, withoutRelations)
    expect((await directory.groups('acme')).groups).toMatchObject([{ id, displayName: 'Staff' }])
    await directory.changeMembers('acme', id, { add: ids, remove: ids.slice(1) })
    await directory.addGroup('acme', { displayName: 'Other', members: ids })
    await expect(directory.group('acme', id)).rejects.toThrow('A relation was read.')
  })

  it('come in pages that say where the next one begins', async () => {
    const { directory, id, ids } = await openGroup(5)
    const page = async (query: object) => {
      const { members, next } = await directory.group('acme', id, query)
      return [members, next]
    }
    expect(await page({})).toEqual([ids, undefined])
    expect(await page({ count: 2 })).toEqual([ids.slice(0, 2), 3])
    expect(await page({ startIndex: 3, count: 2 })).toEqual([ids.slice(2, 4), 5])
    expect(await page({ startIndex: 5, count: 2 })).toEqual([ids.slice(4), undefined])
    expect(await page({ startIndex: 6 })).toEqual([[], undefined])
    expect(await page({ count: 0 })).toEqual([[], 1])
  })

  it('are at most 100 on a page', async () => {
    const { directory, id, ids } = await openGroup(101)
    expect(await directory.group('acme', id, { count: 1000 })).toMatchObject({ members: ids.slice(0, 100), next: 101 })
  })

  it('are walked over, all of them', async () => {
    const { directory, id, ids } = await openGroup(101)
    expect(await collect(directory.members('acme', id))).toEqual(ids)
  })

  it('are taken from the stream of a store that has one, no further than the page, and the stream is ended', async () => {
    const seen = { batches: 0, isOver: false }
    const { directory, id, ids } = await openGroup(9, streaming(seen))
    expect(await directory.group('acme', id, { count: 2 })).toMatchObject({ members: ids.slice(0, 2), next: 3 })
    expect(seen).toEqual({ batches: 2, isOver: true })
    expect(await collect(directory.members('acme', id))).toEqual(ids)
  })

  it('are those of a group that is there', async () => {
    const { directory, ids } = await openGroup(1)
    for (const none of ['none', ids[0] ?? '']) {
      await expect(directory.group('acme', none)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
      await expect(collect(directory.members('acme', none))).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
    }
  })
})
