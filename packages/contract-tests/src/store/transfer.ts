import type { Provenance, StoredResource } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { group, user } from './fixture.ts'
import { by, type NewWorld, relatedIds, scope, type World } from './world.ts'

/** A resource goes to another tenant, as when somebody joins an organisation with the account they have (RW-P1c). */
export function describeTransfer(newWorld: NewWorld): void {
  describe('transfer', () => {
    test('a resource is in the other tenant then, under its id, with another version and provenance', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const ada = await home.addUser({ userName: 'ada' }, { managed: false, origin: 'local' })
      const moved = await move(home, acme, ada.id, { signIn: 'ada@idp.example', origin: 'invite' })
      expect(moved).toMatchObject({ id: ada.id, version: 2, created: ada.created, attributes: { userName: 'ada' } })
      expect(Date.parse(moved?.lastModified ?? '')).toBeGreaterThan(Date.parse(ada.lastModified))
      expect(moved?.provenance).toEqual({ ...ada.provenance, signIn: 'ada@idp.example', origin: 'invite' })
      expect(await acme.read(user, ada.id)).toEqual({ ...moved, related: { groups: [] } })
      expect(await home.read(user, ada.id)).toBeUndefined()
      expect(await home.everything()).toEqual([])
      expect((await home.query({ scopes: [scope(user, { which: 'deleted' })] })).total).toBe(0)
    })

    test('the values go along', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const badge = crypto.randomUUID()
      const { id } = await home.addUser({ userName: 'ada', badge, emails: [{ value: 'ada@example.com' }] })
      await move(home, acme, id)
      expect(await acme.find('userName eq "ada" and emails.value eq "ada@example.com"')).toEqual(['ada'])
      expect(await home.find('emails.value eq "ada@example.com"')).toEqual([])
      const taken = { code: 'UNIQUENESS_VIOLATED', params: { holder: { id } } }
      await expect(acme.addUser({ userName: 'ada' })).rejects.toMatchObject(taken)
      await expect(acme.addUser({ badge })).rejects.toMatchObject(taken)
      const error = await home.addUser({ badge }).catch((thrown) => thrown)
      expect(error).toMatchObject({ code: 'UNIQUENESS_VIOLATED' })
      expect(error.params.holder).toBeUndefined()
      await expect(home.addUser({ userName: 'ada' })).resolves.toMatchObject({ version: 1 })
    })

    test('the keys are those of the draft', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const { id } = await home.addUser({ userName: 'ada' })
      const signIn = { attribute: 'signIn', scope: 'tenant', key: 'ada@idp', value: 'ada@idp' } as const
      await home.store.transfer(user, id, {
        from: home.tenant,
        to: acme.tenant,
        draft: ({ attributes }) => ({ ...draft(user, attributes), keys: [signIn] }),
      })
      const found = await acme.unit((each) => each.find(user, { key: signIn }, 'live'))
      expect(found.map((each) => each.id)).toEqual([id])
      await expect(acme.addUser({ userName: 'ada' })).resolves.toMatchObject({ version: 1 })
    })

    test('it leaves the groups of the tenant it goes from, which become other versions', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const [ada, bob] = [await home.addUser({}), await home.addUser({})]
      const team = await home.addGroup('Team', [ada.id, bob.id])
      const other = await home.addGroup('Other', [bob.id])
      await move(home, acme, ada.id)
      expect(await home.memberIds(team.id)).toEqual([bob.id])
      expect(await home.read(group, team.id)).toMatchObject({ version: 2 })
      expect(await home.read(group, other.id)).toMatchObject({ version: 1 })
    })

    test('a group goes without its members', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const ada = await home.addUser({})
      const team = await home.addGroup('Team', [ada.id])
      await home.store.transfer(group, team.id, {
        from: home.tenant,
        to: acme.tenant,
        draft: ({ attributes }) => draft(group, attributes),
      })
      expect(await acme.memberIds(team.id)).toEqual([])
      expect(relatedIds(await home.read(user, ada.id), 'groups')).toEqual([])
    })

    test('it is the newest of its type', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const { id } = await home.addUser({ userName: 'old' })
      for (const userName of ['a', 'b']) await acme.addUser({ userName })
      await move(home, acme, id)
      await acme.addUser({ userName: 'c' })
      expect(await acme.find('userName pr')).toEqual(['a', 'b', 'old', 'c'])
    })

    test('it may go back', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const { id } = await home.addUser({ userName: 'ada' })
      await move(home, acme, id)
      expect(await move(acme, home, id)).toMatchObject({ id, version: 3 })
      expect(await home.find('userName eq "ada"')).toEqual(['ada'])
      expect(await acme.everything()).toEqual([])
    })

    test('when a value is taken there, nothing has moved', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const badge = crypto.randomUUID()
      const ada = await home.addUser({ userName: 'ada', badge, emails: [{ value: 'ada@example.com' }] })
      await home.addGroup('Team', [ada.id])
      const holder = await acme.addUser({ userName: 'Ada' })
      const before = [await home.everything(), await acme.everything()]
      await expect(move(home, acme, ada.id)).rejects.toMatchObject({
        code: 'UNIQUENESS_VIOLATED',
        params: { attribute: 'userName', value: 'ada', holder: { id: holder.id } },
      })
      expect([await home.everything(), await acme.everything()]).toEqual(before)
      expect(await home.find('emails.value eq "ada@example.com"')).toEqual(['ada'])
      const taken = { code: 'UNIQUENESS_VIOLATED', params: { holder: { id: ada.id } } }
      await expect(home.addUser({ userName: 'ada' })).rejects.toMatchObject(taken)
      await expect(home.addUser({ badge })).rejects.toMatchObject(taken)
    })

    test('when the draft cannot be made, nothing has moved', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const { id } = await home.addUser({ userName: 'ada' })
      const failing = home.store.transfer(user, id, {
        from: home.tenant,
        to: acme.tenant,
        draft: () => {
          throw new Error('on purpose')
        },
      })
      await expect(failing).rejects.toThrow('on purpose')
      await expect(move(home, acme, id, { deleted: true })).rejects.toMatchObject({ code: 'CONFIGURATION' })
      expect(await home.find('userName pr')).toEqual(['ada'])
      expect(await acme.everything()).toEqual([])
    })

    test('what is not there does not go', async () => {
      const [home, acme] = [newWorld(), newWorld()]
      const { id } = await home.addUser({ userName: 'ada' })
      const never = {
        from: home.tenant,
        to: acme.tenant,
        draft: () => {
          throw new Error('there is nothing to make a draft of')
        },
      }
      expect(await home.store.transfer(user, crypto.randomUUID(), never)).toBeUndefined()
      expect(await home.store.transfer(group, id, never)).toBeUndefined()
      expect(await home.store.transfer(user, id, { ...never, from: acme.tenant, to: home.tenant })).toBeUndefined()
      await home.remove(user, id, 'tombstone')
      expect(await home.store.transfer(user, id, never)).toBeUndefined()
      expect((await home.unit((each) => each.find(user, by('userName eq "ada"'), 'deleted'))).length).toBe(1)
    })

    test('a tenant is no other tenant', async () => {
      const home = newWorld()
      const { id } = await home.addUser({ userName: 'ada' })
      await expect(move(home, home, id)).rejects.toMatchObject({ code: 'CONFIGURATION' })
      expect(await home.read(user, id)).toMatchObject({ version: 1 })
    })
  })
}

/** Moves a user with all it has. */
// biome-ignore lint/complexity/useMaxParams: from where to where, what, and as what.
export function move(
  from: World,
  to: World,
  id: string,
  provenance: Partial<Provenance> = {},
): Promise<StoredResource | undefined> {
  return from.store.transfer(user, id, {
    from: from.tenant,
    to: to.tenant,
    draft: (before) => draft(user, before.attributes, { ...before.provenance, ...provenance }),
  })
}
