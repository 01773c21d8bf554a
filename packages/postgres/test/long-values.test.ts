import { bearerTokens, createScimHandler, userResourceType } from '@scimkit/core'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'

const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 2 }))
const store = createPostgresStore(database)
const authenticate = bearerTokens([{ tenant: `long-${crypto.randomUUID()}`, token: 's3cret' }])
const handler = createScimHandler({ store, authenticate })

beforeAll(() => migrate(database))
afterAll(() => store.close())

/** Nothing that could be compressed until an index takes it. */
const long = (length: number) =>
  Array.from({ length }, () => String.fromCodePoint(0x4e00 + Math.trunc(Math.random() * 20_000))).join('')

async function send(method: string, url: string, body?: object) {
  const headers = { authorization: 'Bearer s3cret' }
  const baseUrl = 'https://app.example.com/scim/v2'
  const answer = await handler({ method, url, baseUrl, headers, readBody: async () => JSON.stringify(body) })
  return { status: answer.status, body: answer.body === undefined ? undefined : JSON.parse(answer.body) }
}

test('values longer than an index takes are kept, unique and found', async () => {
  const [userName, externalId, value] = [long(3000), long(4000), long(5000)]
  const user = { schemas: [userResourceType.schema.id], userName, externalId, emails: [{ value }] }
  const { status, body } = await send('POST', '/Users', user)
  expect(status).toBe(201)
  expect((await send('POST', '/Users', { ...user, externalId: 'other' })).status).toBe(409)
  for (const [path, text] of [
    ['userName', userName],
    ['externalId', externalId],
    ['emails.value', value],
  ]) {
    const found = await send('POST', '/Users/.search', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'],
      filter: `${path} eq ${JSON.stringify(text)}`,
    })
    expect(found.body).toMatchObject({ totalResults: 1, Resources: [{ id: body.id }] })
  }
  expect((await send('DELETE', `/Users/${body.id}`)).status).toBe(204)
  expect((await send('POST', '/Users', user)).status).toBe(201)
})
