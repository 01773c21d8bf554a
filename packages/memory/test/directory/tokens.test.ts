import {
  bufProfile,
  createDirectory,
  defineProfile,
  type NewToken,
  pulumi2024Profile,
  rfcProfile,
  storedTokens,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore, createMemoryTokens } from '../../src/index.ts'
import { openClient } from '../protocol/client.ts'

const day = 86_400_000
const present = Date.parse('2026-11-01T12:00:00Z')

function open(profile = rfcProfile) {
  const [store, tokens] = [createMemoryStore(), createMemoryTokens()]
  const directory = createDirectory({ store, tokens, profile, now: () => present })
  return {
    store,
    tokens,
    directory,
    issue: (token: Partial<NewToken> = {}) => directory.issueToken('acme', { name: 'Okta', ...token }),
    /** Whether each token was revoked, oldest first. */
    revoked: async (tenant = 'acme') => (await tokens.list(tenant)).map((token) => token.revoked !== undefined),
  }
}

describe('a token that is issued', () => {
  it('opens SCIM, as what it was issued for', async () => {
    const { store, tokens, directory } = open()
    const { token } = await directory.issueToken('acme', { name: 'Okta', scopes: ['read'] })
    const client = openClient({ store, authenticate: storedTokens(tokens) })
    const headers = { authorization: `Bearer ${token}` }
    expect((await client.get('/Users', headers)).status).toBe(200)
    expect((await client.request('POST', '/Users', {}, headers)).status).toBe(403)
    expect((await client.get('/Users', { authorization: 'Bearer x' })).status).toBe(401)
  })

  it('P-35: is of 256 bits and another each time, and only its digest is kept', async () => {
    const { tokens, issue } = open()
    const [first, second] = [await issue({ scopes: ['read'] }), await issue()]
    expect(Buffer.from(first.token, 'base64url')).toHaveLength(32)
    expect(first.token).not.toBe(second.token)
    const { token, ...shown } = first
    const [kept] = await tokens.list('acme')
    expect(kept).toEqual({ ...shown, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) })
    expect(shown).toMatchObject({ tenant: 'acme', name: 'Okta', scopes: ['read'], created: '2026-11-01T12:00:00.000Z' })
    expect(JSON.stringify(kept)).not.toContain(token)
  })

  it('P-35: revokes the others of its tenant where the profile lets it have one', async () => {
    const { directory, issue, revoked } = open(pulumi2024Profile)
    await directory.issueToken('globex', { name: 'Okta' })
    await issue()
    await issue({ alone: false })
    expect([await revoked(), await revoked('globex')]).toEqual([[true, false], [false]])
  })

  it('leaves the others where the profile lets a tenant have many, unless it is to be alone', async () => {
    const { issue, revoked } = open(bufProfile)
    await issue()
    await issue()
    expect(await revoked()).toEqual([false, false])
    await issue({ alone: true })
    expect(await revoked()).toEqual([true, true, false])
  })

  it('P-35: at once with others may be revoked by them, and one of them remains', async () => {
    const { issue, revoked } = open(pulumi2024Profile)
    await Promise.all(Array.from({ length: 10 }, () => issue()))
    expect((await revoked()).filter((isRevoked) => !isRevoked)).toHaveLength(1)
  })

  it('cannot be issued without a place to keep it', async () => {
    const issued = createDirectory({ store: createMemoryStore() }).issueToken('acme', { name: 'Okta' })
    await expect(issued).rejects.toMatchObject({ code: 'CONFIGURATION', params: { where: 'createDirectory.tokens' } })
  })
})

describe('the end of a token', () => {
  const limited = defineProfile({ extends: rfcProfile, tokens: { maxAgeDays: 30 } })
  const inDays = (days: number) => new Date(present + days * day).toISOString()

  it('is none when none is asked for, and the profile has none', async () => {
    expect(await open().issue()).not.toHaveProperty('expires')
    expect(await open().issue({ expires: inDays(36_500) })).toMatchObject({ expires: inDays(36_500) })
  })

  it('F-3: is as late as the profile lets it be when none is asked for', async () => {
    expect(await open(limited).issue()).toMatchObject({ expires: inDays(30) })
    expect(await open(limited).issue({ expires: inDays(30) })).toMatchObject({ expires: inDays(30) })
    expect(await open(limited).issue({ expires: '2026-11-02T14:00:00+02:00' })).toMatchObject({ expires: inDays(1) })
  })

  it('is a date, however long the profile lets a token live', async () => {
    const withAge = (maxAgeDays: number) => defineProfile({ extends: rfcProfile, tokens: { maxAgeDays } })
    expect(await open(withAge(36_500)).issue()).toMatchObject({ expires: inDays(36_500) })
    for (const days of [36_501, 1e9, Number.MAX_SAFE_INTEGER])
      expect(() => withAge(days)).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
  })

  it.each([
    [inDays(-1), 'must lie in the future'],
    [inDays(0), 'must lie in the future'],
    [new Date(present + 30 * day + 1).toISOString(), 'must be at most 30 days ahead in this profile'],
    ['tomorrow', 'must be a date and time, such as 2027-01-31T12:00:00Z'],
    ['2026-11-31T12:00:00Z', 'must be a date and time, such as 2027-01-31T12:00:00Z'],
  ])('is refused as %s, and nothing is issued or revoked', async (expires, problem) => {
    const { issue, tokens } = open(limited)
    const before = await issue()
    await expect(issue({ expires, alone: true })).rejects.toMatchObject({
      code: 'TOKEN_END_REFUSED',
      message: `The end of the token ${problem}.`,
    })
    const kept = await tokens.list('acme')
    expect(kept.map(({ id, revoked }) => [id, revoked])).toEqual([[before.id, undefined]])
  })
})
