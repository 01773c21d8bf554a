import { describe, expect, test } from 'vitest'
import { group, members, user } from './fixture.ts'
import { type NewWorld, scope, type World } from './world.ts'

/** Queries over several resource types (RFC 7644 §3.4.2.1). */
export function describeScopes(newWorld: NewWorld): void {
  describe('queries over several types', () => {
    test('without a sort one type follows the other, across pages too', async () => {
      const world = newWorld()
      await seed(world)
      const scopes = [scope(user), scope(group)]
      expect(await names(world, { scopes })).toEqual(['bob', 'Dev', 'Ada', 'Cod'])
      expect(await names(world, { scopes, startIndex: 2, count: 2 })).toEqual(['Dev', 'Ada'])
      expect(await names(world, { scopes, startIndex: 4, count: 5 })).toEqual(['Cod'])
      expect(await names(world, { scopes: scopes.toReversed() })).toEqual(['Ada', 'Cod', 'bob', 'Dev'])
      expect(await world.query({ scopes, count: 0 })).toEqual({ total: 4, resources: [] })
      expect((await world.query({ scopes, startIndex: 5 })).total).toBe(4)
    })

    test('a sort goes over all types together', async () => {
      const world = newWorld()
      await seed(world)
      const scopes = [scope(user, { sortBy: 'displayName' }), scope(group, { sortBy: 'displayName' })]
      expect(await names(world, { scopes })).toEqual(['Ada', 'bob', 'Cod', 'Dev'])
      expect(await names(world, { scopes, descending: true })).toEqual(['Dev', 'Cod', 'bob', 'Ada'])
      expect(await names(world, { scopes, startIndex: 2, count: 2 })).toEqual(['bob', 'Cod'])
    })

    test('a type without the sort attribute counts as one without a value', async () => {
      const world = newWorld()
      await seed(world)
      const scopes = [scope(group), scope(user, { sortBy: 'age' })]
      expect((await names(world, { scopes })).slice(0, 2)).toEqual(['Dev', 'bob'])
      expect((await names(world, { scopes, descending: true })).slice(2)).toEqual(['bob', 'Dev'])
    })

    test('each type has its own filter', async () => {
      const world = newWorld()
      await seed(world)
      const devs = scope(user, { filter: 'displayName eq "dev"' })
      expect(await names(world, { scopes: [devs, scope(group)] })).toEqual(['Dev', 'Ada', 'Cod'])
      expect(await names(world, { scopes: [devs, { ...scope(group), filter: { kind: 'never' } }] })).toEqual(['Dev'])
    })

    test('each type brings what is wanted of it', async () => {
      const world = newWorld()
      await seed(world)
      const scopes = [scope(user, { wanted: [] }), scope(group, { wanted: [members] })]
      const { resources } = await world.query({ scopes })
      expect(resources.map((each) => Object.keys(each.related ?? {}))).toEqual([[], [], ['members'], ['members']])
    })

    test('no types, no resources', async () => {
      const world = newWorld()
      await seed(world)
      expect(await world.query({ scopes: [] })).toEqual({ total: 0, resources: [] })
    })
  })
}

async function seed({ addUser, addGroup }: World): Promise<void> {
  await addUser({ displayName: 'bob', age: 2 })
  await addGroup('Ada')
  await addUser({ displayName: 'Dev', age: 1 })
  await addGroup('Cod')
}

async function names({ query }: World, what: Parameters<World['query']>[0]): Promise<readonly unknown[]> {
  return (await query(what)).resources.map((each) => each.attributes.displayName)
}
