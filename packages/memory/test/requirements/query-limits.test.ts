import { verifies } from '@scimkit/contract-tests/verifies'
import { rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { enterpriseUrn, error, openClient, query, searchUrn } from '../protocol/client.ts'

const withQuery = (switches: object) =>
  openClient({ profile: { ...rfcProfile, query: { ...rfcProfile.query, ...switches } } })

describe('Queries a product does not answer', () => {
  verifies('S7644-3.4.2.1-02', 'more matches than the product gives out are too many', async () => {
    const client = withQuery({ maxMatches: 3 })
    for (const userName of ['a', 'b', 'c', 'd']) await client.user({ userName })
    for (const url of ['/Users', '/Users?count=1', '/'])
      expect(await client.get(url), url).toMatchObject(error(400, 'tooMany'))
    expect(await client.post('/Users/.search', { schemas: [searchUrn] })).toMatchObject(error(400, 'tooMany'))
    const { body } = await client.get(`/Users${query({ filter: 'userName ne "d"' })}`)
    expect(body.totalResults).toBe(3)
  })

  const sensitive = ['name', 'emails.value', `${enterpriseUrn}:employeeNumber`]

  verifies('S7644-7.5.2-01', 'the value of a sensitive attribute stands in no URL, but in a search', async () => {
    const client = withQuery({ sensitive })
    await client.user({ name: { familyName: 'x' }, emails: [{ value: 'x' }], [enterpriseUrn]: { employeeNumber: 'x' } })
    for (const filter of [
      'name.familyName eq "x"',
      'userName pr and not (NAME.givenName sw "x")',
      'emails.value eq "x"',
      'emails[value eq "x"]',
      'emails co "x"',
      `${enterpriseUrn}:employeeNumber eq "x"`,
    ]) {
      for (const place of ['/Users', '/Users/', '']) {
        const refused = await client.get(`${place || '/'}${query({ filter })}`)
        expect(refused, filter).toMatchObject(error(403, 'sensitive'))
      }
      const searched = await client.post('/Users/.search', { schemas: [searchUrn], filter })
      expect(searched.status, filter).toBe(200)
    }
  })

  verifies('S7644-7.5.2-01', 'what is not sensitive, and whether there is a value at all, may be asked', async () => {
    const client = withQuery({ sensitive })
    for (const filter of ['userName eq "x"', 'name pr', 'emails[type eq "work"]', `schemas eq "${enterpriseUrn}"`])
      expect((await client.get(`/Users${query({ filter })}`)).status, filter).toBe(200)
  })

  it('a misspelt sensitive attribute stops the start', () => {
    expect(() => withQuery({ sensitive: ['emial'] })).toThrow('no resource type has an attribute "emial"')
  })
})
