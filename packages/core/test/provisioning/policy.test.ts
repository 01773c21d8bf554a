import { describe, expect, expectTypeOf, it } from 'vitest'
import type * as z from 'zod'
import { defineProfile } from '../../src/provisioning/define-profile.ts'
import { draftOf } from '../../src/provisioning/draft.ts'
import { checkPolicy, checkUniqueAttributes, type Policy, type policySchema } from '../../src/provisioning/policy.ts'
import { profileNamed } from '../../src/provisioning/profiles/profiles.ts'
import { pulumi2024Profile } from '../../src/provisioning/profiles/pulumi.ts'
import { rfcProfile } from '../../src/provisioning/profiles/rfc.ts'
import { createRegistry } from '../../src/schema/registry.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'

const all = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, all)
const group = settleResourceType(groupResourceType, all)

/** Arrays are read-only in the schema itself. */
type ReadonlyThroughout<Part> = Part extends object
  ? { readonly [Name in keyof Part]: ReadonlyThroughout<Part[Name]> }
  : Part

describe('Policy', () => {
  it('is the type that its schema has', () => {
    expectTypeOf<Policy>().toEqualTypeOf<ReadonlyThroughout<z.infer<typeof policySchema>>>()
  })
})

describe('checkPolicy', () => {
  it('takes the default profile', () => {
    expect(checkPolicy(rfcProfile)).toEqual(rfcProfile)
  })

  it.each([
    ['profile.query.maxCount', { ...rfcProfile, query: { ...rfcProfile.query, maxCount: 0 } }],
    ['profile.groups.memberValidation', { ...rfcProfile, groups: { ...rfcProfile.groups, memberValidation: 'maybe' } }],
    ['profile: Unrecognized key: "typo"', { ...rfcProfile, typo: 1 }],
  ])('names the switch %s', (where, policy) => {
    expect(() => checkPolicy(policy as Policy)).toThrow(where)
  })
})

describe('defineProfile', () => {
  it('takes what is undefined as not named, at any depth', () => {
    const onCreate = { unmanaged: undefined, active: undefined }
    const profile = defineProfile({ extends: rfcProfile, users: { delete: undefined, onCreate }, tokens: undefined })
    expect(profile).toEqual(rfcProfile)
    const cell = { userName: 'link', email: undefined } as const
    const linking = defineProfile({ extends: rfcProfile, users: { onCreate: { unmanaged: cell } } })
    expect(linking.users.onCreate.unmanaged).toStrictEqual({ userName: 'link' })
  })

  it.each([
    [undefined, 'missing'],
    ['rfc', 'a string'],
  ])('says that %s is no profile to extend', (base, what) => {
    const make = () => defineProfile({ extends: base as unknown as Policy })
    expect(make).toThrow(`defineProfile.extends: it must be a profile, such as rfcProfile, but it is ${what}`)
  })
})

describe('profileNamed', () => {
  it('finds a profile by a name from outside, and says which there are', () => {
    expect(profileNamed('pulumi-2024')).toBe(pulumi2024Profile)
    expect(() => profileNamed('toString')).toThrow(
      'profile: there is none of the name "toString", only rfc, pulumi-2021',
    )
  })
})

const withAnyNames = defineProfile({ extends: rfcProfile, groups: { displayNameUniqueness: 'none' } })

describe('draftOf', () => {
  it('has the unique values the schema and the profile ask for, prepared for comparison', () => {
    expect(draftOf(user, { userName: 'ÉVA' }, { policy: rfcProfile }).keys).toEqual([
      { attribute: 'userName', scope: 'tenant', key: 'éva', value: 'ÉVA' },
    ])
    expect(draftOf(group, { displayName: 'Staff' }, { policy: rfcProfile }).keys).toMatchObject([{ key: 'staff' }])
    expect(draftOf(group, { displayName: 'Staff' }, { policy: withAnyNames }).keys).toEqual([])
  })

  it('S7643-7-14: finds unique values in every element of a list, and none where there is none', () => {
    const unique = [{ resourceType: 'User', attribute: 'emails.value', scope: 'global' } as const]
    const policy = { ...rfcProfile, unique }
    const emails = [{ value: 'A@x' }, { type: 'work' }, { value: 'b@x' }]
    const keys = draftOf(user, { userName: 'u', emails }, { policy }).keys.filter(({ scope }) => scope === 'global')
    expect(keys.map(({ attribute, key }) => [attribute, key])).toEqual([
      ['emails.value', 'a@x'],
      ['emails.value', 'b@x'],
    ])
  })

  it('counts as active what does not say otherwise, and keeps where the account came from', () => {
    const active = (attributes: object) =>
      draftOf(user, { userName: 'u', ...attributes }, { policy: rfcProfile }).provenance.active
    expect([active({}), active({ active: true }), active({ active: false })]).toEqual([true, true, false])
    const before = { managed: false, origin: 'jit', active: false, deleted: false, signIn: 's' } as const
    expect(draftOf(user, { userName: 'u' }, { policy: rfcProfile, before }).provenance).toEqual({
      ...before,
      managed: true,
      active: true,
    })
  })
})

describe('checkUniqueAttributes', () => {
  const registry = createRegistry([userResourceType, groupResourceType])
  const withUnique = (resourceType: string, attribute: string): Policy => ({
    ...rfcProfile,
    unique: [{ resourceType, attribute, scope: 'tenant' }],
  })

  it('refuses an attribute that is not there, by name', () => {
    expect(() => checkUniqueAttributes(withUnique('User', 'nickname2'), registry)).toThrow(
      'User has no attribute "nickname2"',
    )
  })

  it('passes over a resource type that is not registered', () => {
    expect(() => checkUniqueAttributes(withUnique('Device', 'serial'), registry)).not.toThrow()
  })
})
