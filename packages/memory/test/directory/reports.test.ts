import { bufProfile, defineProfile, immutaProfile, pulumi2024Profile, type Report, rfcProfile } from '@scimkit/core'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { openWorld } from './world.ts'

const day = 24 * 60 * 60 * 1000
const start = Date.parse('2026-01-01T00:00:00Z')
const codes = ({ findings }: Report) => findings.map(({ code }) => code)

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['Date'], now: start })
})
afterEach(() => {
  vi.useRealTimers()
})

function pass(days: number): void {
  vi.setSystemTime(Date.now() + days * day)
}

describe('the report of orphans', () => {
  it('I-12, I-14: names accounts SCIM has never written, and no others', async () => {
    const { directory, provision } = openWorld(immutaProfile)
    await provision('managed')
    const { id } = await directory.addAccount('acme', { userName: 'ada' })
    await directory.addAccount('globex', { userName: 'secret' })
    const report = await directory.orphans('acme')
    expect(report).toMatchObject({
      tenant: 'acme',
      findings: [
        {
          code: 'ACCOUNT_UNMANAGED',
          resourceType: 'User',
          resourceId: id,
          conflict: { where: 'here', id, state: 'active', managed: false, origin: 'local' },
        },
      ],
      accounts: { lookedAt: 2, total: 2 },
    })
    expect(JSON.stringify(report)).not.toContain('secret')
  })

  it('RW-I5, RW-I6: is empty once the orphan is deleted, and POST then makes a managed account', async () => {
    const { directory, scim, body } = openWorld(immutaProfile)
    const { id } = await directory.addAccount('acme', { userName: 'ada' })
    expect((await scim.post('/Users', body('ada', undefined))).status).toBe(409)
    await directory.deleteAccount('acme', id)
    expect(codes(await directory.orphans('acme'))).toEqual([])
    expect((await scim.post('/Users', body('ada', undefined))).status).toBe(201)
    expect(codes(await directory.orphans('acme'))).toEqual([])
    expect((await directory.accounts('acme', { which: 'managed' })).total).toBe(1)
  })

  it('I-04: names managed accounts nothing was asked about for too long', async () => {
    const { directory, provision, scim } = openWorld(immutaProfile)
    const [quiet, asked, off] = [await provision('quiet'), await provision('asked'), await provision('off')]
    await directory.setActive('acme', off, false)
    expect(codes(await directory.orphans('acme'))).toEqual([])
    pass(40)
    await scim.get(`/Users/${asked}`)
    const { findings } = await directory.orphans('acme')
    expect(findings.map(({ code, resourceId }) => [code, resourceId])).toContainEqual(['ACCOUNT_QUIET', quiet])
    expect(findings.map(({ resourceId }) => resourceId)).not.toContain(off)
  })

  it('comes in pages that miss nobody although accounts are deleted on the way', async () => {
    const { directory } = openWorld(rfcProfile)
    for (let index = 0; index < 230; index += 1) await directory.addAccount('acme', { userName: `u${index}` })
    const seen: (string | undefined)[] = []
    let after: string | undefined
    do {
      const page = await directory.orphans('acme', { after })
      expect(page.findings.length).toBeLessThanOrEqual(100)
      seen.push(...page.findings.map(({ resourceId }) => resourceId))
      const [first] = page.findings
      await directory.deleteAccount('acme', first?.resourceId ?? '', 'forever')
      after = page.next
    } while (after !== undefined)
    expect(new Set(seen).size).toBe(230)
  })

  it('is empty where orphans are of no concern', async () => {
    const { directory } = openWorld(defineProfile({ extends: rfcProfile, orphans: { detect: 'off' } }))
    await directory.addAccount('acme', { userName: 'ada' })
    expect(codes(await directory.orphans('acme'))).toEqual([])
    expect(codes(await directory.readiness('acme'))).not.toContain('ACCOUNT_UNMANAGED')
  })
})

