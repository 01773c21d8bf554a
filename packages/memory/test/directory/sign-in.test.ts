import { type Assertion, bufProfile, defineProfile, immutaProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { openWorld } from './world.ts'

const saml = (nameId: string, more: Partial<Assertion> = {}): Assertion => ({ protocol: 'saml', nameId, ...more })
const refused = (reason: RegExp) => ({ code: 'SIGN_IN_REFUSED', message: expect.stringMatching(reason) })

describe('an assertion that is not what its type says', () => {
  // What comes where no compiler checks.
  const given = (assertion: object) => assertion as Assertion

  it.each([undefined, null, 7, ['ada']])('is refused with the name %j, and connects nobody', async (nameId) => {
    const { directory, everything } = openWorld(bufProfile)
    const { id } = await directory.addAccount('acme', { userName: 'ada', email: 'ada@example.com' })
    const before = await everything()
    const assertion = given({ protocol: 'saml', nameId, email: 'ada@example.com' })
    await expect(directory.signIn('acme', assertion)).rejects.toMatchObject(refused(/no text/))
    const identity = { tenant: 'acme', nameId: given({ nameId }).nameId }
    await expect(directory.connect({ tenant: 'acme', id }, identity)).rejects.toMatchObject(refused(/no text/))
    expect(await everything()).toEqual(before)
  })

  it.each(['SAML', 'x', undefined])('is refused with the protocol %j', async (protocol) => {
    const { directory } = openWorld(bufProfile)
    await expect(directory.signIn('acme', given({ protocol, nameId: 'ada' }))).rejects.toMatchObject({
      code: 'CONFIGURATION',
      message: 'signIn.protocol: it must be "saml" or "oidc".',
    })
  })
})

describe('a sign-in of somebody who has an account', () => {
  it('B-04, RW-B2: refreshes the link of an account it finds by the address, which POST then finds connected', async () => {
    const { directory, scim, body } = openWorld(bufProfile)
    const stale = await directory.addAccount('acme', { userName: 'bob', email: 'bob@example.com' })
    const { account, created, findings } = await directory.signIn('acme', saml('BOB@example.com'))
    expect([account.id, created, findings]).toEqual([stale.id, false, []])
    expect(account.provenance).toMatchObject({ managed: false, origin: 'local', signIn: 'BOB@example.com' })
    expect(account.provenance.signedInAt).toMatch(/^\d{4}-.*Z$/)
    expect((await scim.post('/Users', body('bob@example.com', 'bob@example.com'))).body.id).toBe(stale.id)
  })

  it('is found by the connected identity before anything else', async () => {
    const { directory } = openWorld(bufProfile)
    const mine = await directory.addAccount('acme', { userName: 'a', email: 'a@example.com', signIn: 'b@example.com' })
    await directory.addAccount('acme', { userName: 'b', email: 'b@example.com' })
    const signedIn = await directory.signIn('acme', saml('b@example.com', { email: 'b@example.com' }))
    expect(signedIn.account.id).toBe(mine.id)
  })

  it.each([
    ['userName', 'ada@example.com', {}],
    ['externalId', 'object-7', {}],
    ['email', 'opaque', { email: 'ada@example.com' }],
  ] as const)('finds what SCIM has provisioned by its %s', async (key, nameId, more) => {
    const { directory, provision } = openWorld(defineProfile({ extends: rfcProfile, users: { matchBy: [key] } }))
    const id = await provision('ada@example.com', 'ada@example.com', { externalId: 'object-7' })
    expect(await directory.signIn('acme', saml(nameId, more))).toMatchObject({
      created: false,
      account: { id, provenance: { managed: true, signIn: nameId } },
    })
  })

  it('P-14: does not connect an account by a key that POST would not link it by', async () => {
    const { directory, everything } = openWorld(pulumi2024Profile)
    await directory.addAccount('acme', { userName: 'ada', email: 'ada@personal.example', origin: 'invite' })
    const before = await everything()
    // The user name of the account that would be made is the address, so nothing stands in the way of that.
    const other = await directory.signIn('acme', saml('ada', { email: 'ada@acme.example' }))
    expect(other.created).toBe(true)
    expect((await everything()).accounts[0]).toEqual(before.accounts[0])
  })

  it('I-16: connects no orphan where accounts are never linked', async () => {
    const { directory, everything } = openWorld(immutaProfile)
    await directory.addAccount('acme', { userName: 'ada' })
    const before = await everything()
    await expect(directory.signIn('acme', saml('ada'))).rejects.toMatchObject(refused(/no account is connected/))
    expect(await everything()).toEqual(before)
  })

  it('picks none of several accounts that share the address', async () => {
    const profile = defineProfile({ extends: bufProfile, users: { emailUniqueness: 'none' }, login: { jit: false } })
    const { directory, provision } = openWorld(profile)
    for (const name of ['a', 'b']) await directory.addAccount('acme', { userName: name, email: 'x@example.com' })
    await expect(directory.signIn('acme', saml('x@example.com'))).rejects.toMatchObject(refused(/no account/))
    await expect(provision('x@example.com', 'y@example.com')).resolves.toBeDefined()
  })

  it('B-20: is refused while the account is deactivated, and leaves it alone', async () => {
    const { directory, provision, everything } = openWorld(bufProfile)
    await provision('bob', 'bob@example.com', { active: false })
    const before = await everything()
    await expect(directory.signIn('acme', saml('bob@example.com'))).rejects.toMatchObject(refused(/deactivated/))
    expect(await everything()).toEqual(before)
  })

  it('waits for the administrator where a takeover does, unless the identity was connected before', async () => {
    const cell = { email: 'pending' } as const
    const profile = defineProfile({ extends: bufProfile, users: { onCreate: { unmanaged: cell, connected: cell } } })
    const { directory, provision } = openWorld(profile)
    await directory.addAccount('acme', { userName: 'bob', email: 'bob@example.com' })
    await directory.addAccount('acme', { userName: 'eve', email: 'eve@example.com', signIn: 'eve' })
    await provision('robert', 'bob@example.com')
    await provision('eva', 'eve@example.com', { active: false })
    await expect(directory.signIn('acme', saml('bob@example.com'))).rejects.toMatchObject(refused(/takeover/))
    const { account } = await directory.signIn('acme', saml('eve'))
    expect(account).toMatchObject({ userName: 'eve', provenance: { active: true, pending: {} } })
    expect((await directory.decide('acme', account.id, 'approve')).provenance.active).toBe(false)
  })
})

describe('a sign-in of somebody unknown', () => {
  it('is refused without a name, and such an identity is connected to nobody', async () => {
    const { directory } = openWorld(bufProfile)
    const account = await directory.addAccount('acme', { userName: 'ada' })
    await expect(directory.signIn('acme', saml(' '))).rejects.toMatchObject(refused(/empty/))
    const connecting = directory.connect(account, { tenant: 'acme', nameId: '' })
    await expect(connecting).rejects.toMatchObject(refused(/empty/))
    expect((await directory.accounts('acme')).accounts).toEqual([account])
  })

  it('is refused with a text for groups, of which each letter would be one', async () => {
    const { directory, everything } = openWorld(
      defineProfile({ extends: bufProfile, login: { autoprovisioning: true } }),
    )
    const before = await everything()
    for (const groups of ['Eng', ['Eng', 1], { 0: 'Eng' }]) {
      // As no compiler has seen it.
      const assertion = { ...saml('bob@example.com'), groups } as unknown as Parameters<typeof directory.signIn>[1]
      await expect(directory.signIn('acme', assertion)).rejects.toMatchObject(refused(/no list of names/))
    }
    expect(await everything()).toEqual(before)
  })

  it('B-22: makes an account with a name made from the address, where the product does that', async () => {
    const { directory } = openWorld(bufProfile)
    const given = { email: 'julia-smith+demo@example.com', givenName: 'Julia', familyName: 'Smith' }
    const { account, created, findings } = await directory.signIn('acme', saml('n-1', given))
    expect({ created, findings }).toEqual({ created: true, findings: [] })
    expect(account).toMatchObject({
      userName: 'julia-smith+demo@example.com',
      email: 'julia-smith+demo@example.com',
      attributes: { name: { givenName: 'Julia', familyName: 'Smith' } },
      provenance: { managed: false, origin: 'jit', active: true, signIn: 'n-1', loginName: 'julia-smith-demo' },
    })
    expect((await directory.signIn('acme', saml('n-1'))).account.id).toBe(account.id)
  })

  it('makes one account of two sign-ins at the same time', async () => {
    const { directory } = openWorld(bufProfile)
    const both = await Promise.all([1, 2].map(() => directory.signIn('acme', saml('bob@example.com'))))
    expect(both.map(({ created }) => created).sort()).toEqual([false, true])
    expect((await directory.accounts('acme')).total).toBe(1)
  })

  it('is refused where none is made, and where another tenant has the address, without saying whose it is', async () => {
    const rfc = openWorld(rfcProfile)
    await expect(rfc.directory.signIn('acme', saml('bob'))).rejects.toMatchObject(refused(/none is made/))
    const { directory } = openWorld(pulumi2024Profile)
    const other = await directory.addAccount('personal', { userName: 'countess', email: 'ada@example.com' })
    const signingIn = directory.signIn('acme', saml('x', { email: 'ada@example.com' }))
    await expect(signingIn).rejects.toMatchObject(refused(/not connected to this identity/))
    const thrown: Error = await signingIn.catch((error) => error)
    for (const secret of [other.id, 'personal', 'countess'])
      expect(`${thrown.message}${thrown.cause}`).not.toContain(secret)
    expect((await directory.accounts('acme')).total).toBe(0)
  })

  it('F-18: is refused when no seat is left for the account that would be made', async () => {
    const { directory } = openWorld(defineProfile({ extends: bufProfile, users: { maxActive: 1 } }))
    await directory.addAccount('acme', { userName: 'ada' })
    await expect(directory.signIn('acme', saml('eve@example.com'))).rejects.toMatchObject({ code: 'SEATS_EXHAUSTED' })
    expect((await directory.accounts('acme')).total).toBe(1)
  })

  it('is refused when what the assertion says makes no account', async () => {
    const { directory } = openWorld(bufProfile)
    const signingIn = directory.signIn('acme', saml('n-1', { email: 'a\u0000@example.com' }))
    await expect(signingIn).rejects.toMatchObject({ code: 'ATTRIBUTE_CHARACTERS' })
  })

  it('F-17, B-07: tells a login name that got a number, because the person may have the other account', async () => {
    const { directory, provision } = openWorld(bufProfile)
    await provision('jsmith', 'julia.smith@corp.example')
    const { account, created, findings } = await directory.signIn('acme', saml('julia.smith@example.com'))
    expect([created, account.provenance.loginName]).toEqual([true, 'julia-smith1'])
    expect(findings).toEqual([
      {
        code: 'LOGIN_NAME_NUMBERED',
        message: expect.stringContaining('"julia-smith", which is taken or reserved. The account got "julia-smith1"'),
        resourceType: 'User',
        resourceId: account.id,
      },
    ])
    expect((await directory.signIn('acme', saml('julia.smith@example.com'))).findings).toEqual([])
    expect((await directory.signIn('acme', saml('grace@example.com'))).findings).toEqual([])
  })

  it('F-7, B-07: tells when an account was provisioned that looks like the same person’s', async () => {
    const { directory, provision } = openWorld(bufProfile)
    const id = await provision('bob', 'bob.smith@a.example', { externalId: 'object-7' })
    const { created, account, findings } = await directory.signIn('acme', saml('object-7', { email: 'bob@b.example' }))
    expect(created).toBe(true)
    expect(findings).toMatchObject([
      { code: 'SIGN_IN_UNMATCHED', resourceId: account.id, conflict: { where: 'here', id, managed: true } },
    ])
  })
})
