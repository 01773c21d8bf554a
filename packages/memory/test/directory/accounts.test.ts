import { bufProfile, createDirectory, defineProfile, immutaProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore, createMemoryTokens } from '../../src/index.ts'
import { openWorld } from './world.ts'

const nobody = '2819c223-7f76-453a-919d-413861904646'

describe('accounts of the application', () => {
  it('are made beside SCIM, which does not see them', async () => {
    const { directory, scim } = openWorld(rfcProfile)
    const made = await directory.addAccount('acme', {
      userName: 'ada',
      email: 'ada@example.com',
      attributes: { displayName: 'Ada' },
    })
    expect(made).toMatchObject({
      tenant: 'acme',
      userName: 'ada',
      email: 'ada@example.com',
      attributes: { userName: 'ada', displayName: 'Ada' },
      provenance: { managed: false, origin: 'local', active: true, deleted: false, owner: 'person' },
    })
    expect(await directory.account('acme', made.id)).toEqual(made)
    expect((await scim.get(`/Users/${made.id}`)).status).toBe(404)
    expect((await scim.get('/Users')).body.totalResults).toBe(0)
  })

  it('are read by the same schema as those of SCIM, to the letter', async () => {
    const { directory } = openWorld(pulumi2024Profile)
    const add = (attributes: object) => directory.addAccount('acme', { userName: 'ada', attributes: { ...attributes } })
    await expect(add({ title: 'Countess' })).rejects.toMatchObject({ code: 'ATTRIBUTE_UNKNOWN' })
    await expect(add({ displayName: 1 })).rejects.toMatchObject({ code: 'ATTRIBUTE_TYPE' })
    await expect(add({ 'urn:example:hr': {} })).rejects.toMatchObject({ code: 'SCHEMAS_UNKNOWN' })
    await expect(directory.addAccount('acme', { userName: ' ' })).rejects.toMatchObject({ code: 'ATTRIBUTE_REQUIRED' })
    expect((await directory.accounts('acme')).total).toBe(0)
  })

  it('leave out what a product does not keep, where a request may name it as well', async () => {
    const { directory } = openWorld(bufProfile)
    const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
    const attributes = {
      displayName: 'Ada',
      name: { givenName: 'Ada', middleName: 'B' },
      [enterprise]: { department: 'R' },
    }
    const made = await directory.addAccount('acme', { userName: 'ada', attributes })
    expect(made.attributes).toEqual({ userName: 'ada', name: { givenName: 'Ada' }, active: true })
    const misspelt = directory.addAccount('acme', { userName: 'eve', attributes: { dispalyName: 'Eve' } })
    await expect(misspelt).rejects.toMatchObject({ code: 'ATTRIBUTE_UNKNOWN' })
  })

  it('P-29: leave out what a product takes and drops, as a request does', async () => {
    const { directory } = openWorld(pulumi2024Profile)
    const attributes = { externalId: 'x-1', displayName: 'Ada' }
    const made = await directory.addAccount('acme', { userName: 'ada', attributes })
    expect(made.attributes).toEqual({ userName: 'ada', displayName: 'Ada', active: true })
  })

  it('B-21: have one address at most, where the product has one', async () => {
    const { directory } = openWorld(bufProfile)
    const work = { type: 'work', value: 'ada@example.com' }
    const emails = [{ type: 'home', value: 'ada@home.example', primary: true }, work]
    const made = await directory.addAccount('acme', { userName: 'ada', attributes: { emails } })
    expect(made).toMatchObject({ email: work.value, attributes: { emails: [work] } })
    const other = await directory.addAccount('acme', {
      userName: 'eve',
      email: 'eve@example.com',
      attributes: { emails },
    })
    expect(other.attributes.emails).toEqual([{ type: 'work', value: 'eve@example.com', primary: true }])
  })

  it('never show or keep a password', async () => {
    const { directory } = openWorld(rfcProfile)
    const made = await directory.addAccount('acme', { userName: 'ada', attributes: { password: 'enchantress' } })
    expect(JSON.stringify(made)).not.toContain('enchantress')
    expect(made.attributes).toEqual({ userName: 'ada', active: true })
  })

  it('are found by name and address, whatever the case, page by page', async () => {
    const { directory } = openWorld(rfcProfile)
    for (const name of ['ada', 'eve', 'zoe']) {
      await directory.addAccount('acme', { userName: name, email: `${name}@example.com` })
      await directory.addAccount('globex', { userName: name })
    }
    const names = async (query: object) =>
      (await directory.accounts('acme', query)).accounts.map((each) => each.userName)
    expect(await names({ userName: 'EVE' })).toEqual(['eve'])
    expect(await names({ email: 'Zoe@example.com' })).toEqual(['zoe'])
    expect(await names({ email: 'zoe@example.com', userName: 'eve' })).toEqual([])
    expect(await names({ startIndex: 2, count: 1 })).toEqual(['eve'])
    // What a host makes of a query string by `Number` alone.
    expect(await names({ startIndex: 2.5, count: 1.5 })).toEqual(['eve'])
    expect(await names({ startIndex: 1e300, count: Number.NaN })).toEqual([])
    expect(await directory.accounts('acme', { count: 0 })).toEqual({ total: 3, accounts: [] })
    expect((await directory.accounts('acme', { which: 'managed' })).total).toBe(0)
  })

  it('are found by externalId and by the sign-in identity, in the tenant that has them', async () => {
    const { directory, provision } = openWorld(rfcProfile)
    const ada = await provision('ada', undefined, { externalId: '00u1' })
    const eve = await directory.addAccount('acme', { userName: 'eve', signIn: 'n-1' })
    await directory.addAccount('globex', { userName: 'zoe', signIn: 'n-1', attributes: { externalId: '00u1' } })
    const idsOf = async (query: object) => (await directory.accounts('acme', query)).accounts.map(({ id }) => id)
    expect(await idsOf({ externalId: '00u1' })).toEqual([ada])
    expect(await idsOf({ externalId: '00U1' })).toEqual([])
    expect(await idsOf({ signIn: 'n-1' })).toEqual([eve.id])
    expect(await idsOf({ signIn: 'n-2' })).toEqual([])
    expect(await idsOf({ signIn: 'n-1', userName: 'ada' })).toEqual([])
    expect(await idsOf({ signIn: 'n-1', which: 'managed' })).toEqual([])
    expect(await idsOf({ signIn: 'n-1', externalId: '00u1' })).toEqual([])
    await directory.disconnect('acme', eve.id)
    expect(await directory.accounts('acme', { signIn: 'n-1' })).toEqual({ total: 0, accounts: [] })
  })

  it('are not found by an externalId where the product has none', async () => {
    const { directory } = openWorld(pulumi2024Profile)
    await directory.addAccount('acme', { userName: 'ada', attributes: { externalId: '00u1' } })
    expect((await directory.accounts('acme', { externalId: '00u1' })).total).toBe(0)
  })

  it('are read as tombstones by who asks for them, and in no other tenant', async () => {
    const { directory, provision } = openWorld(immutaProfile)
    const id = await provision('ada')
    const live = await directory.account('acme', id)
    await expect(directory.account('acme', id, { which: 'deleted' })).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    })
    expect(await directory.account('acme', id, { which: 'managed' })).toEqual(live)
    await directory.deleteAccount('acme', id)
    await expect(directory.account('acme', id)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
    expect(await directory.account('acme', id, { which: 'deleted' })).toMatchObject({
      id,
      userName: 'ada',
      provenance: { managed: true, deleted: true },
    })
    await expect(directory.account('globex', id, { which: 'deleted' })).rejects.toMatchObject({
      code: 'RESOURCE_NOT_FOUND',
    })
  })

  it('are not all found by a query that says what nobody understands', async () => {
    const { directory } = openWorld(rfcProfile)
    await directory.addAccount('acme', { userName: 'ada' })
    const username = { username: 'nobody' } as object
    for (const [where, query] of [
      ['Directory.accounts', directory.accounts('acme', username)],
      ['Directory.groups', directory.groups('acme', username)],
    ] as const)
      await expect(query).rejects.toMatchObject({
        code: 'CONFIGURATION',
        params: { where, problem: 'there is no "username"' },
      })
    const misspelt = () => createDirectory({ store: createMemoryStore(), ...({ token: 1, Log: 2 } as object) })
    expect(misspelt).toThrow('createDirectory: there is no "token", "Log"')
  })

  it('are not made or changed by what has a member nobody reads', async () => {
    const tokens = createMemoryTokens()
    const directory = createDirectory({ store: createMemoryStore(), tokens })
    const { id } = await directory.addGroup('acme', { displayName: 'Staff' })
    const misspelt = { mebmers: [] } as object
    const calls: Readonly<Record<string, () => Promise<unknown>>> = {
      account: () => directory.account('acme', id, misspelt),
      addAccount: () => directory.addAccount('acme', { userName: 'ada', ...misspelt }),
      addGroup: () => directory.addGroup('acme', { displayName: 'All', ...misspelt }),
      changeMembers: () => directory.changeMembers('acme', id, misspelt),
      group: () => directory.group('acme', id, misspelt),
      issueToken: () => directory.issueToken('acme', { name: 'Okta', ...misspelt }),
      orphans: () => directory.orphans('acme', misspelt),
    }
    for (const [name, call] of Object.entries(calls))
      await expect(call()).rejects.toMatchObject({
        code: 'CONFIGURATION',
        params: { where: `Directory.${name}`, problem: 'there is no "mebmers"' },
      })
    expect([(await directory.accounts('acme')).total, (await directory.groups('acme')).total]).toEqual([0, 1])
    expect(await tokens.list('acme')).toEqual([])
  })

  it('take undefined for what is not named', async () => {
    const { directory } = openWorld(rfcProfile)
    const { id } = await directory.addGroup('acme', { displayName: 'Staff', members: undefined })
    await directory.changeMembers('acme', id, { add: undefined, remove: undefined })
    expect((await directory.group('acme', id)).members).toEqual([])
  })

  it('belong to one tenant: of another nothing can be done or seen', async () => {
    const { directory } = openWorld(rfcProfile)
    const { id } = await directory.addAccount('globex', { userName: 'ada' })
    const before = await directory.account('globex', id)
    for (const attempt of [
      () => directory.account('acme', id),
      () => directory.setActive('acme', id, false),
      () => directory.rename('acme', id, 'eve'),
      () => directory.changeEmail('acme', id, undefined),
      () => directory.protect('acme', id, true),
      () => directory.deleteAccount('acme', id, 'forever'),
      () => directory.decide('acme', id, 'approve'),
      () => directory.effectiveGroups('acme', id),
      () => directory.connect({ tenant: 'acme', id }, { tenant: 'initech', nameId: 'x' }),
      () => directory.addGroup('acme', { displayName: 'Staff', members: [id] }),
    ])
      await expect(attempt()).rejects.toMatchObject({
        code: expect.stringMatching(/RESOURCE_NOT_FOUND|MEMBERS_INVALID/),
      })
    expect(await directory.account('globex', id)).toEqual(before)
    expect((await directory.groups('acme')).total).toBe(0)
  })

  it.each(['acme', 'globex'])('of tenant %s tell nothing that is not there', async (tenant) => {
    const { directory } = openWorld(rfcProfile)
    await expect(directory.account(tenant, nobody)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
    await expect(directory.deleteGroup(tenant, nobody)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
  })

  it('cannot share what must be unique, also with accounts of SCIM', async () => {
    const { directory, provision, everything } = openWorld(pulumi2024Profile)
    await provision('ada', 'ada@example.com')
    const { id } = await directory.addAccount('acme', { userName: 'eve', email: 'eve@example.com', signIn: 'eve' })
    const before = await everything()
    for (const attempt of [
      () => directory.addAccount('personal', { userName: 'ADA' }),
      () => directory.addAccount('personal', { userName: 'zoe', email: 'Ada@example.com' }),
      () => directory.addAccount('acme', { userName: 'zoe', signIn: 'eve' }),
      () => directory.rename('acme', id, 'ada'),
      () => directory.changeEmail('acme', id, 'ADA@example.com'),
    ])
      await expect(attempt()).rejects.toMatchObject({ code: 'UNIQUENESS_VIOLATED' })
    expect(await everything()).toEqual(before)
  })

  it('get a login name of their own where people sign in with one', async () => {
    const { directory } = openWorld(bufProfile)
    const first = await directory.addAccount('acme', { userName: 'x', email: 'bob.smith@a.example' })
    const second = await directory.addAccount('acme', { userName: 'y', email: 'bob_smith@b.example' })
    expect([first, second].map(({ provenance }) => provenance.loginName)).toEqual(['bob-smith', 'bob-smith1'])
  })
})

describe('a change of an account', () => {
  it('is seen by SCIM, as another version', async () => {
    const { directory, provision, scim } = openWorld(rfcProfile)
    const id = await provision('ada', 'ada@example.com')
    const etag = (await scim.get(`/Users/${id}`)).headers.etag
    await directory.rename('acme', id, 'lovelace')
    await directory.setActive('acme', id, false)
    const after = await scim.get(`/Users/${id}`)
    expect(after.body).toMatchObject({ userName: 'lovelace', active: false })
    expect(after.headers.etag).not.toBe(etag)
  })

  it('that changes nothing is not written', async () => {
    const { directory, provision } = openWorld(rfcProfile)
    const id = await provision('ada', 'ada@example.com', { active: true })
    const before = await directory.account('acme', id)
    await directory.rename('acme', id, 'ada')
    await directory.setActive('acme', id, true)
    await directory.protect('acme', id, false)
    await directory.changeEmail('acme', id, 'ada@example.com')
    expect(await directory.account('acme', id)).toEqual(before)
  })

  it.each([
    [
      'primary',
      [
        { value: 'new@x', type: 'work', primary: true },
        { value: 'b@x', type: 'work' },
      ],
    ],
    [
      'workOnly',
      [
        { value: 'new@x', type: 'work', primary: true },
        { value: 'a@x', type: 'home' },
      ],
    ],
    ['any', [{ value: 'new@x', type: 'work', primary: true }]],
  ] as const)('RW-P1b: of the address replaces what counts as it, where that is %s', async (which, expected) => {
    const { directory } = openWorld(defineProfile({ extends: rfcProfile, attributes: { emails: which } }))
    const emails = [
      { value: 'a@x', type: 'home', primary: true },
      { value: 'b@x', type: 'work' },
    ]
    const { id } = await directory.addAccount('acme', { userName: 'ada', attributes: { emails } })
    const changed = await directory.changeEmail('acme', id, 'new@x')
    expect(changed).toMatchObject({ email: 'new@x' })
    expect(changed.attributes.emails).toEqual(expected)
  })

  it('RW-P1b: releases the address where there is no new one', async () => {
    const { directory } = openWorld(pulumi2024Profile)
    const { id } = await directory.addAccount('personal', { userName: 'ada', email: 'ada@example.com' })
    const released = await directory.changeEmail('personal', id, undefined)
    expect([released.email, released.attributes.emails]).toEqual([undefined, undefined])
    await directory.addAccount('acme', { userName: 'eve', email: 'ada@example.com' })
  })

  it('protects it against SCIM, and not against the application', async () => {
    const { directory, provision, scim } = openWorld(rfcProfile)
    const id = await provision('owner')
    await directory.protect('acme', id, true)
    expect((await scim.delete(`/Users/${id}`)).status).toBeGreaterThanOrEqual(400)
    expect((await directory.account('acme', id)).provenance.protected).toBe(true)
    expect((await directory.protect('acme', id, false)).provenance).not.toHaveProperty('protected')
    expect((await scim.delete(`/Users/${id}`)).status).toBe(204)
  })

  it('F-18: does not activate more accounts than there are seats', async () => {
    const { directory } = openWorld(defineProfile({ extends: rfcProfile, users: { maxActive: 1 } }))
    const { id } = await directory.addAccount('acme', { userName: 'ada' })
    await expect(directory.addAccount('acme', { userName: 'eve' })).rejects.toMatchObject({ code: 'SEATS_EXHAUSTED' })
    await directory.setActive('acme', id, false)
    await directory.addAccount('acme', { userName: 'eve' })
    await expect(directory.setActive('acme', id, true)).rejects.toMatchObject({ code: 'SEATS_EXHAUSTED' })
  })
})

describe('a deletion by the application', () => {
  it('RW-I1, I-06: leaves a tombstone where the profile keeps them: the old name restores, a new one is fresh', async () => {
    const { directory, provision, scim, body } = openWorld(immutaProfile)
    const id = await provision('old')
    await directory.deleteAccount('acme', id)
    expect((await directory.accounts('acme', { which: 'deleted' })).accounts).toMatchObject([{ id, userName: 'old' }])
    const fresh = await scim.post('/Users', body('new', undefined))
    expect(fresh.body.id).not.toBe(id)
    expect(await scim.post('/Users', body('old', undefined))).toMatchObject({ status: 201, body: { id, active: true } })
    expect((await directory.accounts('acme', { which: 'deleted' })).total).toBe(0)
  })

  it.each([
    ['pulumi-2024', pulumi2024Profile],
    ['buf', bufProfile],
  ])('is for good in %s, whose DELETE is not', async (_, profile) => {
    const { directory } = openWorld(profile)
    const { id } = await directory.addAccount('acme', { userName: 'ada', email: 'ada@example.com' })
    await directory.deleteAccount('acme', id)
    expect((await directory.accounts('acme', { which: 'deleted' })).total).toBe(0)
    expect((await directory.addAccount('acme', { userName: 'ada', email: 'ada@example.com' })).id).not.toBe(id)
  })

  it('is for ever when asked, of an account and of its tombstone', async () => {
    const { directory, provision, scim, body } = openWorld(immutaProfile)
    for (const tombstone of [false, true]) {
      const id = await provision('ada')
      if (tombstone) await directory.deleteAccount('acme', id)
      await directory.deleteAccount('acme', id, 'forever')
      expect((await directory.accounts('acme', { which: 'deleted' })).total).toBe(0)
      await expect(directory.deleteAccount('acme', id, 'forever')).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
      const fresh = await scim.post('/Users', body('ada', undefined))
      expect(fresh.body.id).not.toBe(id)
      await directory.deleteAccount('acme', String(fresh.body.id), 'forever')
    }
  })
})

describe('createDirectory', () => {
  it('refuses a profile that is wrong and types without users', () => {
    const store = createMemoryStore()
    const wrong = { ...rfcProfile, orphans: { detect: 'report', quietDays: 0 } } as const
    expect(() => createDirectory({ store, profile: wrong })).toThrow('profile.orphans.quietDays')
    expect(() => createDirectory({ store, resourceTypes: [] })).toThrow('createDirectory.resourceTypes')
  })
})
