import { readFileSync } from 'node:fs'
import { createDirectory, pulumi2024Profile } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'
import { describe, expect, test } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import { OptionsError } from '../src/options/options-error.ts'
import { plantSeed } from '../src/seed/plant-seed.ts'
import { readSeed } from '../src/seed/read-seed.ts'
import { openStores } from '../src/stores.ts'
import { defaults, startOnFreePort } from './start-on-free-port.ts'

const emptyDirectory = () => createDirectory({ store: createMemoryStore() })

async function namesIn(directory: ReturnType<typeof emptyDirectory>, tenant: string): Promise<readonly string[]> {
  return (await directory.accounts(tenant)).accounts.map(({ userName }) => userName)
}

describe('a seed', () => {
  test('makes accounts as they are described, and groups of them', async () => {
    const directory = emptyDirectory()
    const ada = {
      tenant: 'acme',
      userName: 'ada',
      email: 'ada@example.com',
      origin: 'invite',
      signIn: 'ada-id',
    } as const
    const groups = [{ tenant: 'acme', displayName: 'Local', members: ['ada', 'eve'] }]
    const eve = { tenant: 'acme', userName: 'eve', active: false, tied: true, protected: true } as const
    await plantSeed(directory, { accounts: [ada, eve], groups })
    const { accounts } = await directory.accounts('acme')
    expect(accounts).toMatchObject([
      { userName: 'ada', email: 'ada@example.com', provenance: { origin: 'invite', signIn: 'ada-id', managed: false } },
      { userName: 'eve', provenance: { active: false, tied: true, protected: true, origin: 'local' } },
    ])
    const ids = accounts.map(({ id }) => id)
    const made = await directory.groups('acme')
    expect(made).toMatchObject({ total: 1, groups: [{ displayName: 'Local' }] })
    expect((await directory.group('acme', made.groups[0]?.id ?? '')).members).toEqual(ids)
  })

  test('leaves a tenant alone that has something, and makes the others', async () => {
    const directory = emptyDirectory()
    const accounts = ['acme', 'other'].map((tenant) => ({ tenant, userName: 'ada' }))
    await plantSeed(directory, { accounts, groups: [] })
    const [ada] = (await directory.accounts('other')).accounts
    await directory.rename('acme', (await directory.accounts('acme')).accounts[0]?.id ?? '', 'eve')
    await directory.deleteAccount('other', ada?.id ?? '', 'asProfile')
    await plantSeed(directory, { accounts: [...accounts, { tenant: 'new', userName: 'kim' }], groups: [] })
    expect(await namesIn(directory, 'acme')).toEqual(['eve'])
    expect(await namesIn(directory, 'other')).toEqual([])
    expect(await namesIn(directory, 'new')).toEqual(['kim'])
  })

  test('of which a part is there alone is told, and left out', async () => {
    const directory = emptyDirectory()
    const seed = {
      accounts: ['ada', 'eve'].map((userName) => ({ tenant: 'acme', userName })),
      groups: [{ tenant: 'acme', displayName: 'Local', members: ['ada'] }],
    }
    expect(await plantSeed(directory, { accounts: seed.accounts.slice(0, 1), groups: [] })).toEqual([])
    const whole = { accounts: 2, groups: 1 }
    const short = [{ tenant: 'acme', holds: { accounts: 1, groups: 0 }, seed: whole }]
    expect(await plantSeed(directory, seed)).toEqual(short)
    expect(await namesIn(directory, 'acme')).toEqual(['ada'])
    const other = emptyDirectory()
    await plantSeed(other, seed)
    expect(await plantSeed(other, seed)).toEqual([])
  })

  test('that several processes plant at once is planted by one of them, whole', async () => {
    const accounts = Array.from({ length: 30 }, (_, index) => ({ tenant: 'acme', userName: `user${index}` }))
    const seed = {
      accounts,
      groups: [{ tenant: 'acme', displayName: 'Local', members: ['user29'] }],
      file: 'seed.json',
    }
    const store = await freshUrl()
    const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
    const lines: string[] = []
    const start = () => startOnFreePort({ tokens, store, seed }, { write: (line) => void lines.push(line) })
    const servers = await Promise.all([start(), start()])
    const stores = await openStores({ ...defaults, store })
    const directory = createDirectory({ store: stores.store })
    expect(await directory.accounts('acme', { count: 0 })).toMatchObject({ total: 30 })
    expect(await directory.groups('acme', { count: 0 })).toMatchObject({ total: 1 })
    expect(lines.join()).not.toContain('is left out')
    await Promise.all([...servers, stores].map((each) => each.close()))
  }, 60_000)

  test.each([
    [[{ userName: 'ada' }, { userName: 'ADA' }], [], 'accounts[1] (ADA): The userName "ADA" is already taken'],
    [
      [{ userName: 'ada' }],
      [{ displayName: 'Local', members: ['eve'] }],
      'groups[0] (Local): there is no account "eve"',
    ],
  ])('names the file and the entry that cannot be made: %j, %j', async (users, teams, problem) => {
    const accounts = users.map((user) => ({ tenant: 'acme', ...user }))
    const groups = teams.map((team) => ({ tenant: 'acme', ...team }))
    const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
    const start = startOnFreePort({ tokens, seed: { accounts, groups, file: 'seed.json' } })
    await expect(start).rejects.toThrow(OptionsError)
    await expect(start).rejects.toThrow(`seed.json: ${problem}`)
  })

  test('the one that comes with the server can be planted with a profile in which addresses are unique', async () => {
    const directory = createDirectory({ store: createMemoryStore(), profile: pulumi2024Profile })
    const file = new URL('../seeds/demo.json', import.meta.url)
    await plantSeed(directory, readSeed(readFileSync(file, 'utf8')))
    expect(await namesIn(directory, 'personal')).toEqual(['ada', 'grace', 'kim', 'lin'])
  })
})
