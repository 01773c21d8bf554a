import { bearerTokens, createScimHandler, defineProfile, rfcProfile, type ScimResponse } from '@scimkit/core'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { createPostgresStore, fromPool, migrate } from '../src/index.ts'

const database = fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 5 }))
const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const handler = createScimHandler({
  store: createPostgresStore(database),
  authenticate: bearerTokens([{ tenant: crypto.randomUUID(), token: 't' }]),
  profile: defineProfile({ extends: rfcProfile, protocol: { references: 'clear' } }),
})

beforeAll(() => migrate(database))
afterAll(() => database.close())

function send(method: string, url: string, body?: object): Promise<ScimResponse> {
  const headers = { authorization: 'Bearer t' }
  return handler({ method, url, baseUrl: 'http://a/scim/v2', headers, readBody: async () => JSON.stringify(body) })
}

async function userWith(manager?: string): Promise<string> {
  const extension = manager === undefined ? {} : { [enterprise]: { manager: { value: manager } } }
  const { body = '' } = await send('POST', '/Users', { userName: crypto.randomUUID(), ...extension })
  return JSON.parse(body).id
}

async function managerOf(id: string): Promise<unknown> {
  const { body = '' } = await send('GET', `/Users/${id}`)
  return JSON.parse(body)[enterprise]?.manager?.value
}

it('A36: who is deleted manages nobody any more', async () => {
  const boss = await userWith()
  const reports = [await userWith(boss), await userWith(boss)]
  const other = await userWith('somebody')
  expect((await send('DELETE', `/Users/${boss}`)).status).toBe(204)
  expect(await Promise.all([...reports, other].map(managerOf))).toEqual([undefined, undefined, 'somebody'])
})

it('A36: two who manage each other are deleted at once', async () => {
  for (let round = 0; round < 3; round += 1) {
    const one = await userWith()
    const two = await userWith(one)
    await send('PUT', `/Users/${one}`, { userName: one, [enterprise]: { manager: { value: two } } })
    const answers = await Promise.all([one, two].map((id) => send('DELETE', `/Users/${id}`)))
    expect(answers.map(({ status }) => status)).toEqual([204, 204])
  }
})
