import { compileFilter, parseFilter, resolveFilter } from '@scimkit/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { group, user, work } from './fixture.ts'
import { populate } from './people.ts'
import { type NewWorld, scope, userNames } from './world.ts'

/** What each filter finds among {@link people}, in the order they were created. */
const cases: readonly (readonly [string, readonly string[]])[] = [
  ['userName eq "ADA"', ['ada']],
  ['userName eq "bob"', ['Bob']],
  ['userName eq "nobody"', []],
  ['userName ne "ada"', ['Bob', 'cyd', 'dee', 'emma']],
  ['userName co "M"', ['emma']],
  ['userName sw "b"', ['Bob']],
  ['userName ew "D"', ['cyd']],
  ['userName gt "bob"', ['cyd', 'dee', 'emma']],
  ['userName ge "BOB" and userName lt "dee"', ['Bob', 'cyd']],
  ['userName le "bob"', ['ada', 'Bob']],
  ['code eq "B"', ['cyd']],
  ['code gt "B"', ['Bob', 'dee']],
  ['displayName eq "STRASSE \\"5\\""', ['dee']],
  ['displayName co "çyd"', ['cyd']],
  ['displayName co "%"', ['Bob']],
  ['displayName co "_"', ['cyd']],
  ['displayName ew "\\\\"', ['cyd']],
  ['displayName co "c\u0327"', ['cyd']],
  ['emails.value eq "o\'hara@example.com"', ['cyd']],
  ['active eq true', ['ada', 'dee']],
  ['active eq false', ['Bob']],
  ['active ne true', ['Bob', 'cyd', 'emma']],
  ['active pr', ['ada', 'Bob', 'dee']],
  ['not (active pr)', ['cyd', 'emma']],
  ['active eq null', ['cyd', 'emma']],
  ['age eq 36', ['ada']],
  ['age eq 36.0', ['ada']],
  ['age gt 4', ['ada', 'dee']],
  ['age le 4', ['Bob', 'cyd']],
  ['age lt 0', ['cyd']],
  ['joined eq "2023-12-31T23:00:00Z"', ['Bob']],
  ['joined lt "2024-01-01T00:00:00Z"', ['Bob']],
  ['joined ge "2024-01-01T01:00:00+01:00"', ['ada', 'cyd']],
  ['tags eq "math"', ['ada', 'Bob']],
  ['tags eq "MATH"', []],
  ['tags co "oet"', ['ada']],
  ['tags[value eq "Poetry"]', ['ada']],
  ['tags ne "Poetry"', ['Bob', 'cyd', 'dee', 'emma']],
  ['name.familyName eq "ABEL"', ['cyd']],
  ['name pr', ['ada', 'cyd']],
  ['emails pr', ['ada', 'Bob', 'cyd']],
  ['emails eq "ADA@work.example"', ['ada', 'Bob']],
  ['emails.value eq "ada@work.example"', ['ada', 'Bob']],
  ['emails.value eq "ada@work.example" and emails.type eq "work"', ['ada', 'Bob']],
  ['emails[value eq "ada@work.example" and type eq "work"]', ['ada']],
  ['emails[type eq "work" and value ew "@home.example"]', ['Bob']],
  ['emails[type eq "work" and not (value co "ada")]', ['Bob']],
  ['not (emails[type eq "work"])', ['cyd', 'dee', 'emma']],
  ['emails[primary eq true]', ['ada']],
  [`${work}:department eq "R&D"`, ['ada', 'Bob']],
  [`${work}:manager.value eq "m1"`, ['ada']],
  [`${work}:manager pr`, ['ada']],
  [`${work}:department ne "R&D"`, ['cyd', 'dee', 'emma']],
  ['groups pr', ['ada', 'Bob', 'cyd']],
  ['groups.display eq "inner"', ['ada', 'Bob']],
  ['groups[display eq "Outer" and type eq "direct"]', ['cyd']],
  ['groups[type eq "indirect"]', ['ada', 'Bob']],
  ['not (groups pr)', ['dee', 'emma']],
  ['userName eq "ada" or userName eq "dee" or age lt 0', ['ada', 'cyd', 'dee']],
  ['userName eq "ada" and active eq false', []],
  ['active eq true and (age lt 50 or userName eq "dee") and not (code eq "A")', ['dee']],
  ['meta.created pr', ['ada', 'Bob', 'cyd', 'dee', 'emma']],
  ['meta.lastModified lt "2000-01-01T00:00:00Z"', []],
  ['meta.resourceType eq "User" and userName sw "e"', ['emma']],
]

