import { verifies } from '@scimkit/contract-tests/verifies'
import { describe, expect } from 'vitest'
import { enterpriseUrn, userUrn } from '../protocol/client.ts'
import { widgetUrn } from '../protocol/widget.ts'
import { users, widgets } from './corpus.ts'

describe('Filters: what a comparison says', () => {
  verifies('S7644-3.4.2.2-05', 'eq finds the identical value of every type, and no other', async () => {
    const own = {
      code: 'AbC',
      enabled: true,
      count: 7,
      ratio: 1.5,
      at: '2026-01-31T12:00:00Z',
      link: 'https://example.com/a',
      blob: 'AQID',
    }
    const { find } = await widgets({ name: 'own', ...own }, { name: 'other' })
    for (const [attribute, value] of Object.entries(own))
      expect(await find(`${attribute} eq ${JSON.stringify(value)}`), attribute).toEqual(['own'])
    for (const filter of [
      'code eq "AbD"',
      'enabled eq false',
      'count eq 8',
      'ratio eq 1.25',
      'at eq "2026-01-31T12:00:01Z"',
      'link eq "https://example.com/b"',
      'blob eq "AQIE"',
    ])
      expect(await find(filter), filter).toEqual([])
  })

  verifies('S7644-3.4.2.2-06', 'ne finds what differs, and what has no value', async () => {
    const { find } = await users(
      { userName: 'a', userType: 'Employee' },
      { userName: 'b', userType: 'X' },
      { userName: 'c' },
    )
    expect(await find('userType ne "Employee"')).toEqual(['b', 'c'])
  })

  verifies('S7644-3.4.2.2-07', 'co finds what contains the text, taken literally', async () => {
    const { find } = await users({ userName: 'bjensen' }, { userName: '100%_*' }, { userName: 'ada' })
    expect(await find('userName co "JENS"')).toEqual(['bjensen'])
    expect(await find('userName co ""')).toEqual(['100%_*', 'ada', 'bjensen'])
    for (const wildcard of ['%', '_', '*']) expect(await find(`userName co "${wildcard}"`)).toEqual(['100%_*'])
    expect(await find('userName co "b%n"')).toEqual([])
  })

  verifies('S7644-3.4.2.2-08', 'sw finds the start, up to the whole', async () => {
    const { find } = await users({ userName: 'bjensen' })
    expect(await find('userName sw "bj"')).toEqual(['bjensen'])
    expect(await find('userName sw "bjensen"')).toEqual(['bjensen'])
    expect(await find('userName sw "jensen"')).toEqual([])
  })

  verifies('S7644-3.4.2.2-09', 'ew finds the end, up to the whole', async () => {
    const { find } = await users({ userName: 'bjensen' })
    expect(await find('userName ew "jensen"')).toEqual(['bjensen'])
    expect(await find('userName ew "bjensen"')).toEqual(['bjensen'])
    expect(await find('userName ew "jens"')).toEqual([])
  })

  verifies('S7644-3.4.2.2-10', 'pr finds what is not empty; false and 0 are values', async () => {
    const { find } = await users(
      { userName: 'full', nickName: 'x', name: { givenName: 'x' }, emails: [{ value: 'x' }], active: false },
      { userName: 'empty', nickName: '', name: {}, emails: [{ value: null }], active: null },
      { userName: 'null', nickName: null, name: null, emails: [], active: null },
    )
    for (const attribute of ['nickName', 'name', 'name.givenName', 'emails', 'emails.value'])
      expect(await find(`${attribute} pr`), attribute).toEqual(['full'])
    expect(await find('active pr')).toEqual(['empty', 'full', 'null'])
    const zero = await widgets({ name: 'zero', count: 0 }, { name: 'none' })
    expect(await zero.find('count pr')).toEqual(['zero'])
  })

  verifies('S7644-3.4.2.2-11', 'texts are ordered letter by letter, with or without case', async () => {
    const people = await users({ userName: 'a' }, { userName: 'B' }, { userName: 'c' })
    expect(await people.find('userName gt "b"')).toEqual(['c'])
    expect(await people.find('userName ge "b"')).toEqual(['B', 'c'])
    expect(await people.find('userName lt "b"')).toEqual(['a'])
    expect(await people.find('userName le "b"')).toEqual(['B', 'a'])
    const exact = await widgets({ name: 'upper', code: 'B' }, { name: 'lower', code: 'a' })
    expect(await exact.find('code lt "a"')).toEqual(['upper'])
  })

  verifies('S7644-3.4.2.2-12', 'times are ordered as instants, whatever their offset and fraction', async () => {
    const { find } = await widgets({ name: 'w', at: '2026-01-31T10:00:00+02:00' })
    expect(await find('at lt "2026-01-31T08:30:00Z"')).toEqual(['w'])
    for (const operator of ['eq', 'ge', 'le'])
      expect(await find(`at ${operator} "2026-01-31T08:00:00.000Z"`), operator).toEqual(['w'])
    expect(await find('at gt "2026-01-31T09:00:00+01:00"')).toEqual([])
  })

  verifies('S7644-3.4.2.2-13', 'numbers are ordered as numbers', async () => {
    const { find } = await widgets({ name: 'nine', count: 9, ratio: -1.5 }, { name: 'ten', count: 10, ratio: 0.25 })
    expect(await find('count gt 9')).toEqual(['ten'])
    expect(await find('count lt 10')).toEqual(['nine'])
    expect(await find('count ge -1')).toEqual(['nine', 'ten'])
    expect(await find('ratio lt 0.2')).toEqual(['nine'])
  })

  const ordering = [
    ['S7644-3.4.2.2-14', 'gt'],
    ['S7644-3.4.2.2-15', 'ge'],
    ['S7644-3.4.2.2-16', 'lt'],
    ['S7644-3.4.2.2-17', 'le'],
  ] as const
  for (const [id, operator] of ordering) {
    verifies(id, `${operator} on a boolean or a binary is refused, also in brackets and in PATCH paths`, async () => {
      const people = await users({ userName: 'ada', emails: [{ value: 'a', primary: true }] })
      for (const filter of [
        `active ${operator} false`,
        `x509Certificates.value ${operator} "AQ=="`,
        `emails[primary ${operator} true]`,
      ])
        await people.refuse(filter)
      await (await widgets()).refuse(`blob ${operator} "AQ=="`)
      const { path } = await people.client.user({ userName: 'b' })
      const answer = await people.client.patch(path, [{ op: 'remove', path: `emails[primary ${operator} true]` }])
      expect(answer.body).toMatchObject({ status: '400', scimType: 'invalidFilter' })
    })
  }

  verifies(['S7644-3.4.2.2-18', 'S7644-3.4.2.2-35'], 'a part of what is no text cannot be asked for', async () => {
    const { refuse } = await widgets()
    for (const operator of ['co', 'sw', 'ew'])
      for (const term of ['enabled', 'count', 'ratio', 'at', 'blob', 'dim', 'meta.created'])
        await refuse(`${term} ${operator} "2"`)
  })

  verifies('S7644-3.4.2.2-19', 'a literal of another type is refused', async () => {
    const { refuse } = await widgets()
    for (const filter of ['name eq 5', 'count eq "a"', 'enabled eq "yes"', 'enabled eq "True"', 'at eq "not-a-date"'])
      await refuse(filter)
  })

  verifies('S7644-3.4.2.2-20', 'null is “has no value”, and nothing is more or less than that', async () => {
    const { find, refuse } = await users({ userName: 'with', nickName: 'n' }, { userName: 'without' })
    expect(await find('nickName eq null')).toEqual(await find('not (nickName pr)'))
    expect(await find('nickName eq null')).toEqual(['without'])
    expect(await find('nickName ne null')).toEqual(['with'])
    for (const operator of ['gt', 'ge', 'lt', 'le', 'co', 'sw', 'ew']) await refuse(`nickName ${operator} null`)
  })

  verifies(['S7644-3.4.2.2-36', 'S7643-7-05'], 'caseExact decides whether case counts, in any alphabet', async () => {
    const exact = await widgets({ name: 'Cog', code: 'AbC' })
    expect(await exact.find('code eq "AbC"')).toEqual(['Cog'])
    for (const filter of ['code eq "abc"', 'code sw "ab"', 'code co "bc"', 'code ew "bc"'])
      expect(await exact.find(filter), filter).toEqual([])
    for (const filter of ['name eq "cOG"', 'name sw "CO"', 'name co "O"', 'name ew "G"'])
      expect(await exact.find(filter), filter).toEqual(['Cog'])
    const people = await users({ userName: 'STRASSE' }, { userName: 'ΟΔΟΣ' })
    expect(await people.find('userName eq "straße"')).toEqual(['STRASSE'])
    expect(await people.find('userName eq "οδος"')).toEqual(['ΟΔΟΣ'])
  })

  verifies(['S7644-7.8-01', 'S7643-2.3.1-01'], 'composed and decomposed text is the same text', async () => {
    const { find, client } = await users({ userName: 'Ren\u00e9' })
    expect(await find('userName eq "Rene\u0301"')).toEqual(['Ren\u00e9'])
    const twin = await client.post('/Users', { schemas: [userUrn], userName: 'rene\u0301' })
    expect(twin.body).toMatchObject({ status: '409', scimType: 'uniqueness' })
    const exact = await widgets({ name: 'w', code: 'e\u0301' })
    expect(await exact.find('code eq "\u00e9"')).toEqual(['w'])
    expect((await exact.client.post('/Widgets', { schemas: [widgetUrn], name: 'v', code: '\u00e9' })).status).toBe(409)
  })

  verifies('S7644-3.4.2.2-37', 'schemas finds who has an extension', async () => {
    const { find } = await users({ userName: 'plain' }, { userName: 'staff', [enterpriseUrn]: { department: 'x' } })
    expect(await find(`schemas eq "${enterpriseUrn}"`)).toEqual(['staff'])
    expect(await find(`schemas eq "${userUrn.toUpperCase()}"`)).toEqual(['plain', 'staff'])
    expect(await find('schemas eq "urn:example:nothing"')).toEqual([])
  })
})
