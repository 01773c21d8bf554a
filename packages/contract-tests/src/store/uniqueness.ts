import type { StoredResource } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, user } from './fixture.ts'
import { mustGet, type NewWorld } from './world.ts'

/** Values no two resources may hold (RFC 7643 §7, RFC 7644 §3.3). */
export function describeUniqueness(newWorld: NewWorld): void {
  describe('uniqueness', () => {
    test('a conflict names attribute, value and holder', async () => {
      const { addUser } = newWorld()
      const holder = await addUser({ userName: 'ada' }, { active: false, managed: false, origin: 'invite' })
      await expect(addUser({ userName: 'ADA' })).rejects.toMatchObject({
        code: 'UNIQUENESS_VIOLATED',
        params: {
          attribute: 'userName',
          value: 'ADA',
          resourceType: 'User',
          holder: { id: holder.id, active: false, managed: false },
        },
      })
    })

    test('of a holder whose takeover waits, and of no other, a conflict says so', async () => {
      const { addUser } = newWorld()
      const before = { userName: 'ada' }
      await addUser(before, { managed: true, origin: 'invite', pending: { before, since: '2026-11-01T00:00:00Z' } })
      await addUser({ userName: 'grace' })
      await expect(addUser({ userName: 'ada' })).rejects.toMatchObject({ params: { holder: { pending: true } } })
      await expect(addUser({ userName: 'grace' })).rejects.toMatchObject({ params: { holder: { pending: false } } })
    })

    test('a conflict over a secret does not repeat it', async () => {
      const { addUser, unit } = newWorld()
      const badge = crypto.randomUUID()
      const holder = await addUser({ badge })
      const wanted = draft(user, { badge })
      const keys = wanted.keys.map((key) => ({ ...key, value: undefined }))
      const error: unknown = await unit((each) => each.insert(user, { ...wanted, keys })).catch((thrown) => thrown)
      expect(error).toMatchObject({ ...conflict, params: { attribute: 'badge', holder: { id: holder.id } } })
      expect(`${error} ${JSON.stringify(error)}`).not.toContain(badge)
    })

    test.each([
      ['case does not count', 'ada', 'ADA'],
      ['composed and decomposed are one', 'ren\u00e9e', 'rene\u0301e'],
      ['case is folded beyond ASCII', 'STRASSE', 'straße'],
    ])('%s', async (_, first, second) => {
      const { addUser } = newWorld()
      await addUser({ userName: first })
      await expect(addUser({ userName: second })).rejects.toMatchObject(conflict)
    })

    test('values that merely look alike do not conflict', async () => {
      const { addUser, find } = newWorld()
      for (const userName of ['ada', 'ada ', 'ada%', 'a_a', 'аda', "ada'"]) await addUser({ userName })
      expect(await find('userName eq "ada"')).toEqual(['ada'])
    })

    test('of several values that are taken the first in the order of the draft is told', async () => {
      const { addUser, unit } = newWorld()
      const badge = crypto.randomUUID()
      const holders = { userName: await addUser({ userName: 'ada' }), badge: await addUser({ badge }) }
      const wanted = draft(user, { userName: 'ada', badge })
      const free = draft(user, { userName: 'free' }).keys
      for (const keys of [wanted.keys, wanted.keys.toReversed()]) {
        const attribute = keys[0]?.attribute === 'badge' ? 'badge' : 'userName'
        const told = { ...conflict, params: { attribute, holder: { id: holders[attribute].id } } }
        await expect(unit((each) => each.insert(user, { ...wanted, keys }))).rejects.toMatchObject(told)
        const late = [...free, ...keys]
        await expect(unit((each) => each.insert(user, { ...wanted, keys: late }))).rejects.toMatchObject(told)
      }
    })

    test('any number of resources may have no value', async () => {
      const { addUser, everything } = newWorld()
      await addUser({})
      await addUser({})
      expect(await everything()).toHaveLength(2)
    })

    test('a resource keeps its own value, also spelt otherwise', async () => {
      const { addUser, change } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      await change(user, id, { userName: 'ada', age: 1 })
      expect((await change(user, id, { userName: 'Ada' })).attributes).toEqual({ userName: 'Ada' })
      await expect(addUser({ userName: 'ADA' })).rejects.toMatchObject(conflict)
    })

    test('an update to a taken value is refused, and changes nothing', async () => {
      const { addUser, change, read } = newWorld()
      const [ada, bob] = [await addUser({ userName: 'ada' }), await addUser({ userName: 'bob' })]
      await expect(change(user, bob.id, { userName: 'ada' })).rejects.toMatchObject({
        ...conflict,
        params: { holder: { id: ada.id } },
      })
      expect(await read(user, bob.id)).toMatchObject({ version: 1, attributes: { userName: 'bob' } })
      await expect(addUser({ userName: 'bob' })).rejects.toMatchObject(conflict)
    })

    test('an update that gives a value up frees it', async () => {
      const { addUser, change } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      await change(user, id, { userName: 'countess' })
      await expect(addUser({ userName: 'ada' })).resolves.toMatchObject({ version: 1 })
    })

    test.each(['hard', 'tombstone'] as const)('a %s delete frees the value (RFC 7644 §3.6)', async (how) => {
      const { addUser, remove } = newWorld()
      const { id } = await addUser({ userName: 'ada' })
      await remove(user, id, how)
      const next = await addUser({ userName: 'ada' })
      expect(next.id).not.toBe(id)
      await expect(addUser({ userName: 'ada' })).rejects.toMatchObject({
        ...conflict,
        params: { holder: { id: next.id } },
      })
    })

    test('a unit may free a value and take it again', async () => {
      const { addUser, unit, find } = newWorld()
      const ada = await addUser({ userName: 'ada' })
      await unit(async (each) => {
        await each.update(user, await mustGet(each, user, ada.id), draft(user, { userName: 'old' }))
        await each.insert(user, draft(user, { userName: 'ada' }))
      })
      expect(await find('userName pr')).toEqual(['old', 'ada'])
    })

    test('what a rejected unit took is free, and what it gave up is not', async () => {
      const { addUser, unit } = newWorld()
      const ada = await addUser({ userName: 'ada' })
      const rejected = unit(async (each) => {
        await each.update(user, await mustGet(each, user, ada.id), draft(user, { userName: 'bob' }))
        throw new Error('on purpose')
      })
      await expect(rejected).rejects.toThrow('on purpose')
      await expect(addUser({ userName: 'ada' })).rejects.toMatchObject(conflict)
      await expect(addUser({ userName: 'bob' })).resolves.toMatchObject({ version: 1 })
    })

    test('of concurrent creates exactly one succeeds, and the others learn who it was', async () => {
      const { addUser, find } = newWorld()
      const outcomes = await Promise.allSettled(Array.from({ length: 20 }, () => addUser({ userName: 'ada' })))
      const [winner] = fulfilled(outcomes)
      expect(fulfilled(outcomes)).toHaveLength(1)
      for (const { reason } of rejected(outcomes)) {
        expect(reason).toMatchObject({ ...conflict, params: { holder: { id: winner?.id } } })
      }
      expect(await find('userName eq "ada"')).toEqual(['ada'])
    })

    test('a value unique in a tenant is free in another, and for another type', async () => {
      const [acme, other] = [newWorld(), newWorld()]
      await acme.addUser({ userName: 'ada' })
      await expect(other.addUser({ userName: 'ada' })).resolves.toMatchObject({ version: 1 })
      const keys = draft(user, { userName: 'ada' }).keys
      const inserted = acme.unit((each) => each.insert(group, { ...draft(group, { displayName: 'ada' }), keys }))
      await expect(inserted).resolves.toMatchObject({ version: 1 })
    })
  })

  describe('uniqueness over all tenants', () => {
    test('another tenant is refused, and learns nothing of the holder', async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const badge = crypto.randomUUID()
      await acme.addUser({ badge })
      const error = await other.addUser({ badge }).catch((thrown) => thrown)
      expect(error).toMatchObject({ ...conflict, params: { attribute: 'badge', value: badge, resourceType: 'User' } })
      expect(error.params.holder).toBeUndefined()
    })

    test('the holder is told within its tenant', async () => {
      const { addUser } = newWorld()
      const badge = crypto.randomUUID()
      const { id } = await addUser({ badge })
      await expect(addUser({ badge })).rejects.toMatchObject({ ...conflict, params: { holder: { id } } })
    })

    test('case counts where the attribute says so', async () => {
      const { addUser } = newWorld()
      const badge = crypto.randomUUID()
      await addUser({ badge: `a${badge}` })
      await expect(addUser({ badge: `A${badge}` })).resolves.toMatchObject({ version: 1 })
    })

    test('of concurrent creates in many tenants exactly one succeeds', async () => {
      const badge = crypto.randomUUID()
      const worlds = Array.from({ length: 10 }, newWorld)
      const outcomes = await Promise.allSettled(worlds.map((world) => world.addUser({ badge })))
      expect(fulfilled(outcomes)).toHaveLength(1)
      for (const { reason } of rejected(outcomes)) expect(reason).toMatchObject(conflict)
    })

    test('a delete frees the value for every tenant', async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const badge = crypto.randomUUID()
      const { id } = await acme.addUser({ badge })
      await acme.remove(user, id, 'tombstone')
      await expect(other.addUser({ badge })).resolves.toMatchObject({ version: 1 })
    })
  })
}

const conflict = { code: 'UNIQUENESS_VIOLATED' }

function fulfilled(outcomes: readonly PromiseSettledResult<StoredResource>[]): readonly StoredResource[] {
  return outcomes.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []))
}

function rejected(outcomes: readonly PromiseSettledResult<StoredResource>[]): readonly PromiseRejectedResult[] {
  return outcomes.filter((outcome) => outcome.status === 'rejected')
}
