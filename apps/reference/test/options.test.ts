import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { defineProfile, profiles, rfcProfile } from '@scimkit/core'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readOptions } from '../src/options/options.ts'
import { OptionsError } from '../src/options/options-error.ts'

function problemOf(args: readonly string[], environment = {}): string {
  try {
    readOptions(args, environment)
  } catch (error) {
    if (error instanceof OptionsError) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

describe('without flags', () => {
  test('the server is what the README starts', () => {
    expect(readOptions([], {})).toEqual({
      port: 3000,
      host: '127.0.0.1',
      adapter: 'fastify',
      store: 'memory',
      profileName: 'rfc',
      policy: rfcProfile,
      dialect: { base: 'tolerant', rules: {} },
      tokens: [{ tenant: 'default', token: expect.any(String) }],
      madeToken: true,
      resourceTypes: undefined,
      seed: undefined,
      adminToken: undefined,
      prepare: 'always',
      poolSize: 10,
      cursorKeys: [],
      webhook: undefined,
      maskEmails: false,
      metrics: false,
      trustProxy: false,
    })
  })

  test('every start makes another token, of 256 bits', () => {
    const tokens = Array.from({ length: 20 }, () => readOptions([], {}).tokens[0].token)
    expect(new Set(tokens).size).toBe(20)
    expect(tokens.every((token) => Buffer.from(token, 'base64url').length === 32)).toBe(true)
  })
})

describe('flags and variables', () => {
  test('say the same', () => {
    const args = ['--port', '0', '--host', '::1', '--adapter', 'koa', '--store', 'memory', '--profile', 'immuta']
    const more = [
      '--dialect',
      'strict',
      '--token',
      'acme=x',
      '--token',
      'other=y==',
      '--admin-token',
      'z',
      '--mask-emails',
      '--metrics',
      '--trust-proxy',
    ]
    const cursors = [
      '--cursor-key',
      'k'.repeat(32),
      '--cursor-key',
      'l'.repeat(32),
      '--pool-size',
      '3',
      '--prepare',
      'never',
    ]
    const switches = ['--switch', 'groups.batch={"onHard":"413","hard":9}', '--switch', 'users.delete=hard']
    const rules = ['--rule', 'wrapSingle=on', '--rule', 'createUnmatched=off']
    const environment = {
      SCIMKIT_PORT: '0',
      SCIMKIT_HOST: '::1',
      SCIMKIT_ADAPTER: 'koa',
      SCIMKIT_STORE: 'memory',
      SCIMKIT_PROFILE: 'immuta',
      SCIMKIT_DIALECT: 'strict',
      SCIMKIT_TOKEN: 'acme=x,other=y==',
      SCIMKIT_ADMIN_TOKEN: 'z',
      SCIMKIT_MASK_EMAILS: 'true',
      SCIMKIT_METRICS: 'true',
      SCIMKIT_TRUST_PROXY: 'true',
      SCIMKIT_CURSOR_KEY: `${'k'.repeat(32)},${'l'.repeat(32)}`,
      SCIMKIT_POOL_SIZE: '3',
      SCIMKIT_PREPARE: 'never',
      SCIMKIT_RULE: 'wrapSingle=on,createUnmatched=off',
      SCIMKIT_SWITCH: 'groups.batch={"onHard":"413","hard":9};users.delete=hard',
    }
    const options = readOptions([...args, ...more, ...switches, ...rules, ...cursors], {})
    expect(readOptions([], environment)).toEqual(options)
    expect(options.tokens).toEqual([
      { tenant: 'acme', token: 'x' },
      { tenant: 'other', token: 'y==' },
    ])
    expect(options).toMatchObject({
      profileName: 'immuta',
      adminToken: 'z',
      maskEmails: true,
      metrics: true,
      trustProxy: true,
      poolSize: 3,
      prepare: 'never',
      dialect: { base: 'strict', rules: { wrapSingle: true, createUnmatched: false } },
    })
    expect(options.cursorKeys).toEqual(['k'.repeat(32), 'l'.repeat(32)])
  })

  test('disagreeing, the flag wins', () => {
    const options = readOptions(['--port', '4000', '--token', 'a=flag'], {
      SCIMKIT_PORT: 'x',
      SCIMKIT_TOKEN: 'a=variable',
    })
    expect(options).toMatchObject({ port: 4000, tokens: [{ tenant: 'a', token: 'flag' }] })
  })

  test('an empty variable is as good as none', () => {
    expect(readOptions([], { SCIMKIT_PORT: '', SCIMKIT_TOKEN: '' })).toMatchObject({ port: 3000 })
  })
})

describe('a wrong setting is named with what was expected', () => {
  test.each([
    [['--port', 'http'], '--port: expected a port from 0 to 65535, got "http"'],
    [['--port', '65536'], '--port: expected a port from 0 to 65535, got "65536"'],
    [['--adapter', 'hapi'], '--adapter: expected fastify, express, koa, got "hapi"'],
    [['--dialect', 'lax'], '--dialect: expected tolerant, strict, got "lax"'],
    [['--rule', 'wrapSingle'], '--rule: expected <name>=on or <name>=off, the name one of operationCase, '],
    [['--rule', 'toString=on'], '--rule: expected <name>=on'],
    [['--store', 'redis://h'], '--store: expected memory, pglite:<dir> or postgres://…'],
    [['--token', 'acme'], '--token: expected <tenant>=<bearer>'],
    [['--token', '=x'], '--token: expected <tenant>=<bearer>'],
    [['--token', `${'t'.repeat(201)}=x`], 'the tenant of 200 characters at most'],
    [['--token', 'a=x', '--token', 'b=x'], '--token: the same bearer is given twice'],
    [['--schemas', 'none.json'], '--schemas: none.json: ENOENT'],
    [['--profile', 'okta'], '--profile: expected rfc, pulumi-2021, pulumi-2024, pulumi-2026, immuta, buf, got "okta"'],
    [['--switch', 'users'], '--switch: expected <name>=<value>'],
    [['--switch', 'users.colour=red'], '--switch: profile.users'],
    [['--switch', 'users.delete=gently'], '--switch: profile.users.delete'],
    [['--admin-token', ''], '--admin-token: expected a bearer'],
    [['--token', 'a=x', '--admin-token', 'x'], '--admin-token: this bearer opens SCIM already'],
    [['--pool-size', '0'], '--pool-size: expected a number of connections'],
    [['--cursor-key', 'short'], '--cursor-key: expected at least 32 bytes'],
    [['--metrics=yes'], "'--metrics' does not take an argument"],
    [['--seed', 'none.json'], '--seed: none.json: ENOENT'],
    [['--colour', 'red'], "Unknown option '--colour'"],
    [['--port'], "'--port <value>' argument missing"],
    [['now'], 'An argument belongs to no flag'],
    [['--store', 'postgres://u:p#ss@h/x'], '--store: it is no URL: in a password, # '],
  ])('%j', (args, message) => {
    expect(problemOf(args)).toContain(message)
  })

  test('as the variable it came from', () => {
    expect(problemOf([], { SCIMKIT_PORT: 'http' })).toMatch(/^SCIMKIT_PORT: /)
    expect(problemOf([], { SCIMKIT_METRICS: 'yes' })).toBe('SCIMKIT_METRICS: expected true or false')
  })

  test('all of them at once', () => {
    expect(problemOf(['--port', 'x', '--adapter', 'y']).split('\n')).toHaveLength(2)
  })

  test('but a secret is not repeated', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 6 }), (secret) => {
        fc.pre(!/^[^=\s,]+=/.test(secret) && !'expected <tenant>=<bearer>, the bearer of letters'.includes(secret))
        expect(problemOf([`--token=!${secret}`])).not.toContain(secret)
      }),
    )
    expect(problemOf(['--admin-token', 's3cret!'])).not.toContain('s3cret')
    expect(problemOf(['--cursor-key', 's3cret!'])).not.toContain('s3cret')
    expect(problemOf(['--token', 'acme=a', 's3cret'])).not.toContain('s3cret')
    expect(problemOf(['--token', 'acme=a', '-s3cret'])).not.toContain('s3cret')
    expect(problemOf(['--store', 'postgres://me:s3c#ret@db/app'])).not.toContain('s3c#ret')
    expect(problemOf(['--store', 'redis://me:s3cret@db/app'])).not.toContain('s3cret')
  })
})

