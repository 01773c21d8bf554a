import type { Criterion, ResourceType, Which } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, members, user } from './fixture.ts'
import { add, by, mustGet, type NewWorld, remove, type World } from './world.ts'

/** Which of the users of {@link seed} there are. */
const expected: Readonly<Record<Which, readonly string[]>> = {
  managed: ['managed', 'inactive'],
  unmanaged: ['unmanaged'],
  live: ['managed', 'unmanaged', 'inactive'],
  deleted: ['gone', 'left'],
}
const everyWhich = Object.entries(expected) as [Which, readonly string[]][]

/** What a unit of work finds, e.g. the account that a request is about although it has another id. */
export function describeFind(newWorld: NewWorld): void {
  describe('find', () => {
    describe.each(everyWhich)('%s resources', (which, names) => {
      test.each([
        ['equality that is indexed', 'emails.value eq "ALL@example.com"'],
        ['equality that is not', 'displayName eq "everybody"'],
        ['indexed equality among other things', 'displayName sw "every" and emails.value eq "all@example.com"'],
        ['anything else', 'userName pr'],
      ])('by %s', async (_, filter) => {
        const world = newWorld()
        await seed(world)
        expect(await found(world, by(filter), which)).toEqual(names)
      })

      test('by name and by id, if they are such', async () => {
        const world = newWorld()
        const ids = await seed(world)
        for (const [name, id] of Object.entries(ids)) {
          const answer = names.includes(name) ? [name] : []
          expect(await found(world, by(`userName eq "${name.toUpperCase()}"`), which)).toEqual(answer)
          expect(await found(world, by(`id eq "${id}"`), which)).toEqual(answer)
        }
      })

      test('by a key, which no tombstone holds', async () => {
        const world = newWorld()
        for (const name of Object.keys(await seed(world))) {
          const answer = which !== 'deleted' && names.includes(name) ? [name] : []
          expect(await found(world, { key: keyOf(name) }, which)).toEqual(answer)
        }
      })
    })

    test('brings the resource as it is', async () => {
      const { addUser, unit } = newWorld()
      const ada = await addUser({ userName: 'ada', age: 36 }, { managed: false, origin: 'jit', signIn: 'ada@idp' })
      expect(await unit((each) => each.find(user, by('userName eq "ada"'), 'live'))).toEqual([ada])
      expect(await unit((each) => each.find(user, { key: keyOf('ada') }, 'unmanaged'))).toEqual([ada])
    })

    test('a key is one of an attribute, a scope and a type', async () => {
      const world = newWorld()
      const badge = crypto.randomUUID()
      await world.addUser({ userName: 'ada', badge })
      const held = { attribute: 'badge', scope: 'global', key: badge } as const
      expect(await found(world, { key: held }, 'live')).toEqual(['ada'])
      for (const other of [{ attribute: 'userName' }, { scope: 'tenant' }, { key: 'ada' }] as const) {
        expect(await found(world, { key: { ...held, ...other } }, 'live')).toEqual([])
      }
      expect(await found(world, { key: held }, 'live', group)).toEqual([])
      expect(await found(world, { key: keyOf('ADA') }, 'live')).toEqual([])
    })

    test('a key leads to who holds it now', async () => {
      const world = newWorld()
      const { id } = await world.addUser({ userName: 'ada' })
      await world.change(user, id, { userName: 'countess' })
      expect(await found(world, { key: keyOf('ada') }, 'live')).toEqual([])
      expect(await found(world, { key: keyOf('countess') }, 'live')).toEqual(['countess'])
    })

    test('what holds a member, and what is held', async () => {
      const { addUser, addGroup, unit } = newWorld()
      const ada = await addUser({})
      const team = await addGroup('Team', [ada.id])
      await addGroup('Other', ['somebody else'])
      const teams = await unit((each) => each.find(group, by(`members.value eq "${ada.id}"`, group), 'live'))
      expect(teams.map(({ id }) => id)).toEqual([team.id])
      const people = await unit((each) => each.find(user, by(`groups.value eq "${team.id}"`), 'live'))
      expect(people.map(({ id }) => id)).toEqual([ada.id])
    })

    test('comes oldest first, tombstones in the order of their deletion', async () => {
      const world = newWorld()
      const ids: Record<string, string> = {}
      for (const userName of ['a', 'b', 'c', 'd', 'e']) ids[userName] = (await world.addUser({ userName, age: 1 })).id
      await world.change(user, ids.a ?? '', { userName: 'a', age: 1 })
      for (const name of ['d', 'b', 'c']) await world.remove(user, ids[name] ?? '', 'tombstone')
      expect(await found(world, by('age eq 1'), 'deleted')).toEqual(['d', 'b', 'c'])
      await world.revive(user, ids.b ?? '', { userName: 'b', age: 1 })
      expect(await found(world, by('age eq 1'), 'live')).toEqual(['a', 'e', 'b'])
      expect(await found(world, by('age eq 1'), 'deleted')).toEqual(['d', 'c'])
    })

    test('of more than 100 the oldest 100 are found', async () => {
      const world = newWorld()
      const names = Array.from({ length: 103 }, (_, index) => `user-${index}`)
      await world.unit(async (each) => {
        for (const userName of names) await each.insert(user, draft(user, { userName, emails: [{ value: 'all' }] }))
      })
      for (const filter of ['userName pr', 'emails.value eq "all"']) {
        expect(await found(world, by(filter), 'live')).toEqual(names.slice(0, 100))
        expect(await found(world, by(filter), 'unmanaged')).toEqual([])
      }
    })

    test('sees what the unit has done', async () => {
      const { unit } = newWorld()
      const count = async (where: Criterion, which: Which) =>
        (await unit((each) => each.find(user, where, which))).length
      await unit(async (each) => {
        const { id } = await each.insert(user, draft(user, { userName: 'ada' }))
        expect(await each.find(user, { key: keyOf('ada') }, 'managed')).toHaveLength(1)
        await each.update(user, await mustGet(each, user, id), draft(user, { userName: 'ada' }, { managed: false }))
        expect(await each.find(user, by('userName eq "ada"'), 'managed')).toEqual([])
        expect(await each.find(user, by('userName eq "ada"'), 'unmanaged')).toHaveLength(1)
        await each.remove(user, await mustGet(each, user, id), 'tombstone')
        expect(await each.find(user, by('userName eq "ada"'), 'live')).toEqual([])
        expect(await each.find(user, by('userName eq "ada"'), 'deleted')).toHaveLength(1)
        throw new Error('on purpose')
      }).catch((error) => expect(error.message).toBe('on purpose'))
      for (const which of ['live', 'deleted'] as const) expect(await count(by('userName eq "ada"'), which)).toBe(0)
    })

    test('of parallel units that create what they do not find, one does', async () => {
      const { unit } = newWorld()
      const createIfNone = () =>
        unit(async (each) => {
          const there = await each.find(user, by('emails.value eq "ada@example.com"'), 'live')
          if (there.length === 0) await each.insert(user, draft(user, { emails: [{ value: 'ada@example.com' }] }))
          return there.length
        })
      const counts = await Promise.all(Array.from({ length: 20 }, createIfNone))
      expect(counts.toSorted()).toEqual([0, ...Array.from({ length: 19 }, () => 1)])
    })

    test('what is found can be changed in the same unit, and by nobody else meanwhile', async () => {
      const { addUser, unit, read } = newWorld()
      const { id } = await addUser({ userName: 'ada', age: 0 })
      const countUp = () =>
        unit(async (each) => {
          const [current] = await each.find(user, { key: keyOf('ada') }, 'live')
          if (current === undefined) throw new Error('ada has to be there')
          await each.update(user, current, draft(user, { userName: 'ada', age: Number(current.attributes.age) + 1 }))
        })
      await Promise.all(Array.from({ length: 20 }, countUp))
      expect(await read(user, id)).toMatchObject({ version: 21, attributes: { age: 20 } })
    })

    test('a relation of what is found can be changed', async () => {
      const { addGroup, unit, memberIds } = newWorld()
      const team = await addGroup('Team', ['ada'])
      await unit(async (each) => {
        for (const found of await each.find(group, by('displayName eq "team"', group), 'live')) {
          await each.changeRelation(found, members, [remove('ada'), add('bob')])
        }
      })
      expect(await memberIds(team.id)).toEqual(['bob'])
    })

    test("another tenant's resources are never found, not by a key that is unique over all tenants either", async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const badge = crypto.randomUUID()
      const { managed, gone } = await seed(acme)
      await acme.addUser({ userName: 'badged', badge })
      for (const which of Object.keys(expected) as Which[]) {
        for (const filter of ['userName pr', 'userName eq "gone"', `id eq "${managed}" or id eq "${gone}"`]) {
          expect(await found(other, by(filter), which)).toEqual([])
        }
        const key = { attribute: 'badge', scope: 'global', key: badge } as const
        expect(await found(other, { key }, which)).toEqual([])
        expect(await found(other, { key: keyOf('managed') }, which)).toEqual([])
      }
    })
  })
}

/** Users in every state, who share everything but their names. */
async function seed({ addUser, remove: removeUser }: World) {
  const create = async (userName: string, managed: boolean, active = true) => {
    const attributes = { userName, displayName: 'Everybody', emails: [{ value: 'all@example.com' }] }
    return (await addUser(attributes, { managed, active })).id
  }
  const ids = {
    managed: await create('managed', true),
    gone: await create('gone', true),
    unmanaged: await create('unmanaged', false),
    left: await create('left', false),
    inactive: await create('inactive', true, false),
  }
  for (const id of [ids.gone, ids.left]) await removeUser(user, id, 'tombstone')
  return ids
}

function keyOf(userName: string) {
  return { attribute: 'userName', scope: 'tenant', key: userName } as const
}

// biome-ignore lint/complexity/useMaxParams: what a unit is asked, and by whom.
async function found(
  { unit }: World,
  criterion: Criterion,
  which: Which,
  resourceType: ResourceType = user,
): Promise<readonly unknown[]> {
  const resources = await unit((each) => each.find(resourceType, criterion, which))
  return resources.map(({ attributes }) => attributes.userName)
}
