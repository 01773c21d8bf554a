import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineProfile, rfcProfile } from '@scimkit/core'
import { createMemoryTokens } from '@scimkit/memory'
import { pino } from 'pino'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { OptionsError } from '../src/options/options-error.ts'
import { keepToken } from '../src/tokens/keep-token.ts'
import { warnOfEnded } from '../src/tokens/warn-of-ended.ts'
import { warnOfShortTokens } from '../src/tokens/warn-of-short.ts'
import { type RunningProcess, runServer } from './running-process.ts'

// Each process starts a whole PostgreSQL.
vi.setConfig({ testTimeout: 120_000 })

const bearer = 'a-bearer-of-acme'
const forEver = rfcProfile.tokens

describe('a bearer that a lasting store knows', () => {
  let server: RunningProcess | undefined
  let folder: string

  afterEach(async () => {
    server?.kill('SIGKILL')
    await server?.exitCode
    await rm(folder, { recursive: true })
  })

  test('opens its tenant again; for another one, or as that of the administration, it ends the start with 2', async () => {
    folder = await mkdtemp(join(tmpdir(), 'scimkit-tokens-'))
    const start = (...args: readonly string[]) => {
      server = runServer('--store', `pglite:${join(folder, 'data')}`, ...args)
      return server
    }
    {
      const { baseUrl, kill, exitCode } = start('--token', `acme=${bearer}`)
      const answer = await fetch(`${await baseUrl}/Users`, { headers: { authorization: `Bearer ${bearer}` } })
      expect(answer.status).toBe(200)
      kill('SIGTERM')
      await exitCode
    }
    const given = start('--token', `globex=${bearer}`)
    expect(await given.exitCode).toBe(2)
    expect(given.error()).toBe(
      '--token: the bearer for tenant "globex" belongs to tenant "acme" in this store; give "globex" another one\n',
    )
    const raised = start('--admin-token', bearer)
    expect(await raised.exitCode).toBe(2)
    expect(raised.error()).toBe('--admin-token: this bearer is a SCIM token of tenant "acme" in this store\n')
  })
})

describe('a bearer that another process has kept meanwhile', () => {
  const lateFor = async (tenant: string) => {
    const kept = createMemoryTokens()
    await keepToken(kept, { tenant: 'acme', token: bearer }, forEver)
    const find = vi.fn(kept.find.bind(kept)).mockResolvedValueOnce(undefined)
    await keepToken(
      { ...kept, find, add: () => Promise.reject(new Error('taken')) },
      { tenant, token: bearer },
      forEver,
    )
    return kept.list('acme')
  }

  test('is kept once', async () => {
    expect(await lateFor('acme')).toHaveLength(1)
  })

  test('is refused for another tenant', async () => {
    await expect(lateFor('globex')).rejects.toThrow(OptionsError)
  })
})

describe('a bearer of the command line', () => {
  const day = 24 * 60 * 60 * 1000

  test('ends when the profile has every token end', async () => {
    const tokens = createMemoryTokens()
    const { tokens: profile } = defineProfile({ extends: rfcProfile, tokens: { maxAgeDays: 30 } })
    await keepToken(tokens, { tenant: 'acme', token: bearer }, profile)
    const [kept] = await tokens.list('acme')
    expect(Date.parse(kept?.expires ?? '') - Date.parse(kept?.created ?? '')).toBe(30 * day)
  })

  test('is warned of when it opens nothing, without it', async () => {
    const tokens = createMemoryTokens()
    const lines: string[] = []
    const log = pino({}, { write: (line) => void lines.push(line) })
    const token = { tenant: 'acme', token: bearer }
    warnOfEnded(await keepToken(tokens, token, forEver), log)
    expect(lines).toEqual([])
    await tokens.revoke('acme', 'all', new Date().toISOString())
    const known = await keepToken(tokens, token, forEver)
    warnOfEnded(known, log)
    warnOfEnded({ ...known, revoked: undefined, expires: new Date(0).toISOString() }, log)
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { level: 40, tenant: 'acme', tokenId: known.id, msg: expect.stringContaining('it was revoked') },
      { level: 40, tenant: 'acme', tokenId: known.id, msg: expect.stringContaining('it has expired') },
    ])
    expect(lines.join()).not.toContain(bearer)
  })
})

describe('short bearers', () => {
  const warned = (host: string, token: string, adminToken?: string): readonly object[] => {
    const lines: string[] = []
    const tokens = [{ tenant: 'acme', token }] as const
    warnOfShortTokens({ host, tokens, adminToken }, pino({}, { write: (line) => void lines.push(line) }))
    expect(lines.join()).not.toContain('s3cret')
    return lines.map((line) => JSON.parse(line))
  }
  const long = 'x'.repeat(16)

  test('are warned of once where others may try them, by their flags alone', () => {
    const level = 40
    expect(warned('0.0.0.0', 's3cret', 's3cret-2')).toMatchObject([{ level, flags: ['--token', '--admin-token'] }])
    expect(warned('app.example.com', 's3cret', long)).toMatchObject([{ level, flags: ['--token'] }])
    expect(warned('::', long, 's3cret')).toMatchObject([{ level, flags: ['--admin-token'] }])
  })

  test('are nobody’s concern on this machine, nor are long ones anywhere', () => {
    for (const host of ['127.0.0.1', '127.0.0.2', '::1', 'localhost'])
      expect(warned(host, 's3cret', 's3cret-2')).toEqual([])
    expect(warned('0.0.0.0', long)).toEqual([])
  })
})
