import { readFileSync } from 'node:fs'
import pg from 'pg'
import { expect, test } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import { startAdmin } from './admin/start-admin.ts'

const guide = readFileSync(new URL('../../../docs/guide/operate.md', import.meta.url), 'utf8')
const [, section = ''] = /^## Data that has to go\n(.*?)^## /ms.exec(guide) ?? []
const statements = [...section.matchAll(/```sql\n(.*?)```/gs)].map(([, text = '']) => text)
const [onePerson = '', oneTenant = '', whatIsOld = '', whoThereIs = ''] = statements

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
const ada = { schemas, userName: 'ada@example.com', emails: [{ value: 'ada@example.com', type: 'work' }] }

/** The tables in which a text stands anywhere. */
async function placesOf(client: pg.Client, text: string): Promise<readonly string[]> {
  const { rows } = await client.query("SELECT tablename AS name FROM pg_tables WHERE tablename LIKE 'scimkit_%'")
  const found: string[] = []
  for (const { name } of rows) {
    const { rowCount } = await client.query(`SELECT FROM ${name} t WHERE strpos(lower(t::text), $1) > 0 LIMIT 1`, [
      text,
    ])
    if (rowCount !== 0) found.push(name)
  }
  return found.sort()
}

/**
 * Somebody of whom everything has a trace that can have one, erased since, and a tenant beside theirs. @returns the id
 */
async function live(store: string): Promise<string> {
  const tokens = [
    { tenant: 'acme', token: 's3cret' },
    { tenant: 'globex', token: 'other' },
  ] as const
  const webhook = { url: 'http://127.0.0.1:9/', secret: `whsec_${Buffer.alloc(32).toString('base64')}` }
  const server = await startAdmin(undefined, { store, tokens, webhook })
  const { body } = await server.scim('POST', '/Users', ada)
  await server.scim('POST', '/Users', { ...ada, userName: 'ADA@example.com' })
  await server.scim('GET', '/Users?filter=userName%20eq%20%22ada@example.com%22')
  const group = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Engineering' }
  await server.scim('POST', '/Groups', { ...group, members: [{ value: body.id }] })
  const headers = { authorization: 'Bearer other', 'content-type': 'application/json' }
  await server.send('POST', '/scim/v2/Users', { headers, body: JSON.stringify({ schemas, userName: 'grace' }) })
  expect((await server.admin('DELETE', `/accounts/${body.id}?how=forever`)).status).toBe(204)
  // What is written behind the answers is written when it has closed.
  await server.close()
  return body.id
}

test('the statements of the guide leave nothing of a person or a tenant, and everything of the others', async () => {
  const url = await freshUrl()
  const id = await live(url)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  expect(await placesOf(client, 'ada@example.com')).toEqual(['scimkit_log'])
  // Given up: until then the application has yet to hear of the deletion.
  await client.query('UPDATE scimkit_outbox SET dead = 1; DELETE FROM scimkit_outbox_queue')
  await client.query(onePerson.replaceAll('2819c223-7f76-453a-919d-413861904646', id))
  expect(await placesOf(client, 'ada@example.com')).toEqual([])
  expect(await placesOf(client, id)).toEqual([])
  expect((await client.query(whoThereIs)).rows).toEqual([{ tenant: 'acme' }, { tenant: 'globex' }])

  const before = await placesOf(client, 'globex')
  expect(before).toContain('scimkit_log')
  await client.query(oneTenant)
  expect(await placesOf(client, 'acme')).toEqual([])
  await client.query(whatIsOld)
  expect(await placesOf(client, 'globex')).toEqual(before)

  await client.query('UPDATE scimkit_log SET at = 0')
  await client.query(whatIsOld)
  expect((await client.query('SELECT FROM scimkit_log')).rowCount).toBe(0)
  await client.end()
}, 60_000)
