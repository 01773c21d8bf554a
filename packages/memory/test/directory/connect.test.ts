import { bufProfile, createDirectory, defineProfile, immutaProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { openWorld } from './world.ts'

describe('connecting a sign-in identity', () => {
  it('RW-P1c: moves the account of a person into the tenant, where POST takes it over under its id', async () => {
    const { directory, scim, body } = openWorld(pulumi2024Profile)
    const other = await directory.addAccount('personal', { userName: 'ada', email: 'ada@example.com' })
    expect((await scim.post('/Users', body('ada', 'ada@example.com'))).status).toBe(409)
    const connected = await directory.connect(other, { tenant: 'acme', nameId: 'ada@sso' })
    expect(connected).toMatchObject({
      tenant: 'acme',
      id: other.id,
      provenance: { managed: false, origin: 'local', owner: 'person', signIn: 'ada@sso' },
    })
    expect((await scim.get('/Users')).body.totalResults).toBe(0)
    expect(await scim.post('/Users', body('ada', 'ada@example.com'))).toMatchObject({
      status: 201,
      body: { id: other.id },
    })
    expect((await directory.account('acme', other.id)).provenance).toMatchObject({ managed: true, signIn: 'ada@sso' })
    await expect(directory.account('personal', other.id)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
  })

  it('P-37: works for an account another organization manages by sign-in, and keeps its groups and standing behind', async () => {
    const { directory } = openWorld(pulumi2024Profile)
    const { account } = await directory.signIn('globex', { protocol: 'saml', nameId: 'old', email: 'ada@example.com' })
    const group = await directory.addGroup('globex', { displayName: 'Staff', members: [account.id] })
    await directory.protect('globex', account.id, true)
    const moved = await directory.connect(account, { tenant: 'acme', nameId: 'new' })
    expect(moved.provenance).toEqual({
      managed: false,
      origin: 'jit',
      active: true,
      deleted: false,
      owner: 'person',
      signIn: 'new',
    })
    expect(await directory.group('globex', group.id)).toMatchObject({ members: [] })
    await expect(directory.signIn('acme', { protocol: 'saml', nameId: 'new' })).resolves.toMatchObject({
      created: false,
      account: { id: account.id },
    })
  })

  it('P-32: refuses to move an account the tenant owns, which stays as it was', async () => {
    const { directory, provision } = openWorld(pulumi2024Profile)
    const id = await provision('ada', 'ada@example.com')
    const before = await directory.account('acme', id)
    const move = directory.connect({ tenant: 'acme', id }, { tenant: 'globex', nameId: 'ada' })
    await expect(move).rejects.toMatchObject({ code: 'ACCOUNT_BELONGS_ELSEWHERE', params: { id } })
    expect(await directory.account('acme', id)).toEqual(before)
    expect((await directory.accounts('globex')).total).toBe(0)
  })

  it('refuses an identity somebody has, and changes nothing: of the same tenant and of another', async () => {
    const { directory, everything } = openWorld(rfcProfile)
    await directory.addAccount('acme', { userName: 'ada', signIn: 'taken' })
    const here = await directory.addAccount('acme', { userName: 'eve' })
    const there = await directory.addAccount('globex', { userName: 'zoe' })
    const before = [await everything(), await everything('globex')]
    for (const account of [here, there]) {
      const connecting = directory.connect(account, { tenant: 'acme', nameId: 'taken' })
      await expect(connecting).rejects.toMatchObject({ code: 'UNIQUENESS_VIOLATED', params: { attribute: 'signIn' } })
    }
    expect([await everything(), await everything('globex')]).toEqual(before)
  })

  it('replaces the identity of an account of the tenant, managed or not', async () => {
    const { directory, provision } = openWorld(rfcProfile)
    const id = await provision('ada')
    const place = { tenant: 'acme', id }
    await directory.connect(place, { tenant: 'acme', nameId: 'first' })
    const second = await directory.connect(place, { tenant: 'acme', nameId: 'second' })
    expect(second.provenance).toMatchObject({ managed: true, signIn: 'second' })
    expect(await directory.connect(place, { tenant: 'acme', nameId: 'second' })).toEqual(second)
    await directory.addAccount('acme', { userName: 'eve', signIn: 'first' })
  })
})

describe('leaving SSO', () => {
  const token = (tenant: string) => ({
    id: `of-${tenant}`,
    tenant,
    name: 'idp',
    sha256: tenant,
    created: '2026-01-01T00:00:00Z',
  })

  it('P-34: ends the tokens and sign-in identities of the tenant, of all its accounts, and of no other tenant', async () => {
    const { directory, tokens } = openWorld(pulumi2024Profile)
    for (const tenant of ['acme', 'globex']) {
      await tokens.add(token(tenant))
      await directory.addAccount(tenant, { userName: `${tenant}-0`, signIn: 'zero' })
    }
    for (let index = 1; index < 130; index += 1)
      await directory.addAccount('acme', { userName: `u${index}`, ...(index % 2 && { signIn: `s${index}` }) })
    await directory.leaveSso('acme')
    const pages = [await directory.accounts('acme'), await directory.accounts('acme', { startIndex: 101 })]
    const identities = pages.flatMap(({ accounts }) => accounts.map(({ provenance }) => provenance.signIn))
    expect(identities).toEqual(Array(130).fill(undefined))
    expect((await tokens.list('acme')).map(({ revoked }) => revoked !== undefined)).toEqual([true])
    expect((await tokens.list('globex')).map(({ revoked }) => revoked)).toEqual([undefined])
    expect((await directory.accounts('globex')).accounts).toMatchObject([{ provenance: { signIn: 'zero' } }])
    await directory.addAccount('acme', { userName: 'fresh', signIn: 'zero' })
  })

  it('means nothing where the profile does not tie them to it', async () => {
    const { directory, tokens } = openWorld(rfcProfile)
    await tokens.add(token('acme'))
    const before = await directory.addAccount('acme', { userName: 'ada', signIn: 'ada' })
    await directory.leaveSso('acme')
    expect(await directory.account('acme', before.id)).toEqual(before)
    expect(await tokens.list('acme')).toEqual([token('acme')])
  })

  it('P-34: needs no token store', async () => {
    const directory = createDirectory({ store: createMemoryStore(), profile: pulumi2024Profile })
    const { id } = await directory.addAccount('acme', { userName: 'ada', signIn: 'ada' })
    await directory.leaveSso('acme')
    expect((await directory.account('acme', id)).provenance.signIn).toBeUndefined()
  })
})

const cautious = defineProfile({ extends: bufProfile, users: { onCreate: { unmanaged: { email: 'pending' } } } })

describe('a takeover that waits', () => {
  async function openPending() {
    const world = openWorld(cautious)
    const before = await world.directory.addAccount('acme', {
      userName: 'bob',
      email: 'bob@example.com',
      attributes: { name: { givenName: 'Bob' } },
    })
    const sent = world.body('robert', 'bob@example.com', { name: { givenName: 'Robert' }, active: false })
    expect(await world.scim.post('/Users', sent)).toMatchObject({ status: 201, body: { id: before.id } })
    return { ...world, before }
  }

  it('D-08: leaves the account to the application as it was, and says what it would become', async () => {
    const { directory, before } = await openPending()
    await directory.addAccount('acme', { userName: 'eve', email: 'eve@example.com' })
    const pending = await directory.accounts('acme', { pending: true })
    expect(pending).toMatchObject({
      total: 1,
      accounts: [
        {
          id: before.id,
          userName: 'bob',
          attributes: before.attributes,
          proposed: { userName: 'robert', name: { givenName: 'Robert' } },
          provenance: { active: true, pending: { before: before.attributes } },
        },
      ],
    })
    expect(await directory.accounts('acme', { pending: true, startIndex: 2 })).toEqual({ total: 1, accounts: [] })
  })

  it('D-08: happens when it is approved', async () => {
    const { directory, before } = await openPending()
    const approved = await directory.decide('acme', before.id, 'approve')
    expect(approved).toMatchObject({ userName: 'robert', provenance: { managed: true, active: false } })
    expect(approved.provenance).not.toHaveProperty('pending')
    expect(approved).not.toHaveProperty('proposed')
  })

  it('D-08: leaves no trace when it is rejected, and may be asked for again', async () => {
    const { directory, scim, body, before } = await openPending()
    const rejected = await directory.decide('acme', before.id, 'reject')
    expect(rejected).toEqual({ ...before, lastModified: rejected.lastModified })
    await directory.addAccount('acme', { userName: 'robert', email: 'robert@example.com' })
    expect((await scim.post('/Users', body('bobby', 'bob@example.com'))).body.id).toBe(before.id)
    expect((await directory.accounts('acme', { pending: true })).total).toBe(1)
  })

  it('does not take a protected account out of use before the protection is gone', async () => {
    const { directory, before } = await openPending()
    await directory.protect('acme', before.id, true)
    const waiting = await directory.account('acme', before.id)
    const approve = () => directory.decide('acme', before.id, 'approve')
    await expect(approve()).rejects.toMatchObject({ code: 'ACCOUNT_PROTECTED' })
    expect(await directory.account('acme', before.id)).toEqual(waiting)
    await directory.protect('acme', before.id, false)
    expect((await approve()).provenance.active).toBe(false)
  })

  it('takes a seat when it is approved, if there is one, and keeps the one it has until then', async () => {
    const profile = (onCreate: object) => defineProfile({ extends: rfcProfile, users: { onCreate, maxActive: 1 } })
    const coming = openWorld(profile({ inactive: 'pending' }))
    const ada = await coming.provision('ada', undefined, { active: false })
    const eve = await coming.provision('eve')
    expect(await coming.provision('ada', undefined, { active: true })).toBe(ada)
    const approve = () => coming.directory.decide('acme', ada, 'approve')
    await expect(approve()).rejects.toMatchObject({ code: 'SEATS_EXHAUSTED' })
    await coming.directory.setActive('acme', eve, false)
    expect((await approve()).provenance.active).toBe(true)

    const leaving = openWorld(profile({ active: 'pending' }))
    const bob = await leaving.provision('bob')
    await leaving.provision('bob', undefined, { active: false })
    expect(await leaving.scim.post('/Users', leaving.body('zoe', undefined))).toMatchObject({ status: 409 })
    expect((await leaving.directory.decide('acme', bob, 'reject')).provenance.active).toBe(true)
    expect(await leaving.scim.post('/Users', leaving.body('zoe', undefined))).toMatchObject({ status: 409 })
  })

  it('brings nobody back who was deleted before it is approved', async () => {
    const profile = defineProfile({ extends: immutaProfile, users: { onCreate: { deleted: 'pending' }, maxActive: 1 } })
    const { directory, provision } = openWorld(profile)
    const id = await provision('ada', 'ada@example.com')
    await directory.deleteAccount('acme', id)
    expect(await provision('ada', 'ada@example.com')).toBe(id)
    expect((await directory.account('acme', id)).provenance.active).toBe(false)
    await directory.addAccount('acme', { userName: 'eve', email: 'eve@example.com' })
    await expect(directory.decide('acme', id, 'approve')).rejects.toMatchObject({ code: 'SEATS_EXHAUSTED' })
    expect((await directory.decide('acme', id, 'reject')).provenance.active).toBe(false)
  })

  it('is decided once', async () => {
    const { directory, before } = await openPending()
    await directory.decide('acme', before.id, 'approve')
    for (const decision of ['approve', 'reject'] as const)
      await expect(directory.decide('acme', before.id, decision)).rejects.toMatchObject({ code: 'NOTHING_PENDING' })
  })

  it('holds edits of the application back, but not a deletion', async () => {
    const { directory, before } = await openPending()
    const waiting = await directory.account('acme', before.id)
    for (const attempt of [
      () => directory.setActive('acme', before.id, false),
      () => directory.rename('acme', before.id, 'x'),
      () => directory.changeEmail('acme', before.id, undefined),
      () => directory.changeAccount('acme', before.id, { title: 'Sir' }),
      () => directory.disconnect('acme', before.id),
      () => directory.connect(before, { tenant: 'acme', nameId: 'x' }),
      () => directory.connect(before, { tenant: 'globex', nameId: 'x' }),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'LOCAL_EDIT_BLOCKED' })
    expect(await directory.account('acme', before.id)).toEqual(waiting)
    await directory.deleteAccount('acme', before.id)
    expect((await directory.accounts('acme')).total).toBe(0)
  })
})
