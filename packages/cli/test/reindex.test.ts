import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

test('takes the switches and the schemas of the reference server', async () => {
  const { url, ids } = await written({ userName: 'ada', emails }, { userName: 'twin', emails })
  const { code, out } = await scimkit('reindex', '--profile', 'rfc', '--switch', 'users.emailUniqueness=tenant', url)
  expect(code).toBe(1)
  expect(out).toContain(`User ${ids[1]} has the emails.value "ada@example.com" of User ${ids[0]}`)
  const folder = await mkdtemp(join(tmpdir(), 'scimkit-reindex-'))
  const file = join(folder, 'types.json')
  const attributes = [{ name: 'serial', type: 'string', multiValued: false }]
  const schemas = [{ id: 'urn:example:Device', name: 'Device', attributes }]
  const resourceTypes = [{ name: 'Device', endpoint: '/Devices', schema: 'urn:example:Device' }]
  await writeFile(file, JSON.stringify({ resourceTypes, schemas }))
  expect(await scimkit('reindex', '--profile', 'rfc', '--schemas', file, url)).toMatchObject({ code: 0, error: '' })
  await rm(folder, { recursive: true })
})

test.each([
  [['--switch', 'users'], '--switch: expected <name>=<value>'],
  [['--switch', 'users.colour=red'], '--switch: profile.users'],
  [['--schemas', 'none.json'], '--schemas: none.json: ENOENT'],
])('%j is not understood', async (flags, problem) => {
  const { code, error } = await scimkit('reindex', '--profile', 'rfc', ...flags, 'pglite:./nowhere')
  expect({ code, error }).toMatchObject({ code: 2, error: expect.stringContaining(problem) })
})

test('says how far it is, every thousand resources', async () => {
  const { url } = await written({ userName: 'ada' })
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const copied = 'version, created, modified, document, search, provenance, managed, active'
  await client.query(`INSERT INTO scimkit_resource (tenant, type, id, keys, deleted, ${copied})
    SELECT tenant, 'User', 'copy' || n, '[]', TRUE, ${copied} FROM scimkit_resource, generate_series(1, 1050) n`)
  await client.end()
  const { error } = await scimkit('reindex', '--profile', 'rfc', url)
  expect(error.split('\n')[0]).toMatch(/^100\d of 1051 resources$/)
}, 60_000)

test('the profile has to be named, and be one', async () => {
  expect(await scimkit('reindex', 'pglite:./nowhere')).toMatchObject({ code: 2 })
  expect(await scimkit('reindex', '--profile', 'mine', 'pglite:./nowhere')).toMatchObject({ code: 2 })
})

test('a store without tables is not understood', async () => {
  const { code, error } = await scimkit('reindex', '--profile', 'rfc', 'memory')
  expect(code).toBe(2)
  expect(error).toContain('expected postgres://… or pglite:<dir>')
})