describe('--profile and --switch', () => {
  test('the profile is the one of that name', () => {
    for (const [name, profile] of Object.entries(profiles))
      expect(readOptions(['--profile', name], {}).policy).toEqual(profile)
  })

  test('a switch replaces that value alone, in JSON or as plain text', () => {
    const args = [
      '--profile',
      'buf',
      '--switch',
      'login.autoprovisioning=true',
      '--switch',
      'users.onCreate.active=link',
    ]
    expect(readOptions(args, {}).policy).toEqual(
      defineProfile({
        extends: profiles.buf,
        login: { autoprovisioning: true },
        users: { onCreate: { active: 'link' } },
      }),
    )
  })
})

describe('--seed', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scimkit-seed-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function fileOf(content: unknown): Promise<string> {
    const file = join(folder, 'seed.json')
    await writeFile(file, JSON.stringify(content))
    return file
  }

  test('names the file and each entry that is wrong', async () => {
    const accounts = [{ tenant: 'acme', userName: 'ada' }, { tenant: 'acme', userName: '' }, { userName: 'eve' }]
    const file = await fileOf({ accounts, groups: [{ tenant: 'acme', name: 'Engineering' }] })
    const problem = problemOf(['--seed', file])
    expect(problem).toMatch(/^--seed: .*seed\.json: accounts\[1\]\.userName: .*; accounts\[2\]\.tenant: .*groups\[0\]/)
  })

  test('is read with the file it comes from', async () => {
    const accounts = [{ tenant: 'personal', userName: 'ada', email: 'ada@example.com', tied: true, active: false }]
    const file = await fileOf({ accounts })
    expect(readOptions(['--seed', file], {}).seed).toEqual({ file, accounts, groups: [] })
  })
})

