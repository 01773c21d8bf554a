import { storedTokens } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { openWorld } from './world.ts'

const past = new Date(0).toISOString()
const future = new Date(Date.now() + 86_400_000).toISOString()

describe('F-3: what is wrong with a token is told apart', () => {
  it.each([
    ['missing', '', 'SCIM1003'],
    ['of another scheme', 'Basic YWRhOmFkYQ==', 'the scheme is not Bearer'],
    ['empty', 'Bearer', 'there is no token after "Bearer"'],
    ['doubled', 'Bearer Bearer acme', 'the word "Bearer" stands twice'],
    ['unknown', 'Bearer nobody', 'the token is not known here'],
    ['expired', 'Bearer expired', 'the token has expired'],
    ['revoked', 'Bearer revoked', 'the token was revoked'],
  ])('%s', async (_, authorization, reason) => {
    const { ready, issue, scim } = openWorld()
    await ready
    await issue({ expires: past }, 'expired')
    await issue({ revoked: past, expires: future }, 'revoked')
    const { status, body } = await scim.get('/Users', { authorization })
    expect(status).toBe(401)
    expect(body.detail).toContain(reason)
  })
})

it('a token that is good until a day gives that day', async () => {
  const { issue, tokens } = openWorld()
  await issue({ expires: future, scopes: ['read'] }, 'good')
  const authenticate = storedTokens(tokens)
  const request = { method: 'GET', url: '/Users', baseUrl: '', readBody: async () => '' }
  const principal = await authenticate({ ...request, headers: { authorization: 'bearer good' } })
  expect(principal).toEqual({ tenant: 'acme', client: 'good', scopes: ['read'], expires: new Date(future) })
})

it('what a token may do is what it was issued for', async () => {
  const { issue, scim } = openWorld()
  await issue({ scopes: ['read'] }, 'reader')
  const headers = { authorization: 'Bearer reader' }
  expect((await scim.get('/Users', headers)).status).toBe(200)
  expect((await scim.post('/Users', { userName: 'ada' }, headers)).status).toBe(403)
})

it('its use is noted, at most once a minute', async () => {
  const { ready, scim, tokens } = openWorld()
  await ready
  await scim.get('/Users')
  const [first] = await tokens.list('acme')
  expect(Date.parse(first?.lastUsed ?? '')).toBeGreaterThan(Date.now() - 60_000)
  await scim.get('/Users')
  expect((await tokens.list('acme'))[0]?.lastUsed).toBe(first?.lastUsed)
})

it('a use that cannot be noted refuses nobody', async () => {
  const { ready, tokens } = openWorld()
  await ready
  const request = { method: 'GET', url: '/Users', baseUrl: '', readBody: async () => '' }
  const throwing = (): never => {
    throw new Error('read-only')
  }
  for (const touch of [throwing, async () => throwing()]) {
    const readOnly = { ...tokens, find: tokens.find.bind(tokens), touch }
    const principal = await storedTokens(readOnly)({ ...request, headers: { authorization: 'Bearer acme' } })
    expect(principal.tenant).toBe('acme')
  }
})
