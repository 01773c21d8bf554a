import type { PageRequest, QueryScope } from '@scimkit/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { group, user } from './fixture.ts'
import { type NewWorld, scope, type World } from './world.ts'

interface Listing {
  readonly scopes: readonly QueryScope[]
  readonly descending: boolean
}

const even = { filter: 'tags eq "even"' }
const listings: Readonly<Record<string, Listing>> = {
  'in the order of creation': { scopes: [scope(user)], descending: false },
  'of what a filter finds': { scopes: [scope(user, even)], descending: false },
  'of what an index finds': {
    scopes: [scope(user, { filter: 'emails.value eq "all@example.com"' })],
    descending: false,
  },
  'of several types': { scopes: [scope(group), scope(user)], descending: false },
  'of several types with filters': { scopes: [scope(user, even), scope(group), scope(user, odd())], descending: false },
  'that is sorted': { scopes: [scope(user, { sortBy: 'age' })], descending: false },
  'that is sorted descending': { scopes: [scope(user, { ...even, sortBy: 'displayName' })], descending: true },
  'of several types that is sorted': {
    scopes: [scope(user, { sortBy: 'displayName' }), scope(group, { sortBy: 'displayName' })],
    descending: false,
  },
  'without a value to sort by': { scopes: [scope(user, { sortBy: 'joined' })], descending: true },
}
const eachWay = ['after', 'before'] as const
/** A walk over any of them, and what is added and removed after each page. */
const anyWalk = fc.record({
  listing: fc.constantFrom(...Object.values(listings)),
  kind: fc.constantFrom(...eachWay),
  count: fc.integer({ min: 1, max: 5 }),
  script: fc.array(fc.record({ add: fc.nat(6), remove: fc.option(fc.nat(30)) }), { maxLength: 8 }),
})

