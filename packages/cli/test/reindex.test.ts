import { bearerTokens, createScimHandler, rfcProfile } from '@scimkit/core'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { expect, test } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import { scimkit } from './scimkit.ts'

/** A database with users that were written under the default profile; their ids. */
async function written(
  ...users: readonly object[]
): Promise<{ readonly url: string; readonly ids: readonly string[] }> {
  const url = await freshUrl()
  const database = fromPool(new pg.Pool({ connectionString: url }))
  await migrate(database)
  const store = createPostgresStore(database)
  const authenticate = bearerTokens([{ tenant: 'acme', token: 't' }])
  const handler = createScimHandler({ store, authenticate, profile: rfcProfile })
  const request = { method: 'POST', url: '/Users', baseUrl: 'http://a/scim/v2', headers: { authorization: 'Bearer t' } }
  const ids: string[] = []
  for (const user of users) {
    const { body = '' } = await handler({ ...request, readBody: async () => JSON.stringify(user) })
    ids.push(JSON.parse(body).id)
  }
  await store.close()
  return { url, ids }
}

const emails = [{ value: 'ada@example.com', type: 'work', primary: true }]

test('says how many resources there are, and ends with 0', async () => {
  const { url } = await written({ userName: 'ada', emails })
  expect(await scimkit('reindex', '--profile', 'pulumi-2026', url)).toEqual({
    code: 0,
    out: 'Resources: 1\n',
    error: '',
  })
})

test('lists who has what somebody else holds, and ends with 1', async () => {
  const { url, ids } = await written({ userName: 'ada', emails }, { userName: 'twin', emails })
  const { code, out } = await scimkit('reindex', '--profile', 'buf', url)
  expect(code).toBe(1)
  expect(out).toBe(`Resources: 2\nacme: User ${ids[1]} has the emails.value "ada@example.com" of User ${ids[0]}\n`)
})

test('the profile has to be named, and be one', async () => {
  expect(await scimkit('reindex', 'pglite:./nowhere')).toMatchObject({ code: 2 })
  expect(await scimkit('reindex', '--profile', 'mine', 'pglite:./nowhere')).toMatchObject({ code: 2 })
})

test('a store without tables is not understood', async () => {
  const { code, error } = await scimkit('reindex', '--profile', 'rfc', 'memory')
  expect(code).toBe(2)
  expect(error).toContain('expected postgres://… or pglite:<dir>')
})
