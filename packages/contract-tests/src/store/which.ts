import type { PageRequest, QueryScope, Which } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { group, user } from './fixture.ts'
import { type NewWorld, relatedIds, scope, userNames, type World } from './world.ts'

/** The state of each user of {@link seed}, in the order they are created and deleted. */
const states: readonly (Exclude<Which, 'live'> | 'deleted unmanaged')[] = [
  'managed',
  'unmanaged',
  'deleted',
  'managed',
  'deleted unmanaged',
  'unmanaged',
  'managed',
  'deleted',
]

const belongs: Readonly<Record<Which, (state: string) => boolean>> = {
  managed: (state) => state === 'managed',
  unmanaged: (state) => state === 'unmanaged',
  live: (state) => !state.startsWith('deleted'),
  deleted: (state) => state.startsWith('deleted'),
}
const everyWhich = Object.keys(belongs) as Which[]

/** What a query sorts and narrows by. A sort by age gives the youngest first, who was created last. */
const listings: Readonly<Record<string, { readonly filter?: string; readonly sortBy?: 'age' }>> = {
  'in the order of creation': {},
  'of what a filter finds': { filter: 'displayName pr' },
  'of what an index finds': { filter: 'emails.value eq "all@example.com"' },
  'that is sorted': { sortBy: 'age' },
  'that is sorted, of what an index finds': { sortBy: 'age', filter: 'emails.value eq "all@example.com"' },
}

/** Which resources a query is about: SCIM shows some of them, the application all. */
export function describeWhich(newWorld: NewWorld): void {
  describe.each(everyWhich)('a query of %s resources', (which) => {
    test.each(Object.entries(listings))('gives a list %s, and its total, on pages of any size', async (_, how) => {
      const world = newWorld()
      await seed(world)
      const whole = expectedOf(which, how.sortBy === 'age')
      const only = { scopes: [scope(user, { ...how, which })] }
      for (const count of [1, 2, 3, whole.length, whole.length + 1]) {
        expect(await walkByIndex(world, only, count)).toEqual(whole)
        expect(await walkByPosition(world, only, { kind: 'after', count })).toEqual(whole)
        expect(await walkByPosition(world, only, { kind: 'before', count })).toEqual(whole)
      }
      expect(await world.query({ ...only, count: 0 })).toEqual({ total: whole.length, resources: [] })
    })

    test('follows what becomes of each', async () => {
      const world = newWorld()
      const ids = await seed(world)
      const names = async () => userNames(await world.query({ scopes: [scope(user, { which })] }))
      const first = ids[0] ?? ''
      await world.remove(user, first, 'tombstone')
      expect((await names()).includes('user-0')).toBe(which === 'deleted')
      await world.removeDeleted(user, first)
      expect(await names()).not.toContain('user-0')
      await world.change(user, ids[1] ?? '', { userName: 'user-1' })
      expect((await names()).includes('user-1')).toBe(which === 'managed' || which === 'live')
    })

    test('without any is empty', async () => {
      const { query, addUser, addGroup } = newWorld()
      expect(await query({ scopes: [scope(user, { which })] })).toEqual({ total: 0, resources: [] })
      await addUser({}, { managed: which === 'unmanaged' })
      await addGroup('Team')
      const expected = which === 'live' ? 1 : 0
      expect((await query({ scopes: [scope(user, { which })] })).total).toBe(expected)
    })
  })

  describe('queries of several kinds', () => {
    test('each type may mean others', async () => {
      const world = newWorld()
      await seed(world)
      await world.addGroup('Team')
      const gone = await world.addGroup('Gone')
      await world.remove(group, gone.id, 'tombstone')
      const scopes = [scope(user, { which: 'unmanaged' }), scope(group, { which: 'deleted' }), scope(group)]
      const whole = ['user-1', 'user-5', 'Gone', 'Team']
      expect(await walkByIndex(world, { scopes }, 3)).toEqual(whole)
      expect(await walkByPosition(world, { scopes }, { kind: 'after', count: 3 })).toEqual(whole)
      expect(await walkByPosition(world, { scopes }, { kind: 'before', count: 1 })).toEqual(whole)
    })

    test('what is not said means what is live', async () => {
      const world = newWorld()
      await seed(world)
      expect(await world.query({ scopes: [scope(user)] })).toEqual(
        await world.query({ scopes: [scope(user, { which: 'live' })] }),
      )
    })

    test('a tombstone says that it is one, and is in no group', async () => {
      const { addUser, addGroup, remove, query, tenant, store } = newWorld()
      const ada = await addUser({ userName: 'ada' }, { signIn: 'ada@idp.example' })
      await addGroup('Team', [ada.id])
      await remove(user, ada.id, 'tombstone')
      const { resources } = await query({ scopes: [scope(user, { which: 'deleted' })] })
      expect(resources).toMatchObject([{ ...ada, provenance: { ...ada.provenance, deleted: true } }])
      expect(relatedIds(resources[0], 'groups')).toEqual([])
      expect(await store.read(tenant, user, ada.id, [])).toBeUndefined()
    })
  })
}

/** Users `user-0` to `user-7` in the states above; the deleted ones are deleted in this order. */
async function seed({ addUser, remove }: World): Promise<readonly string[]> {
  const ids: string[] = []
  for (const [index, state] of states.entries()) {
    const emails = [{ value: 'all@example.com' }]
    const attributes = { userName: `user-${index}`, displayName: 'x', age: -index, emails }
    ids.push((await addUser(attributes, { managed: !state.endsWith('unmanaged') })).id)
  }
  for (const [index, state] of states.entries()) {
    if (state.startsWith('deleted')) await remove(user, ids[index] ?? '', 'tombstone')
  }
  return ids
}

function expectedOf(which: Which, youngestFirst: boolean): readonly string[] {
  const names = states.flatMap((state, place) => (belongs[which](state) ? [`user-${place}`] : []))
  return youngestFirst ? names.reverse() : names
}

interface Listing {
  readonly scopes: readonly QueryScope[]
}

async function walkByIndex(world: World, listing: Listing, count: number): Promise<readonly unknown[]> {
  const seen: unknown[] = []
  for (let startIndex = 1; ; startIndex += count) {
    const page = await world.query({ ...listing, startIndex, count })
    if (page.resources.length === 0) {
      expect(page.total).toBe(seen.length)
      return seen
    }
    seen.push(...namesOn(page))
  }
}

async function walkByPosition(
  world: World,
  listing: Listing,
  { kind, count }: Pick<Exclude<PageRequest, { kind: 'index' }>, 'kind' | 'count'>,
): Promise<readonly unknown[]> {
  let seen: readonly unknown[] = []
  let position: string | undefined
  do {
    const page = await world.query({ ...listing, page: { kind, position, count } })
    seen = kind === 'after' ? [...seen, ...namesOn(page)] : [...namesOn(page), ...seen]
    position = kind === 'after' ? page.next : page.previous
  } while (position !== undefined)
  return seen
}

function namesOn({ resources }: Awaited<ReturnType<World['query']>>): readonly unknown[] {
  return resources.map(({ attributes }) => attributes.userName ?? attributes.displayName)
}
