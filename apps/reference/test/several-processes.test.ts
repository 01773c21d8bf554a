import { afterEach, describe, expect, test } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import type { RunningServer } from '../src/start-server.ts'
import { startOnFreePort } from './start-on-free-port.ts'

let servers: readonly RunningServer[] = []

afterEach(async () => {
  for (const server of servers) await server.close()
})

const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }
const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']

/** Two servers on one database, each with its keys. */
async function start(...keys: readonly [readonly string[], readonly string[]]) {
  const store = await freshUrl()
  const one = await startOnFreePort({ tokens, store, cursorKeys: keys[0] })
  const other = await startOnFreePort({ tokens, store, cursorKeys: keys[1] })
  servers = [one, other]
  return { one, other }
}

const [old, young] = ['k'.repeat(32), 'n'.repeat(32)]

/** Has one server give a cursor, and the other take it. */
async function pageOn({ one, other }: Awaited<ReturnType<typeof start>>): Promise<Response> {
  for (const userName of ['ada', 'eve', 'ivy'])
    await fetch(`${one.baseUrl}/Users`, { method: 'POST', headers, body: JSON.stringify({ schemas, userName }) })
  const page = await fetch(`${one.baseUrl}/Users?cursor&count=2`, { headers })
  // Sound: what RFC 9865 has a page say.
  const { nextCursor } = (await page.json()) as { readonly nextCursor: string }
  return fetch(`${other.baseUrl}/Users?count=2&cursor=${encodeURIComponent(nextCursor)}`, { headers })
}

describe('a cursor of one process', () => {
  test('is good for another one with the same key', async () => {
    const answer = await pageOn(await start([old], [old]))
    expect(await answer.json()).toMatchObject({ Resources: [{ userName: 'ivy' }] })
  })

  test('is good for another one that has a newer key, and still the old one', async () => {
    const answer = await pageOn(await start([old], [young, old]))
    expect(answer.status).toBe(200)
  })

  test('means nothing to another one when each has made a key of its own', async () => {
    const answer = await pageOn(await start([], []))
    expect(answer.status).toBe(400)
  })
})
