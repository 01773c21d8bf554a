import { resolveSort, type StoredResource, type UnitOfWork } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'
import { expect, test } from 'vitest'
import { draft, gate, group, members, user } from './fixture.ts'

const insert = (unit: UnitOfWork) => unit.insert(user, draft({}))

test('lastModified goes forward when the clock stands still or goes back', async () => {
  const ticks = [1000, 1000, 1000, 500, 5000]
  const store = createMemoryStore({ now: () => ticks.shift() ?? 0 })
  const states: StoredResource[] = [await store.transaction('acme', insert)]
  while (ticks.length > 0) {
    const [latest] = states.slice(-1) as [StoredResource]
    states.push(await store.transaction('acme', (unit) => unit.update(user, latest, draft({}))))
  }
  expect(states.map((state) => Date.parse(state.lastModified))).toEqual([1000, 1001, 1002, 1003, 5000])
})

test('a member named like a prototype is a member like any other', async () => {
  const store = createMemoryStore()
  const attributes = JSON.parse('{"__proto__":{"polluted":true},"constructor":"x"}')
  const { id } = await store.transaction('acme', (unit) => unit.insert(user, draft(attributes)))
  const found = await store.read('acme', user, id, [])
  expect(JSON.stringify(found?.attributes)).toBe('{"__proto__":{"polluted":true},"constructor":"x"}')
})

test('an open unit does not hold up another tenant', async () => {
  const store = createMemoryStore()
  const { opened, open } = gate()
  const waiting = store.transaction('acme', async (unit) => {
    await insert(unit)
    await opened
  })
  await store.transaction('other', insert)
  expect(await store.query('other', everyone)).toMatchObject({ total: 1 })
  open()
  await waiting
})

test('a reader waits for the open unit of its tenant', async () => {
  const store = createMemoryStore()
  const { opened, open } = gate()
  const seen: string[] = []
  const writing = store.transaction('acme', async (unit) => {
    await insert(unit)
    await opened
    seen.push('written')
  })
  const reading = store.query('acme', everyone).then(({ total }) => seen.push(`read ${total}`))
  open()
  await Promise.all([writing, reading])
  expect(seen).toEqual(['written', 'read 1'])
})

test.each([
  ['is refused a global value that is kept', undefined, 'UNIQUENESS_VIOLATED'],
  ['gets a global value that is given back', new Error('on purpose'), undefined],
] as const)('a tenant waits for another and %s', async (_, failure, code) => {
  const store = createMemoryStore()
  const { opened, open } = gate()
  const holding = store.transaction('acme', async (unit) => {
    await unit.insert(user, draft({}, 'badge'))
    await opened
    if (failure) throw failure
  })
  const wanting = store.transaction('other', (unit) => unit.insert(user, draft({}, 'badge')))
  open()
  const [, outcome] = await Promise.allSettled([holding, wanting])
  expect(outcome.status === 'rejected' ? outcome.reason.code : undefined).toBe(code)
})

test('a global value a unit gives up stays taken until the unit ends', async () => {
  const store = createMemoryStore()
  const { opened, open } = gate()
  const holder = await store.transaction('acme', (unit) => unit.insert(user, draft({}, 'badge')))
  const removing = store.transaction('acme', async (unit) => {
    await unit.remove(user, holder, 'hard')
    await opened
    throw new Error('on purpose')
  })
  const wanting = store.transaction('other', (unit) => unit.insert(user, draft({}, 'badge')))
  open()
  await expect(removing).rejects.toThrow('on purpose')
  await expect(wanting).rejects.toMatchObject({ code: 'UNIQUENESS_VIOLATED' })
})

test('a unit left behind by its work fails, and holds nobody up', async () => {
  const store = createMemoryStore()
  const { opened, open } = gate()
  const blocking = store.transaction('other', async (unit) => {
    await unit.insert(user, draft({}, 'other'))
    await opened
  })
  const late: Promise<unknown>[] = []
  await store.transaction('acme', async (unit) => {
    late.push(unit.insert(user, draft({}, 'acme')))
  })
  open()
  await blocking
  await expect(Promise.all(late)).rejects.toMatchObject({ code: 'CONFIGURATION' })
  await expect(store.transaction('third', (unit) => unit.insert(user, draft({}, 'acme')))).resolves.toMatchObject({
    version: 1,
  })
})

test('a resource that is gone cannot be changed', async () => {
  const store = createMemoryStore()
  const gone = await store.transaction('acme', (unit) => unit.insert(group, draft({})))
  await store.transaction('acme', (unit) => unit.remove(group, gone, 'tombstone'))
  const attempts = [
    (unit: UnitOfWork) => unit.update(group, gone, draft({})),
    (unit: UnitOfWork) => unit.remove(group, gone, 'hard'),
    (unit: UnitOfWork) => unit.changeRelation(gone, members, []),
  ]
  for (const attempt of attempts) {
    await expect(store.transaction<unknown>('acme', attempt)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
  }
})

test('resources that sort alike come in the order of their ids', async () => {
  const store = createMemoryStore()
  const create = () => store.transaction('acme', (unit) => unit.insert(user, draft({ age: 1 })))
  const created = await Promise.all(Array.from({ length: 10 }, create))
  const ids = created.map((each) => each.id).toSorted()
  for (const descending of [false, true]) {
    const scopes = everyone.scopes.map((scope) => ({ ...scope, sortBy: resolveSort('age', user) }))
    const { resources } = await store.query('acme', { ...everyone, descending, scopes })
    expect(resources.map((each) => each.id)).toEqual(ids)
  }
})

test('closing lets a unit under way finish', async () => {
  const store = createMemoryStore()
  const { opened, open } = gate()
  const writing = store.transaction('acme', async (unit) => {
    await opened
    return insert(unit)
  })
  await store.close()
  open()
  await expect(writing).resolves.toMatchObject({ version: 1 })
})

const everyone = {
  scopes: [{ resourceType: user, filter: undefined, sortBy: undefined, wanted: [] }],
  descending: false,
  page: { kind: 'index', startIndex: 1, count: 10 },
} as const