/** Filters (RFC 7644 §3.4.2.2). Names, types and case rules are settled already; what is left is to find. */
export function describeFilters(newWorld: NewWorld): void {
  describe('filters', () => {
    test.each(cases)('%s', async (filter, expected) => {
      const world = newWorld()
      await populate(world)
      expect(await world.find(filter)).toEqual(expected)
    })

    test('ids are compared exactly (A5)', async () => {
      const { addUser, find } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      await addUser({ userName: 'bob' })
      expect(await find(`id eq "${id}"`)).toEqual(['ada'])
      expect(await find(`id eq "${id}" and userName eq "bob"`)).toEqual([])
      expect(await find(`id ne "${id}"`)).toEqual(['bob'])
      expect(await find('id eq "x"')).toEqual([])
    })

    test('groups are found by their members', async () => {
      const { addUser, addGroup, query } = newWorld()
      const [ada, bob] = [await addUser({}), await addUser({})]
      await addGroup('Both', [ada.id, bob.id])
      await addGroup('Ada', [ada.id])
      await addGroup('None')
      const find = async (filter: string) => {
        const { resources } = await query({ scopes: [scope(group, { filter, wanted: [] })] })
        return resources.map((each) => each.attributes.displayName)
      }
      expect(await find(`members.value eq "${ada.id}"`)).toEqual(['Both', 'Ada'])
      expect(await find(`members eq "${bob.id}"`)).toEqual(['Both'])
      expect(await find(`members[value eq "${bob.id}"]`)).toEqual(['Both'])
      expect(await find(`members.value eq "${bob.id.toUpperCase()}x"`)).toEqual([])
      expect(await find(`members.value eq "${ada.id}" and displayName eq "ADA"`)).toEqual(['Ada'])
      expect(await find(`not (members.value eq "${bob.id}")`)).toEqual(['Ada', 'None'])
      expect(await find('members pr')).toEqual(['Both', 'Ada'])
    })

    test('users are found by their groups, direct and indirect', async () => {
      const { addUser, addGroup, find } = newWorld()
      const [ada] = [await addUser({ userName: 'ada' }), await addUser({ userName: 'bob' })]
      const inner = await addGroup('Inner', [ada.id])
      const outer = await addGroup('Outer', [inner.id])
      for (const { id } of [inner, outer]) {
        expect(await find(`groups.value eq "${id}"`)).toEqual(['ada'])
        expect(await find(`groups[value eq "${id}" and type eq "indirect"]`)).toEqual(id === inner.id ? [] : ['ada'])
        expect(await find(`not (groups.value eq "${id}")`)).toEqual(['bob'])
      }
    })

    test('what a filter finds comes in the order of creation', async () => {
      const { addUser, change, find } = newWorld()
      const first = await addUser({ userName: 'first' })
      await addUser({ userName: 'second', emails: [{ value: 'shared@example.com' }] })
      await change(user, first.id, { userName: 'first', emails: [{ value: 'shared@example.com' }] })
      expect(await find('emails.value eq "shared@example.com"')).toEqual(['first', 'second'])
      expect(await find('userName eq "second" or userName eq "first"')).toEqual(['first', 'second'])
    })

    test('a filter follows every change of what it looks at', async () => {
      const { addUser, change, find } = newWorld()
      const { id } = await addUser({ userName: 'ada', emails: [{ value: 'one@example.com' }] })
      await change(user, id, {
        userName: 'eve',
        emails: [{ value: 'two@example.com' }, { value: 'three@example.com' }],
      })
      expect(await find('userName eq "ada" or emails.value eq "one@example.com"')).toEqual([])
      expect(await find('emails.value eq "TWO@example.com"')).toEqual(['eve'])
      expect(await find('emails.value eq "three@example.com" and userName eq "eve"')).toEqual(['eve'])
    })

    test('a filter nothing can match finds nothing', async () => {
      const world = newWorld()
      await populate(world)
      const found = await world.query({ scopes: [{ ...scope(user), filter: { kind: 'never' } }] })
      expect(found).toEqual({ total: 0, resources: [] })
      const negated = { kind: 'not', operand: { kind: 'never' } } as const
      expect((await world.query({ scopes: [{ ...scope(user), filter: negated }] })).total).toBe(5)
    })

    test('a filter with thousands of terms is answered', async () => {
      const world = newWorld()
      await populate(world)
      const terms = Array.from({ length: 2000 }, (_, index) => `userName eq "user-${index}"`)
      const filter = resolveFilter(
        parseFilter([...terms, 'userName eq "dee"'].join(' or '), { limits: { length: 1e6, depth: 50, terms: 1e4 } }),
        user,
      )
      expect(userNames(await world.query({ scopes: [{ ...scope(user), filter }] }))).toEqual(['dee'])
    })

    test('any filter finds what trying it on every resource finds', async () => {
      const world = newWorld()
      await populate(world)
      const { resources } = await world.query({ scopes: [scope(user)] })
      await fc.assert(
        fc.asyncProperty(anyFilter, async (text) => {
          const matches = compileFilter(resolveFilter(parseFilter(text), user))
          const expected = resources.filter(matches).map((each) => each.attributes.userName)
          expect(await world.find(text)).toEqual(expected)
        }),
        { numRuns: 100 },
      )
    })
  })
}

const { anyFilter } = fc.letrec<{ anyFilter: string; joined: string; negated: string; leaf: string }>((tie) => ({
  leaf: fc.constantFrom(...cases.map(([filter]) => `(${filter})`)),
  negated: tie('anyFilter').map((filter) => `not (${filter})`),
  joined: fc
    .tuple(fc.constantFrom(' and ', ' or '), fc.array(tie('anyFilter'), { minLength: 2, maxLength: 3 }))
    .map(([operator, filters]) => `(${filters.join(operator)})`),
  anyFilter: fc.oneof({ maxDepth: 3 }, tie('leaf'), tie('joined'), tie('negated')),
}))
