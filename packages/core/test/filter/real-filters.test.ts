import { describe, expect, it } from 'vitest'
import { compileFilter } from '../../src/filter/compile.ts'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveFilter } from '../../src/filter/resolve.ts'
import { groupResourceType, userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { stored } from './harness.ts'

const all = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, all)
const group = settleResourceType(groupResourceType, all)
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'

const barbara = stored(
  {
    userName: 'bjensen@example.com',
    externalId: '701984',
    title: 'Tour Guide',
    userType: 'Employee',
    active: true,
    name: { familyName: "O'Malley", givenName: 'Barbara' },
    emails: [
      { value: 'bjensen@example.com', type: 'work', primary: true },
      { value: 'babs@jensen.org', type: 'home' },
    ],
    roles: [{ value: 'admin', primary: true }],
    [enterprise]: { employeeNumber: '701984', manager: { value: 'm1' } },
  },
  { resourceType: 'User', id: 'u1', lastModified: '2026-01-31T10:00:00Z' },
)
const jo = stored(
  { userName: 'jo', userType: 'Intern', emails: [{ value: 'jo@other.example', type: 'home' }] },
  { resourceType: 'User', id: 'u2', lastModified: '2010-01-31T10:00:00Z', related: { groups: [{ value: 'g1' }] } },
)

const noop = () => {}
const tolerances = {
  filteredSubAttribute: noop,
  unquotedValue: noop,
  complexValue: noop,
  unqualified: noop,
  stringBooleans: noop,
}

function found(filter: string): readonly string[] {
  const test = compileFilter(resolveFilter(parseFilter(filter, tolerances), user, tolerances))
  return [barbara, jo].filter(test).map(({ id }) => id)
}

describe("RFC 7644's own filters (Figure 2)", () => {
  it.each<readonly [string, readonly string[]]>([
    ['userName eq "bjensen@EXAMPLE.com"', ['u1']],
    ['name.familyName co "O\'Malley"', ['u1']],
    ['userName sw "J"', ['u2']],
    ['urn:ietf:params:scim:schemas:core:2.0:User:userName sw "J"', ['u2']],
    ['title pr', ['u1']],
    ['meta.lastModified gt "2011-05-13T04:42:34Z"', ['u1']],
    ['meta.lastModified ge "2026-01-31T10:00:00Z"', ['u1']],
    ['meta.lastModified lt "2011-05-13T04:42:34Z"', ['u2']],
    ['meta.lastModified le "2011-05-13T04:42:34Z"', ['u2']],
    ['title pr and userType eq "Employee"', ['u1']],
    ['title pr or userType eq "Intern"', ['u1', 'u2']],
    [`schemas eq "${enterprise}"`, ['u1']],
    ['userType eq "Employee" and (emails co "example.com" or emails.value co "example.org")', ['u1']],
    ['userType ne "Employee" and not (emails co "example.com" or emails.value co "example.org")', ['u2']],
    ['userType eq "Employee" and (emails.type eq "work")', ['u1']],
    ['userType eq "Employee" and emails[type eq "work" and value co "@example.com"]', ['u1']],
    ['emails[type eq "work" and value co "@example.com"] or ims[type eq "xmpp" and value co "@foo.com"]', ['u1']],
    [`${enterprise}:employeeNumber eq "701984"`, ['u1']],
    [`${enterprise.toUpperCase()}:MANAGER.VALUE pr`, ['u1']],
  ])('%s', (filter, ids) => {
    expect(found(filter)).toEqual(ids)
  })
})

describe('what identity providers send', () => {
  it.each<readonly [string, string, readonly string[]]>([
    ['Okta', 'userName eq "BJensen@example.com"', ['u1']],
    ['Entra ID', 'externalId eq "701984"', ['u1']],
    ['Entra ID', 'emails[type eq "work"].value eq "bjensen@example.com"', ['u1']],
    ['Entra ID', 'emails[type eq "home"].value eq "bjensen@example.com"', []],
    ['Entra ID', 'id eq "u1" and manager eq "m1"', ['u1']],
    ['Entra ID', 'id eq "u1" and manager eq "M1"', []],
    ['Entra ID', 'roles[primary eq "True"]', ['u1']],
    ['Entra ID, in its documentation', 'externalId eq 701984', ['u1']],
    ['Authentik', 'userName eq jo', ['u2']],
    ['an administrator', 'groups.value eq "g1"', ['u2']],
    ['an administrator', 'active eq true', ['u1']],
  ])('%s: %s', (_, filter, ids) => {
    expect(found(filter)).toEqual(ids)
  })

  it('finds a group by its name or a member', () => {
    const team = stored({ displayName: 'Test SCIMv2' }, { id: 'g1', related: { members: [{ value: 'u1' }] } })
    const ask = (filter: string) => compileFilter(resolveFilter(parseFilter(filter), group))(team)
    expect(ask('displayName eq "test scimv2"')).toBe(true)
    expect(ask('id eq "g1" and members eq "u1"')).toBe(true)
    expect(ask('id eq "g1" and members eq "u2"')).toBe(false)
  })
})