describe('the report on readiness', () => {
  it('B-28: finds nothing wrong with a tenant that is ready', async () => {
    const { directory, provision, push, tokens } = openWorld(bufProfile)
    await tokens.add({ id: 't', tenant: 'acme', name: 'idp', sha256: 'x', created: '2026-01-01T00:00:00Z' })
    await provision('bob@example.com', 'bob@example.com')
    expect(await directory.readiness('acme')).toMatchObject({ findings: [], accounts: { lookedAt: 1, total: 1 } })
    await push('Staff')
    expect(codes(await directory.readiness('acme'))).toEqual(['PUSHED_GROUPS_CLEARED'])
  })

  it('B-28: finds accounts that will not be matched by e-mail, and those named otherwise', async () => {
    const { directory, provision } = openWorld(bufProfile)
    const { id } = await directory.addAccount('acme', {
      userName: 'nomail',
      attributes: { emails: [{ value: 'a@x', type: 'home' }] },
    })
    const upn = await provision('bob@upn.example', 'bob@example.com')
    const { findings } = await directory.readiness('acme')
    const about = (code: string) =>
      findings.filter((finding) => finding.code === code).map(({ resourceId }) => resourceId)
    expect([about('ACCOUNT_UNMANAGED'), about('EMAIL_MISSING'), about('USER_NAME_NOT_EMAIL')]).toEqual([
      [id],
      [id],
      [upn],
    ])
  })

  it('asks for no addresses where nobody is matched by them', async () => {
    const { directory } = openWorld(immutaProfile)
    await directory.addAccount('acme', { userName: 'ada' })
    expect(codes(await directory.readiness('acme'))).not.toContain('EMAIL_MISSING')
  })

  it('B-07, F-7: finds twins by any address, and by a user name that is one, and no account twice', async () => {
    const { directory } = openWorld(rfcProfile)
    const first = await directory.addAccount('acme', { userName: 'ada', email: 'Ada@example.com' })
    const second = await directory.addAccount('acme', { userName: 'ada@example.com', email: 'a.l@example.com' })
    await directory.addAccount('acme', { userName: 'eve@example.com', email: 'eve@example.com' })
    await directory.addAccount('globex', { userName: 'other', email: 'ada@example.com' })
    const { findings } = await directory.readiness('acme')
    const twins = findings.filter(({ code }) => code === 'ACCOUNTS_ALIKE')
    expect(twins).toMatchObject([{ resourceId: second.id, conflict: { where: 'here', id: first.id } }])
    expect(twins[0]?.message).toContain('ada, ada@example.com')
  })

  it('F-20: names the local groups whose names cannot be pushed, where names are unique', async () => {
    for (const [profile, expected] of [
      [rfcProfile, ['GROUP_NAME_TAKEN']],
      [pulumi2024Profile, []],
    ] as const) {
      const { directory, push } = openWorld(profile)
      await push('Managed')
      await directory.addGroup('acme', { displayName: 'Local' })
      const found = codes(await directory.readiness('acme'))
      expect(found.filter((code) => code === 'GROUP_NAME_TAKEN')).toEqual(expected)
    }
  })

  it('F-3: tells of credentials that are missing or about to expire', async () => {
    const { directory, tokens } = openWorld(rfcProfile)
    const token = (id: string, more: object) => ({
      id,
      tenant: 'acme',
      name: id,
      sha256: id,
      created: '2026-01-01T00:00:00Z',
      ...more,
    })
    expect(codes(await directory.readiness('acme'))).toEqual(['CREDENTIAL_MISSING'])
    await tokens.add(token('revoked', { revoked: '2026-01-01T00:00:00Z' }))
    await tokens.add({ ...token('other', {}), tenant: 'globex' })
    expect(codes(await directory.readiness('acme'))).toEqual(['CREDENTIAL_MISSING'])
    await tokens.add(token('good', { expires: new Date(start + 40 * day).toISOString() }))
    expect(codes(await directory.readiness('acme'))).toEqual([])
    pass(15)
    const { findings } = await directory.readiness('acme')
    expect(findings).toMatchObject([{ code: 'TOKEN_EXPIRES_SOON', message: expect.stringContaining('25 days') }])
    pass(25)
    expect(codes(await directory.readiness('acme'))).toEqual(['CREDENTIAL_MISSING'])
  })

  it('tells at most 100 findings of a kind, and how many accounts it looked at', async () => {
    const { directory } = openWorld(immutaProfile)
    for (let index = 0; index < 130; index += 1) await directory.addAccount('acme', { userName: `u${index}` })
    const { findings, accounts } = await directory.readiness('acme')
    expect(findings.filter(({ code }) => code === 'ACCOUNT_UNMANAGED')).toHaveLength(100)
    expect(accounts).toEqual({ lookedAt: 130, total: 130 })
  })
})
