import {
  bufProfile,
  createDirectory,
  defineProfile,
  groupResourceType,
  type ResourceTypeDefinition,
  userResourceType,
} from '@scimkit/core'
import { expect, it } from 'vitest'
import { createMemoryLog, createMemoryStore, createMemoryTokens } from '../../src/index.ts'

// Where groups exist, this profile clears memberships at a sign-in and refuses an assertion without groups.
const profile = defineProfile({
  extends: bufProfile,
  groups: { membershipAuthority: 'login' },
  login: { autoprovisioning: true, jit: true },
})

function open(resourceTypes: readonly ResourceTypeDefinition[] = [userResourceType]) {
  const [store, tokens, log] = [createMemoryStore(), createMemoryTokens(), createMemoryLog()]
  return createDirectory({ store, tokens, log, profile, resourceTypes })
}

it.each([
  ['there is no Group', [userResourceType]],
  ['the members of the Group are no relation of the User', [userResourceType, { ...groupResourceType, relations: [] }]],
] as const)('only the calls about groups refuse where %s', async (_, resourceTypes) => {
  const directory = open(resourceTypes)
  const id = '2819c223-7f76-453a-919d-413861904646'
  for (const call of [
    () => directory.groups('acme'),
    () => directory.group('acme', id),
    () => directory.members('acme', id)[Symbol.asyncIterator]().next(),
    () => directory.addGroup('acme', { displayName: 'Staff' }),
    () => directory.renameGroup('acme', id, 'Staff'),
    () => directory.deleteGroup('acme', id),
    () => directory.changeMembers('acme', id, {}),
  ])
    await expect(call()).rejects.toMatchObject({
      code: 'CONFIGURATION',
      params: { where: 'createDirectory.resourceTypes' },
    })
})

it('a product without groups has tokens, accounts, sign-ins and reports', async () => {
  const directory = open()
  expect(await directory.issueToken('acme', { name: 'Okta' })).toMatchObject({ tenant: 'acme' })
  const { account, groups } = await directory.signIn('acme', { protocol: 'saml', nameId: 'ada@example.com' })
  expect(groups).toEqual([])
  const again = await directory.signIn('acme', { protocol: 'saml', nameId: 'ada@example.com', groups: ['Staff'] })
  expect(again).toMatchObject({ created: false, account: { id: account.id }, groups: [], findings: [] })
  expect(await directory.effectiveGroups('acme', account.id)).toEqual([])
  await directory.changeAccount('acme', account.id, { name: { givenName: 'Ada' } })
  await directory.setActive('acme', account.id, false)
  expect((await directory.orphans('acme')).accounts.total).toBe(1)
  expect((await directory.readiness('acme')).accounts.lookedAt).toBe(1)
  await directory.leaveSso('acme')
  await directory.deleteAccount('acme', account.id)
  expect((await directory.accounts('acme')).total).toBe(0)
})
