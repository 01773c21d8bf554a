import { describe, expect, test } from 'vitest'
import { user, work } from './fixture.ts'
import { populate } from './people.ts'
import { type NewWorld, scope, userNames } from './world.ts'

/** Order (RFC 7644 §3.4.2.3): {@link people} by each kind of attribute, and how many at the end have no value. */
const cases: readonly (readonly [string, readonly string[], number])[] = [
  ['userName', ['ada', 'Bob', 'cyd', 'dee', 'emma'], 0],
  ['code', ['ada', 'cyd', 'dee', 'Bob', 'emma'], 1],
  ['age', ['cyd', 'Bob', 'ada', 'dee', 'emma'], 1],
  ['joined', ['Bob', 'ada', 'cyd', 'dee', 'emma'], 2],
  ['name.familyName', ['cyd', 'ada', 'Bob', 'dee', 'emma'], 3],
  ['emails', ['ada', 'Bob', 'cyd', 'dee', 'emma'], 2],
  [`${work}:manager.value`, ['ada', 'Bob', 'cyd', 'dee', 'emma'], 4],
  ['active', ['Bob', 'ada', 'dee', 'cyd', 'emma'], 2],
]

/** Sorted lists. */
export function describeSorting(newWorld: NewWorld): void {
  describe('sorting', () => {
    test.each(cases)(
      'by %s: what has no value comes last ascending and first descending',
      async (sortBy, order, missing) => {
        const world = newWorld()
        await populate(world)
        const sorted = (descending: boolean) => world.query({ scopes: [scope(user, { sortBy })], descending })
        const has = order.length - missing
        const ascending = userNames(await sorted(false))
        expect(blur(ascending.slice(0, has), sortBy)).toEqual(blur(order.slice(0, has), sortBy))
        expect(ascending.slice(has).toSorted()).toEqual(order.slice(has).toSorted())
        const descending = userNames(await sorted(true))
        expect(blur(descending.slice(missing), sortBy)).toEqual(blur(order.slice(0, has).toReversed(), sortBy))
        expect(descending.slice(0, missing).toSorted()).toEqual(order.slice(has).toSorted())
      },
    )

    test('a multi-valued attribute counts with its primary value, else with its first', async () => {
      const { addUser, query } = newWorld()
      await addUser({ userName: 'second', emails: [{ value: 'b@example.com' }, { value: 'a@example.com' }] })
      await addUser({
        userName: 'third',
        emails: [{ value: 'a@example.com' }, { value: 'c@example.com', primary: true }],
      })
      await addUser({ userName: 'first', emails: [{ value: 'A@example.com' }] })
      const page = await query({ scopes: [scope(user, { sortBy: 'emails.value' })] })
      expect(userNames(page)).toEqual(['first', 'second', 'third'])
    })

    test('strings are ordered by code point', async () => {
      const { addUser, query } = newWorld()
      for (const code of ['\u{1F600}', '\uFF5E', 'é', 'z', 'Z', '_', '9']) await addUser({ code })
      const page = await query({ scopes: [scope(user, { sortBy: 'code' })] })
      expect(page.resources.map((each) => each.attributes.code)).toEqual([
        '9',
        'Z',
        '_',
        'z',
        'é',
        '\uFF5E',
        '\u{1F600}',
      ])
    })

    test('equal values keep one order, so that pages fit together', async () => {
      const { addUser, query } = newWorld()
      for (let at = 0; at < 9; at += 1) await addUser({ userName: `user-${at}`, displayName: 'same' })
      const scopes = [scope(user, { sortBy: 'displayName' })]
      const whole = userNames(await query({ scopes }))
      expect(userNames(await query({ scopes }))).toEqual(whole)
      const pages = [await query({ scopes, count: 5 }), await query({ scopes, startIndex: 6, count: 5 })]
      expect(pages.flatMap(userNames)).toEqual(whole)
    })

    test('a sort and a filter apply together', async () => {
      const world = newWorld()
      await populate(world)
      const only = scope(user, { filter: 'age pr', sortBy: 'age' })
      expect(userNames(await world.query({ scopes: [only], descending: true, count: 2 }))).toEqual(['dee', 'ada'])
    })
  })
}

/** Of active users none comes before the other. */
function blur(names: readonly unknown[], sortBy: string): readonly unknown[] {
  return sortBy === 'active' ? names.map((name) => (name === 'Bob' ? 'inactive' : 'active')) : names
}
