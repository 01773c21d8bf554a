import { type Assertion, bufProfile, defineProfile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { openWorld } from './world.ts'

const saml = (groups?: readonly string[]): Assertion => ({ protocol: 'saml', nameId: 'bob@example.com', groups })
const oidc = (groups?: readonly string[]): Assertion => ({ ...saml(groups), protocol: 'oidc' })
const taking = defineProfile({ extends: bufProfile, login: { autoprovisioning: true } })

async function openWithBob(profile = taking) {
  const world = openWorld(profile)
  return { ...world, bob: await world.provision('bob', 'bob@example.com') }
}

describe('groups where sign-ins decide about them', () => {
  it('B-08: are left at the sign-in without autoprovisioning, and a finding names them', async () => {
    const { directory, push, membersOf, bob, provision } = await openWithBob(bufProfile)
    const eve = await provision('eve', 'eve@example.com')
    const staff = await push('Staff', [bob, eve])
    const local = await directory.addGroup('acme', { displayName: 'Local', members: [bob] })
    const { findings, groups } = await directory.signIn('acme', saml(['Staff']))
    expect(findings).toMatchObject([{ code: 'MEMBERSHIPS_CLEARED', resourceId: bob }])
    expect(findings[0]?.message).toContain('Staff')
    expect(groups).toEqual([local.id])
    expect([await membersOf(staff), await membersOf(local.id)]).toEqual([[eve], [bob]])
    expect((await directory.signIn('acme', saml(['Staff']))).findings).toEqual([])
  })

  it('RW-B3, B-23: become those of the assertion with autoprovisioning, by name without case; other names mean nothing', async () => {
    const { directory, push, membersOf, bob } = await openWithBob()
    const [stays, goes, comes] = [await push('Stays', [bob]), await push('Goes', [bob]), await push('Comes')]
    const local = await directory.addGroup('acme', { displayName: 'Local', members: [bob] })
    const other = await directory.addGroup('acme', { displayName: 'Other' })
    const before = await directory.group('acme', stays)
    const { groups, findings } = await directory.signIn('acme', saml(['STAYS', 'comes', 'other', 'unknown']))
    expect([...groups].sort()).toEqual([stays, comes, local.id].sort())
    expect(findings).toEqual([])
    const members = await Promise.all([stays, goes, comes, local.id, other.id].map(membersOf))
    expect(members).toEqual([[bob], [], [bob], [bob], []])
    expect(await directory.group('acme', stays)).toEqual(before)
  })

  it('take in somebody whom the sign-in makes', async () => {
    const { directory, push } = openWorld(taking)
    const staff = await push('Staff')
    const { account, groups } = await directory.signIn('acme', saml(['staff']))
    expect(groups).toEqual([staff])
    expect(account.provenance).toMatchObject({ origin: 'jit', groupsAtSignIn: [staff] })
  })

  it('B-27: must be in an assertion of SAML; of OIDC, none means none, and a finding says so', async () => {
    const { directory, push, membersOf, bob, everything } = await openWithBob()
    const staff = await push('Staff', [bob])
    const before = await everything()
    await expect(directory.signIn('acme', saml())).rejects.toMatchObject({ code: 'SIGN_IN_REFUSED' })
    expect(await everything()).toEqual(before)
    const { findings, groups } = await directory.signIn('acme', oidc())
    expect(findings).toMatchObject([{ code: 'GROUPS_CLAIM_MISSING' }])
    expect([groups, await membersOf(staff)]).toEqual([[], []])
  })

  it('B-09: are no matter where none are pushed, with whatever assertion', async () => {
    const { directory } = await openWithBob(bufProfile)
    expect((await directory.signIn('acme', saml())).findings).toEqual([])
  })

  it('become another version for SCIM only when somebody comes or goes', async () => {
    const { directory, scim, push, bob } = await openWithBob()
    const id = await push('Staff', [bob])
    const etag = async () => (await scim.get(`/Groups/${id}?attributes=displayName`)).headers.etag
    const first = await etag()
    await directory.signIn('acme', saml(['Staff']))
    expect(await etag()).toBe(first)
    await directory.signIn('acme', saml([]))
    expect(await etag()).not.toBe(first)
  })
})

describe('groups where SCIM decides about them', () => {
  it('are left alone by a sign-in, whatever it asserts', async () => {
    const { directory, push, provision, membersOf } = openWorld(rfcProfile)
    const bob = await provision('bob@example.com')
    const staff = await push('Staff', [bob])
    const { groups, findings } = await directory.signIn('acme', saml([]))
    expect([groups, findings, await membersOf(staff)]).toEqual([[staff], [], [bob]])
  })
})

const moments = ['immediate', 'nextLogin'] as const
const timings = moments.flatMap((add) => moments.map((remove) => ({ add, remove })))

describe('groups in effect', () => {
  it.each(timings)('B-24, B-25: begin with add $add and end with remove $remove', async ({ add, remove }) => {
    const timing = { addEffective: add, removeEffective: remove }
    const profile = defineProfile({ extends: rfcProfile, groups: timing })
    const { directory, provision } = openWorld(profile)
    const bob = await provision('bob@example.com')
    const { id } = await directory.addGroup('acme', { displayName: 'Staff', members: [bob] })
    const now = () => directory.effectiveGroups('acme', bob)
    expect(await now()).toEqual(add === 'immediate' ? [id] : [])
    expect((await directory.signIn('acme', saml())).groups).toEqual([id])
    await directory.changeMembers('acme', id, { remove: [bob] })
    expect(await now()).toEqual(remove === 'immediate' ? [] : [id])
    expect((await directory.signIn('acme', saml())).groups).toEqual([])
  })

  it('P-24: are none for an account that is not in use', async () => {
    const { directory, provision, push } = openWorld(rfcProfile)
    const bob = await provision('bob')
    const staff = await push('Staff', [bob])
    expect(await directory.effectiveGroups('acme', bob)).toEqual([staff])
    await directory.setActive('acme', bob, false)
    expect(await directory.effectiveGroups('acme', bob)).toEqual([])
  })

  it('count groups that hold the person through others', async () => {
    const { directory, provision, push } = openWorld(rfcProfile)
    const bob = await provision('bob')
    const inner = await push('Inner', [bob])
    const outer = await push('Outer', [inner])
    expect(await directory.effectiveGroups('acme', bob)).toEqual([inner, outer])
  })
})