/** Pages found by position (RFC 9865): they hold together while resources come and go. */
export function describePositions(newWorld: NewWorld): void {
  describe('pages by position', () => {
    test.each(Object.entries(listings))('walked either way are a list %s, each resource once', async (_, listing) => {
      const world = newWorld()
      for (let index = 0; index < 7; index += 1) await addOne(world, index)
      const whole = ids(await world.query(listing))
      expect(whole.length).toBeGreaterThan(3)
      for (const kind of eachWay) {
        for (const count of [1, 2, 3, whole.length - 1, whole.length, whole.length + 1])
          expect(await walk(world, { listing, kind, count })).toEqual(whole)
      }
    })

    test('each resource that is there all along comes once, whatever else comes and goes', async () => {
      await fc.assert(
        fc.asyncProperty(anyWalk, async ({ script, ...walking }) => {
          const world = newWorld()
          for (let index = 0; index < 8; index += 1) await addOne(world, index)
          const before = ids(await world.query(walking.listing))
          const rest = [...script]
          const seen = await walk(world, { ...walking, between: () => change(world, rest.shift()) })
          const now = ids(await world.query(walking.listing))
          const stayed = before.filter((id) => now.includes(id))
          expect(seen.filter((id) => stayed.includes(id))).toEqual(stayed)
          expect(new Set(seen).size).toBe(seen.length)
        }),
        { numRuns: 60 },
      )
    })

    test.each(Object.entries(listings))('a page %s leads back to the one it came from', async (_, listing) => {
      const world = newWorld()
      for (let index = 0; index < 7; index += 1) await addOne(world, index)
      const page = (kind: 'after' | 'before', position?: string) =>
        world.query({ ...listing, page: { kind, position, count: 2 } })
      const first = await page('after')
      const second = await page('after', first.next)
      expect(first.previous).toBeUndefined()
      const again = await page('before', second.previous)
      expect(ids(again)).toEqual(ids(first))
      expect(again.previous).toBeUndefined()
      expect(ids(await page('after', again.next))).toEqual(ids(second))
      const last = await page('before')
      expect(last.next).toBeUndefined()
      expect(ids(await page('after', (await page('before', last.previous)).next))).toEqual(ids(last))
    })

    test('a position stays where it is when what is beside it is gone', async () => {
      const world = newWorld()
      const added = []
      for (let index = 0; index < 6; index += 1) added.push(await world.addUser({}))
      const page = (kind: 'after' | 'before', position?: string) =>
        world.query({ scopes: [scope(user)], page: { kind, position, count: 2 } })
      const [next, previous] = [(await page('after')).next, (await page('before')).previous]
      for (const { id } of added.slice(2)) await world.remove(user, id)
      const end = await page('after', next)
      expect(end).toMatchObject({ total: 2, resources: [] })
      expect(end.next).toBeUndefined()
      expect(ids(await page('before', end.previous))).toEqual(added.slice(0, 2).map(({ id }) => id))
      expect(ids(await page('before', previous))).toEqual(added.slice(0, 2).map(({ id }) => id))
      const late = await addOne(world, 0)
      expect(ids(await page('after', next))).toEqual([late.id])
    })

    test('without resources there is no position, nor without a count', async () => {
      const world = newWorld()
      const all = { scopes: [scope(user)] }
      const edges = async (page: PageRequest) => {
        const { next, previous, total, resources } = await world.query({ ...all, page })
        return { next, previous, total, rows: resources.length }
      }
      const none = { next: undefined, previous: undefined, rows: 0 }
      for (const kind of eachWay) {
        expect(await edges({ kind, position: undefined, count: 2 })).toEqual({ ...none, total: 0 })
      }
      for (let index = 0; index < 3; index += 1) await addOne(world, index)
      const { next } = await world.query({ ...all, page: { kind: 'after', position: undefined, count: 1 } })
      for (const position of [undefined, next]) {
        expect(await edges({ kind: 'after', position, count: 0 })).toEqual({ ...none, total: 3 })
      }
      expect(await edges({ kind: 'index', startIndex: 2, count: 1 })).toEqual({ ...none, total: 3, rows: 1 })
    })

    test.each(['', 'nonsense', '{}', '[]', '[1]', 'null'])('%j is no position', async (position) => {
      const world = newWorld()
      await addOne(world, 0)
      for (const listing of [{ scopes: [scope(user)] }, { scopes: [scope(user, { sortBy: 'age' })] }]) {
        await expect(world.query({ ...listing, page: { kind: 'after', position, count: 1 } })).rejects.toMatchObject({
          code: 'CURSOR_INVALID',
        })
      }
    })

    test('a value that needs care in a position keeps its place', async () => {
      const world = newWorld()
      for (const code of ['"', '\\', '\u0000', '\u{1F600}', 'é', '[1]', 'null', '']) await world.addUser({ code })
      const listing = { scopes: [scope(user, { sortBy: 'code' })], descending: false }
      const whole = ids(await world.query(listing))
      expect(await walk(world, { listing, kind: 'after', count: 1 })).toEqual(whole)
    })
  })
}

function odd() {
  return { filter: 'not (tags eq "even")' }
}

/** Few values, some missing, so that a sort leaves ties. Every fourth is a group. */
function addOne({ addUser, addGroup }: World, index: number) {
  if (index % 4 === 3) return addGroup(`name ${index % 3}`)
  return addUser({
    displayName: `name ${index % 3}`,
    tags: [index % 2 === 0 ? 'even' : 'odd'],
    emails: [{ value: 'all@example.com' }],
    ...(index % 3 > 0 && { age: index % 3 }),
  })
}

async function change(world: World, script: { readonly add: number; readonly remove: number | null } | undefined) {
  if (script === undefined) return
  await addOne(world, script.add)
  if (script.remove === null) return
  const there = await world.everything()
  const gone = there[script.remove % there.length]
  if (gone !== undefined) await world.remove(gone.resourceType === 'User' ? user : group, gone.id)
}

interface Walking {
  readonly listing: Listing
  readonly kind: 'after' | 'before'
  readonly count: number
  readonly between?: () => Promise<void>
}

/** The ids on all pages in the order of the list, whichever way it was walked. */
async function walk(world: World, { listing, kind, count, between }: Walking): Promise<readonly string[]> {
  let seen: readonly string[] = []
  let position: string | undefined
  do {
    const page = await world.query({ ...listing, page: { kind, position, count } })
    expect(page.resources.length).toBeLessThanOrEqual(count)
    seen = kind === 'after' ? [...seen, ...ids(page)] : [...ids(page), ...seen]
    position = kind === 'after' ? page.next : page.previous
    await between?.()
  } while (position !== undefined)
  return seen
}

function ids({ resources }: { readonly resources: readonly { readonly id: string }[] }): readonly string[] {
  return resources.map(({ id }) => id)
}
