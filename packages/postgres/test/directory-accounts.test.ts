import { createDirectory, groupResourceType, immutaProfile, settleResourceType, userResourceType } from '@scimkit/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPostgresStore } from '../src/index.ts'
import { openFreshDatabase } from './open-fresh-database.ts'

let database: Awaited<ReturnType<typeof openFreshDatabase>>

beforeAll(async () => {
  database = await openFreshDatabase()
})
afterAll(() => database.close())

test('accounts are found by externalId and by the sign-in identity, alone and together', async () => {
  const directory = createDirectory({ store: createPostgresStore(database) })
  const ada = await directory.addAccount('acme', {
    userName: 'ada',
    signIn: 'n-1',
    attributes: { externalId: '00u1' },
  })
  await directory.addAccount('acme', { userName: 'eve', signIn: 'n-2', attributes: { externalId: '00u2' } })
  await directory.addAccount('globex', { userName: 'zoe', signIn: 'n-1', attributes: { externalId: '00u1' } })
  for (const query of [{ externalId: '00u1' }, { signIn: 'n-1' }, { externalId: '00u1', signIn: 'n-1' }])
    expect(await directory.accounts('acme', query)).toEqual({ total: 1, accounts: [ada] })
  for (const query of [{ externalId: '00U1' }, { signIn: 'N-1' }, { externalId: '00u2', signIn: 'n-1' }])
    expect(await directory.accounts('acme', query)).toEqual({ total: 0, accounts: [] })
})

test('a changed account is found by its new values, and nobody else gets them', async () => {
  const directory = createDirectory({ store: createPostgresStore(database) })
  const { id } = await directory.addAccount('initech', { userName: 'ada', attributes: { externalId: 'old' } })
  await directory.changeAccount('initech', id, { userName: 'lovelace', externalId: 'new' })
  expect((await directory.accounts('initech', { externalId: 'old' })).total).toBe(0)
  expect((await directory.accounts('initech', { externalId: 'new' })).accounts).toMatchObject([{ id }])
  await expect(directory.addAccount('initech', { userName: 'LOVELACE' })).rejects.toMatchObject({
    code: 'UNIQUENESS_VIOLATED',
  })
  await directory.addAccount('initech', { userName: 'ada' })
})

test('a change that changes nothing leaves the version alone', async () => {
  const store = createPostgresStore(database)
  const directory = createDirectory({ store })
  const { id } = await directory.addAccount('umbrella', { userName: 'ada', attributes: { title: 'Countess' } })
  const user = settleResourceType(userResourceType, [userResourceType, groupResourceType])
  const version = async () => (await store.read('umbrella', user, id, []))?.version
  await directory.changeAccount('umbrella', id, { title: 'Countess', nickName: null })
  expect(await version()).toBe(1)
  await directory.changeAccount('umbrella', id, { title: null })
  expect(await version()).toBe(2)
})

test('a tombstone is read by its id, by who asks for it', async () => {
  const directory = createDirectory({ store: createPostgresStore(database), profile: immutaProfile })
  const { id } = await directory.addAccount('hooli', { userName: 'ada', signIn: 'n-9' })
  await directory.deleteAccount('hooli', id)
  await expect(directory.account('hooli', id)).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' })
  expect(await directory.account('hooli', id, { which: 'deleted' })).toMatchObject({ id, userName: 'ada' })
  expect((await directory.accounts('hooli', { signIn: 'n-9', which: 'deleted' })).total).toBe(0)
})
