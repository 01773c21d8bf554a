import { parseFilter, resolveFilter, type StoredResource, type UniqueKey } from '@scimkit/core'
import { expect, test } from 'vitest'
import { candidates } from '../src/candidates.ts'
import { EqualityIndex, entriesOf } from '../src/equality-index.ts'
import { Tenant } from '../src/tenant.ts'
import { group, user } from './fixture.ts'

const keys: readonly UniqueKey[] = []

function stored(id: string, attributes: StoredResource['attributes']): StoredResource {
  const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const
  return { resourceType: 'User', id, version: 1, created: '', lastModified: '', attributes, provenance }
}

/** Three users and a group, under short ids. */
function seed(): Tenant {
  const tenant = new Tenant()
  const documents = {
    1: { userName: 'ada', emails: [{ value: 'x@example.com', type: 'work' }], age: 1 },
    2: { userName: 'bob', emails: [{ value: 'x@example.com' }, { value: 'y@example.com' }] },
    3: { userName: 'cyd', joined: '2024-01-01T00:00:00Z' },
  }
  for (const [id, attributes] of Object.entries(documents)) {
    const record = stored(id, attributes)
    const entries = entriesOf(user, record)
    tenant.live('User').put(id, { record, keys, entries }, [])
  }
  tenant.relation('Group', 'members').add('g', { value: '1' }, [])
  return tenant
}

const scan = undefined

test.each([
  ['userName eq "ADA"', ['1']],
  ['userName eq "nobody"', []],
  ['id eq "2"', ['2']],
  ['emails.value eq "X@example.com"', ['1', '2']],
  ['emails[type eq "work" and value eq "x@example.com"]', ['1', '2']],
  ['joined eq "2024-01-01T01:00:00+01:00"', ['3']],
  ['emails.value eq "x@example.com" and userName eq "bob" and age gt 5', ['2']],
  ['age gt 5 and (userName eq "ada" or emails.value eq "y@example.com")', ['1', '2']],
  ['userName eq "ada" or age eq 5', scan],
  ['age eq 5', scan],
  ['not (userName eq "ada")', scan],
  ['userName ne "ada"', scan],
  ['userName sw "a"', scan],
  ['userName pr', scan],
  // Computed when read, so no index can know it.
  ['groups.value eq "g"', scan],
])('%s', (text, expected) => {
  const tenant = seed()
  const place = { tenant, resourceType: user, index: tenant.live('User').index }
  const found = candidates(place, resolveFilter(parseFilter(text), user))
  expect(found && [...found].toSorted()).toEqual(expected)
})

test.each([
  ['members.value eq "1"', ['g']],
  ['members[value eq "1" and type eq "User"]', ['g']],
  ['members.value eq "2"', []],
  ['members.type eq "User"', scan],
])('%s', (text, expected) => {
  const tenant = seed()
  const place = { tenant, resourceType: group, index: tenant.live('Group').index }
  const found = candidates(place, resolveFilter(parseFilter(text), group))
  expect(found && [...found]).toEqual(expected)
})

test('the index forgets the values a resource no longer has', () => {
  const index = new EqualityIndex()
  const [userName] = user.unique as [(typeof user.unique)[0]]
  const before = entriesOf(user, stored('1', { userName: 'ada' }))
  const after = entriesOf(user, stored('1', { userName: 'eve' }))
  index.change('1', { before: [], after: before }, [])
  index.change('1', { before, after }, [])
  expect([...index.find(userName, 'ada')]).toEqual([])
  expect([...index.find(userName, 'EVE')]).toEqual(['1'])
})
