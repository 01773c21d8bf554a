import {
  bufProfile,
  defineProfile,
  groupResourceType,
  immutaProfile,
  pulumi2024Profile,
  rfcProfile,
  userResourceType,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { openClient, query, searchUrn, userUrn } from '../protocol/client.ts'
import { openWorld } from './world.ts'

const notAllowed = { status: 400, body: { scimType: 'invalidFilter' }, event: { errorCode: 'FILTER_NOT_ALLOWED' } }

function usersBy(filter: string): string {
  return `/Users${query({ filter })}`
}

describe('the filters a profile allows', () => {
  it.each(['userName eq "ada"', 'USERNAME EQ "ADA"', `${userUrn}:userName eq "ada"`])(
    'P-27: %s is answered',
    async (filter) => {
      const client = openClient({ profile: pulumi2024Profile })
      const { id } = await client.user()
      expect((await client.get(usersBy(filter))).body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    },
  )

  it.each([
    'userName sw "a"',
    'userName ne "ada"',
    'userName pr',
    'displayName eq "Ada"',
    'externalId eq "1"',
    'nonsense eq "1"',
    'userName eq "ada" and active eq true',
    'not (userName eq "ada")',
    'emails[type eq "work"]',
  ])('P-27: %s is refused', async (filter) => {
    const client = openClient({ profile: pulumi2024Profile })
    await client.user()
    expect(await client.get(usersBy(filter))).toMatchObject(notAllowed)
    expect(await client.post('/Users/.search', { schemas: [searchUrn], filter })).toMatchObject(notAllowed)
  })

  it('P-27: each type has filters of its own', async () => {
    const client = openClient({ profile: pulumi2024Profile })
    await client.group()
    const byName = await client.get(`/Groups${query({ filter: 'displayName eq "Staff"' })}`)
    expect(byName.body.totalResults).toBe(1)
    expect(await client.get(`/Groups${query({ filter: 'id eq "1"' })}`)).toMatchObject(notAllowed)
    expect((await client.get(`/Widgets${query({ filter: 'count gt 1' })}`)).status).toBe(200)
  })

  it('over several types, one that lacks the attribute has nothing to refuse', async () => {
    const client = openClient({ profile: pulumi2024Profile })
    await client.user()
    expect((await client.get(`/${query({ filter: 'userName eq "ada"' })}`)).body.totalResults).toBe(1)
  })

  it.each(['userName', 'userName equals', 'userName eq "ada"', 'login eq'])('%s is refused at start-up', (entry) => {
    const profile = defineProfile({ extends: rfcProfile, filters: { allow: { User: [entry] } } })
    expect(() => openClient({ profile })).toThrow('profile.filters.allow.User')
  })
})

describe('what a filter asks', () => {
  it.each(['User', 'Group'])(
    'S7644-3.4.2.2-43: %s has none where none is allowed, and no unfiltered list',
    async (type) => {
      const profile = defineProfile({ extends: rfcProfile, filters: { allow: { User: [], Group: [] } } })
      const client = openClient({ profile, resourceTypes: [userResourceType, groupResourceType] })
      await client.user()
      await client.group()
      const answer = await client.get(`/${type}s${query({ filter: 'id pr' })}`)
      expect(answer).toMatchObject(notAllowed)
      expect(answer.body.detail).toContain(`No filters are answered for ${type}.`)
      expect((await client.get('/ServiceProviderConfig')).body.filter).toMatchObject({ supported: false })
    },
  )

  it('S7644-3.4.2.2-39, A23: an attribute nobody knows has no value, where the profile says so', async () => {
    const profile = defineProfile({ extends: rfcProfile, filters: { unknownAttribute: 'noValue' } })
    const client = openClient({ profile })
    await client.user()
    const totalOf = async (filter: string) => (await client.get(usersBy(filter))).body.totalResults
    expect(await totalOf('nonsense eq "1"')).toBe(0)
    expect(await totalOf('not (nonsense pr)')).toBe(1)
    expect(await totalOf('nonsense eq "1" or userName eq "ada"')).toBe(1)
    expect((await client.get(usersBy('nonsense eq'))).body).toMatchObject({ scimType: 'invalidFilter' })
  })

  it.each([
    ['emails.type ne "work"', { every: ['home', 'none'], any: ['both', 'home', 'none'] }],
    ['emails ne "w@x.org"', { every: ['home', 'none'], any: ['both', 'home', 'none'] }],
    ['emails.display ne "d"', { every: ['both', 'home', 'none', 'work'], any: ['both', 'home', 'none', 'work'] }],
    ['not (emails.type ne "work")', { every: ['both', 'work'], any: ['work'] }],
    ['emails[type ne "work"]', { every: ['both', 'home'], any: ['both', 'home'] }],
    ['emails.type ne null', { every: ['both', 'home', 'work'], any: ['both', 'home', 'work'] }],
    ['userName ne "both"', { every: ['home', 'none', 'work'], any: ['home', 'none', 'work'] }],
  ])('A2, A3: %s asks every value, or any where the profile says so', async (filter, expected) => {
    for (const notEqual of ['every', 'any'] as const) {
      const client = openClient({ profile: defineProfile({ extends: rfcProfile, filters: { notEqual } }) })
      const work = { type: 'work', value: 'w@x.org' }
      const home = { type: 'home', value: 'h@x.org' }
      await client.user({ userName: 'both', emails: [work, home] })
      await client.user({ userName: 'home', emails: [home] })
      await client.user({ userName: 'none' })
      await client.user({ userName: 'work', emails: [work] })
      const { body } = await client.get(`/Users${query({ filter, sortBy: 'userName' })}`)
      expect(Array.isArray(body.Resources) && body.Resources.map(({ userName }) => userName)).toEqual(
        expected[notEqual],
      )
    }
  })
})

describe('the filters of Buf', () => {
  it('are also those by which Entra ID matches unless it is told otherwise', async () => {
    const client = openClient({ profile: bufProfile })
    const { id } = await client.user({ userName: 'ada', externalId: '4a7bff85' })
    const group = await client.group({ displayName: 'Analysts', externalId: '9c31' })
    const users = await client.get(usersBy('externalId eq "4a7bff85"'))
    expect(users.body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    const groups = await client.get(`/Groups${query({ filter: 'externalId eq "9c31"' })}`)
    expect(groups.body).toMatchObject({ totalResults: 1, Resources: [{ id: group.id }] })
  })
})

describe('a user name that is an e-mail address', () => {
  const work = { emails: [{ type: 'work', value: 'ada@example.com' }] }

  it('B-01, D-12: finds the account with that address, where the profile says so', async () => {
    const client = openClient({ profile: bufProfile })
    const { id } = await client.user({ userName: 'ada', ...work })
    await client.user({ userName: 'eve', emails: [{ type: 'home', value: 'eve@example.com' }] })
    expect((await client.get(usersBy('userName eq "ADA@example.com"'))).body).toMatchObject({
      totalResults: 1,
      Resources: [{ id }],
    })
    expect((await client.get(usersBy('userName eq "eve@example.com"'))).body.totalResults).toBe(0)
    expect((await client.get(usersBy('userName eq "ada"'))).body.totalResults).toBe(1)
  })

  it('B-02: is that of an address without a type, where there is none for work: nobody else can have it', async () => {
    const client = openClient({ profile: bufProfile })
    const { id } = await client.user({ userName: 'ada', emails: [{ value: 'ada@example.com' }] })
    const mixed = [{ value: 'other@example.com' }, { value: 'eve@example.com', type: 'work' }]
    await client.user({ userName: 'eve', emails: mixed })
    const { body } = await client.get(usersBy('userName eq "ada@example.com"'))
    expect(body).toMatchObject({ totalResults: 1, Resources: [{ id }] })
    expect((await client.get(usersBy('userName eq "other@example.com"'))).body.totalResults).toBe(0)
    const again = await client.post('/Users', { schemas: [userUrn], userName: 'twin', ...work })
    expect(again).toMatchObject({ status: 409, event: { errorCode: 'UNIQUENESS_VIOLATED' } })
  })

  it('D-12: finds nothing by an address elsewhere', async () => {
    const client = openClient({ profile: immutaProfile })
    await client.user({ userName: 'ada', ...work })
    expect((await client.get(usersBy('userName eq "ada@example.com"'))).body.totalResults).toBe(0)
  })

  it.each([
    { emails: 'any', found: ['both', 'home', 'second'] },
    { emails: 'workOnly', found: [] },
    { emails: 'primary', found: ['home', 'second'] },
  ] as const)('D-12: which address counts is what `attributes.emails` says: $emails', async ({ emails, found }) => {
    const value = 'x@example.com'
    const profile = defineProfile({
      extends: rfcProfile,
      attributes: { emails },
      filters: { userNameMatchesEmail: true },
    })
    const client = openClient({ profile })
    await client.user({ userName: 'home', emails: [{ type: 'home', value, primary: true }] })
    await client.user({ userName: 'second', emails: [{ value: 'other@example.com' }, { type: 'home', value }] })
    await client.user({
      userName: 'both',
      emails: [
        { type: 'home', value },
        { value: 'first@example.com', primary: true },
      ],
    })
    const { body } = await client.get(`/Users${query({ filter: `userName eq "${value}"`, sortBy: 'userName' })}`)
    expect(Array.isArray(body.Resources) && body.Resources.map(({ userName }) => userName)).toEqual(found)
  })

  it('D-12: is looked for inside of brackets and beside other terms', async () => {
    const profile = defineProfile({
      extends: rfcProfile,
      attributes: { emails: 'any' },
      filters: { userNameMatchesEmail: true },
    })
    const client = openClient({ profile })
    await client.user({ userName: 'ada', ...work })
    const totalOf = async (filter: string) => (await client.get(usersBy(filter))).body.totalResults
    expect(await totalOf('active pr or (userName eq "ada@example.com" and userName sw "a")')).toBe(1)
    expect(await totalOf('not (userName eq "ada@example.com")')).toBe(0)
    expect(await totalOf('userName eq null')).toBe(0)
  })
})

describe('what a list shows', () => {
  it('D-22: accounts SCIM has not made are hidden or shown, as the profile says', async () => {
    for (const [profile, total] of [
      [immutaProfile, 0],
      [bufProfile, 1],
    ] as const) {
      const world = openWorld(profile)
      await world.account({ userName: 'orphan' })
      expect((await world.client.get(usersBy('userName eq "orphan"'))).body.totalResults).toBe(total)
      expect((await world.client.get('/Users')).body.totalResults).toBe(total)
      expect((await world.client.get('/')).body.totalResults).toBe(total)
    }
  })

  it('D-17: so are groups', async () => {
    for (const [profile, total] of [
      [rfcProfile, 0],
      [pulumi2024Profile, 1],
    ] as const) {
      const world = openWorld(profile)
      await world.group('Local')
      expect((await world.client.get('/Groups')).body.totalResults).toBe(total)
    }
  })

  it('P-26: lists of groups come whole where they have no pages', async () => {
    const profile = defineProfile({ extends: pulumi2024Profile, query: { maxCount: 2 } })
    const client = openClient({ profile })
    for (const displayName of ['a', 'b', 'c', 'd']) await client.group({ displayName })
    for (const parameters of [
      '',
      '?count=1',
      '?startIndex=3',
      '?count=0',
      '?count=101',
      '?cursor=',
      '?cursor=&count=101',
    ]) {
      const { body } = await client.get(`/Groups${parameters}`)
      expect(body).toMatchObject({ totalResults: 4, startIndex: 1, itemsPerPage: 4 })
      expect(body.Resources).toHaveLength(4)
    }
    for (const userName of ['a', 'b', 'c']) await client.user({ userName })
    expect((await client.get('/Users')).body).toMatchObject({ totalResults: 3, itemsPerPage: 2 })
  })

  it('P-28, D-19: a count above the maximum is refused, for groups too where they have pages', async () => {
    const paged = defineProfile({ extends: pulumi2024Profile, query: { groupPagination: true } })
    for (const [profile, endpoint] of [
      [pulumi2024Profile, '/Users'],
      [pulumi2024Profile, '/'],
      [paged, '/Groups'],
    ] as const) {
      const client = openClient({ profile })
      expect((await client.get(`${endpoint}?count=100`)).status).toBe(200)
      expect((await client.get(`${endpoint}?count=101`)).status).toBe(400)
    }
  })

  it('a query over all types is refused when none of them has what it is sorted by', async () => {
    const client = openClient()
    expect(await client.get('/?sortBy=nonsense')).toMatchObject({
      status: 400,
      event: { errorCode: 'SORT_ATTRIBUTE' },
    })
    expect((await client.get('/?sortBy=userName')).status).toBe(200)
  })
})
