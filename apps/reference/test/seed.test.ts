import { readFileSync } from 'node:fs'
import { createDirectory, pulumi2024Profile } from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'
import { describe, expect, test } from 'vitest'
import { OptionsError } from '../src/options/options-error.ts'
import { plantSeed } from '../src/seed/plant-seed.ts'
import { readSeed } from '../src/seed/read-seed.ts'
import { startOnFreePort } from './start-on-free-port.ts'

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
