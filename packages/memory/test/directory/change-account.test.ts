import {
  bufProfile,
  createDirectory,
  defineProfile,
  groupResourceType,
  immutaProfile,
  type JsonObject,
  pulumi2024Profile,
  rfcProfile,
  settleResourceType,
  userResourceType,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { openClient, userUrn } from '../protocol/client.ts'
import { openWorld } from './world.ts'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

/** A world with one account in it, and what changes her. */
async function withAda(profile = rfcProfile, attributes: JsonObject = {}) {
  const world = openWorld(profile)
  const { id } = await world.directory.addAccount('acme', { userName: 'ada', attributes })
  return { ...world, id, change: (changes: JsonObject) => world.directory.changeAccount('acme', id, changes) }
}

describe('changeAccount', () => {
  it('replaces what is named, takes away what is null, and leaves the rest', async () => {
    const { directory, id, change } = await withAda(rfcProfile, {
      title: 'Miss',
      nickName: 'A',
      name: { givenName: 'Ada', familyName: 'Byron' },
      externalId: '00u1',
    })
    const changed = await change({ TITLE: 'Countess', nickName: null, name: { familyName: 'Lovelace' } })
    expect(changed.attributes).toEqual({
      userName: 'ada',
      active: true,
      externalId: '00u1',
      title: 'Countess',
      name: { familyName: 'Lovelace' },
    })
    expect(await directory.account('acme', id)).toEqual(changed)
  })

  it('changes attributes of an extension one by one, and takes the extension away with null', async () => {
    const { change } = await withAda(rfcProfile, { [enterprise]: { department: 'Engines', costCenter: '7' } })
    const changed = await change({ [enterprise]: { department: 'Poetry' } })
    expect(changed.attributes[enterprise]).toEqual({ department: 'Poetry', costCenter: '7' })
    expect((await change({ [enterprise]: { department: null } })).attributes[enterprise]).toEqual({ costCenter: '7' })
    expect((await change({ [enterprise.toUpperCase()]: null })).attributes).toEqual({ userName: 'ada', active: true })
  })

  it.each([
    ['ATTRIBUTE_UNKNOWN', { tittle: 'Countess' }],
    ['ATTRIBUTE_TYPE', { title: 3 }],
    ['ATTRIBUTE_REQUIRED', { userName: null }],
    ['ATTRIBUTE_REQUIRED', { userName: ' ' }],
    ['SCHEMAS_UNKNOWN', { 'urn:example:hr': { badge: 1 } }],
    ['ATTRIBUTE_DUPLICATE', { title: 'a', TITLE: 'b' }],
  ] as const)('refuses with %s what is not valid, and changes nothing: %o', async (code, changes) => {
    const { change, everything } = await withAda()
    const before = await everything()
    await expect(change({ displayName: 'Ada', ...changes })).rejects.toMatchObject({ code })
    expect(await everything()).toEqual(before)
  })

  it('keeps values unique, the new ones and not the old', async () => {
    const { directory, change } = await withAda(pulumi2024Profile)
    await directory.addAccount('acme', { userName: 'eve', email: 'eve@example.com' })
    for (const changes of [{ userName: 'EVE' }, { emails: [{ value: 'Eve@example.com', type: 'work' }] }])
      await expect(change(changes)).rejects.toMatchObject({ code: 'UNIQUENESS_VIOLATED' })
    await change({ userName: 'lovelace' })
    await directory.addAccount('acme', { userName: 'ada' })
    await expect(directory.addAccount('acme', { userName: 'Lovelace' })).rejects.toMatchObject({
      code: 'UNIQUENESS_VIOLATED',
    })
  })

  it('keeps the unique values it does not touch', async () => {
    const { directory, change } = await withAda()
    await change({ displayName: 'Ada' })
    await expect(directory.addAccount('acme', { userName: 'ADA' })).rejects.toMatchObject({
      code: 'UNIQUENESS_VIOLATED',
    })
  })

  it('is seen by SCIM as another version, and leaves the version alone where nothing changes', async () => {
    const { directory, provision, scim } = openWorld(rfcProfile)
    const id = await provision('ada', 'ada@example.com', { title: 'Miss', [enterprise]: { department: 'Engines' } })
    const etag = async () => (await scim.get(`/Users/${id}`)).headers.etag
    const before = await etag()
    const same = { Title: 'Miss', nickName: null, [enterprise]: { department: 'Engines' }, id: 'x', groups: [] }
    await directory.changeAccount('acme', id, same)
    await directory.changeAccount('acme', id, {})
    expect(await etag()).toBe(before)
    await directory.changeAccount('acme', id, { title: 'Countess' })
    expect((await scim.get(`/Users/${id}`)).body).toMatchObject({ title: 'Countess' })
    expect(await etag()).not.toBe(before)
    expect((await directory.account('acme', id)).provenance.managed).toBe(true)
  })

  it('leaves the password as it is, and cannot set one', async () => {
    const { directory, store } = openWorld(rfcProfile)
    const scim = openClient({ store, passwords: { hash: () => 'a hash' } })
    const made = await scim.post('/Users', { schemas: [userUrn], userName: 'ada', password: 'enchantress' })
    const id = String(made.body.id)
    const user = settleResourceType(userResourceType, [userResourceType, groupResourceType])
    for (const password of ['other', null]) {
      const changed = await directory.changeAccount('acme', id, { password, title: `${password}` })
      expect(changed.attributes).toEqual({ userName: 'ada', active: true, title: `${password}` })
      const stored = await store.transaction('acme', (unit) => unit.get(user, id))
      expect(stored?.attributes.password).toBe('a hash')
    }
  })

  it('changes what is immutable for SCIM, and not what is read-only', async () => {
    const attribute = (name: string, mutability: 'immutable' | 'readOnly') =>
      ({
        name,
        description: 'One of the tests.',
        mutability,
        ...(mutability === 'readOnly' && { default: 'given' }),
      }) as const
    const badges = {
      id: 'urn:example:badges',
      name: 'Badges',
      description: 'An extension.',
      attributes: [attribute('number', 'immutable'), attribute('room', 'readOnly')],
    }
    const resourceTypes = [{ ...userResourceType, extensions: [{ schema: badges, required: false }] }]
    const directory = createDirectory({ store: createMemoryStore(), resourceTypes })
    const badge = (number: string, room: string) => ({ [badges.id]: { number, room } })
    const { id } = await directory.addAccount('acme', { userName: 'ada', attributes: badge('1', 'x') })
    const { attributes } = await directory.changeAccount('acme', id, badge('2', 'y'))
    expect(attributes[badges.id]).toEqual({ number: '2', room: 'given' })
  })

  it('P-29, B-21: leaves out what the product does not keep', async () => {
    const dropping = await withAda(pulumi2024Profile)
    expect((await dropping.change({ externalId: 'x-1', displayName: 'Ada' })).attributes).toEqual({
      userName: 'ada',
      displayName: 'Ada',
      active: true,
    })
    const sole = await withAda(bufProfile)
    const work = { type: 'work', value: 'ada@example.com' }
    const changed = await sole.change({ emails: [{ type: 'home', value: 'ada@home.example' }, work] })
    expect(changed).toMatchObject({ email: work.value, attributes: { emails: [work] } })
  })

  it('F-18: switches an account on only where there is a seat', async () => {
    const { directory, change } = await withAda(defineProfile({ extends: rfcProfile, users: { maxActive: 1 } }))
    expect((await change({ active: false })).provenance.active).toBe(false)
    await directory.addAccount('acme', { userName: 'eve' })
    for (const active of [true, null])
      await expect(change({ active })).rejects.toMatchObject({ code: 'SEATS_EXHAUSTED' })
  })

  it('waits for the decision about a takeover', async () => {
    const profile = defineProfile({ extends: rfcProfile, users: { onCreate: { unmanaged: { userName: 'pending' } } } })
    const { directory, provision, change, id } = await withAda(profile)
    await provision('ada')
    await expect(change({ title: 'Countess' })).rejects.toMatchObject({ code: 'LOCAL_EDIT_BLOCKED' })
    await directory.decide('acme', id, 'approve')
    expect((await change({ title: 'Countess' })).attributes.title).toBe('Countess')
  })

  it('tells nothing of another tenant', async () => {
    const { directory, id } = await withAda()
    const change = directory.changeAccount('globex', id, { title: 'Countess' })
    await expect(change).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
  })
})

describe('renameGroup', () => {
  it('gives a group another name, as another version, and keeps its members', async () => {
    const { directory, provision, push, scim } = openWorld(immutaProfile)
    const ada = await provision('ada')
    const id = await push('Staff', [ada])
    const before = await scim.get(`/Groups/${id}`)
    expect(await directory.renameGroup('acme', id, 'Staff')).toMatchObject({ displayName: 'Staff' })
    expect((await scim.get(`/Groups/${id}`)).headers.etag).toBe(before.headers.etag)
    expect(await directory.renameGroup('acme', id, 'Everybody')).toMatchObject({ id, displayName: 'Everybody' })
    const after = await scim.get(`/Groups/${id}`)
    expect(after.body).toMatchObject({ displayName: 'Everybody', members: [{ value: ada }] })
    expect(after.headers.etag).not.toBe(before.headers.etag)
  })

  it('P-36: leaves managed groups to the identity provider, where the profile does', async () => {
    const { directory, push, everything } = openWorld(pulumi2024Profile)
    const id = await push('Team')
    const before = await everything()
    await expect(directory.renameGroup('acme', id, 'Crew')).rejects.toMatchObject({ code: 'LOCAL_EDIT_BLOCKED' })
    expect(await everything()).toEqual(before)
  })

  it('F-20, P-20: refuses a name that is taken, none at all, and one that is too long for the product', async () => {
    const { directory, everything } = openWorld(defineProfile({ extends: rfcProfile, groups: { displayNameMax: 100 } }))
    const { id } = await directory.addGroup('acme', { displayName: 'Staff' })
    await directory.addGroup('acme', { displayName: 'Crew' })
    const before = await everything()
    for (const [displayName, code] of [
      ['CREW', 'UNIQUENESS_VIOLATED'],
      [' ', 'ATTRIBUTE_REQUIRED'],
      ['x'.repeat(101), 'DISPLAY_NAME_TOO_LONG'],
    ] as const)
      await expect(directory.renameGroup('acme', id, displayName)).rejects.toMatchObject({ code })
    const tooLong = directory.addGroup('acme', { displayName: 'x'.repeat(101) })
    await expect(tooLong).rejects.toMatchObject({ code: 'DISPLAY_NAME_TOO_LONG' })
    expect(await everything()).toEqual(before)
  })
})

describe('disconnect', () => {
  it('frees the identity for another account, and is no change where there is none', async () => {
    const { directory } = openWorld(rfcProfile)
    const ada = await directory.addAccount('acme', { userName: 'ada', signIn: 'n-1' })
    const freed = await directory.disconnect('acme', ada.id)
    expect(freed.provenance).not.toHaveProperty('signIn')
    expect(await directory.disconnect('acme', ada.id)).toEqual(freed)
    const eve = await directory.addAccount('acme', { userName: 'eve', signIn: 'n-1' })
    const { account } = await directory.signIn('acme', { protocol: 'saml', nameId: 'n-1' })
    expect(account.id).toBe(eve.id)
    await expect(directory.disconnect('globex', ada.id)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
  })
})