describe('--schemas', () => {
  let folder: string

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'scimkit-options-'))
  })
  afterAll(() => rm(folder, { recursive: true }))

  async function problemOfFile(content: string): Promise<string> {
    const file = join(folder, 'types.json')
    await writeFile(file, content)
    return problemOf(['--schemas', file])
  }

  test('must be JSON', async () => {
    expect(await problemOfFile('{')).toMatch(/^--schemas: .*types\.json: .*JSON/)
  })

  test('must be definitions', async () => {
    expect(await problemOfFile('{"resourceTypes":1}')).toMatch(/^--schemas: .*types\.json: .*resourceTypes/)
  })

  test('must have a resource type: an empty list says nothing', async () => {
    expect(await problemOfFile('{"resourceTypes":[]}')).toMatch(/^--schemas: .*types\.json: resourceTypes: it is empty/)
  })

  test('adds its resource types to User and Group', async () => {
    const schema = {
      id: 'urn:example:Device',
      name: 'Device',
      attributes: [{ name: 'serial', type: 'string', multiValued: false }],
    }
    const resourceTypes = [{ name: 'Device', endpoint: '/Devices', schema: schema.id }]
    const file = join(folder, 'devices.json')
    await writeFile(file, JSON.stringify({ resourceTypes, schemas: [schema] }))
    const types = readOptions(['--schemas', file], {}).resourceTypes
    expect(types?.map(({ name }) => name)).toEqual(['User', 'Group', 'Device'])
  })
})
