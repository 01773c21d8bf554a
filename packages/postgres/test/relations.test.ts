import {
  bearerTokens,
  createScimHandler,
  groupResourceType,
  type ScimHandler,
  type ScimRequest,
  settleResourceType,
  userResourceType,
} from '@scimkit/core'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest'
import { recording } from './recording.ts'

const group = 'urn:ietf:params:scim:schemas:core:2.0:Group'
const groupType = settleResourceType(groupResourceType)
const patchOp = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'
const recorded = recording(fromPool(new pg.Pool({ connectionString: inject('postgres'), max: 2 })))
const store = createPostgresStore(recorded.database)

let send: (method: string, url: string, body?: object) => Promise<{ readonly status: number; readonly body: unknown }>
let handler: ScimHandler
let tenant: string
let id: string

/** The statements that read rows of members, as opposed to writing some. */
const readsOfMembers = () =>
  recorded.statements.filter(
    (text) => /\b(?:FROM|JOIN) scimkit_member\b/.test(text) && !/^\s*(?:DELETE|INSERT)/.test(text),
  )

beforeAll(() => migrate(recorded.database))
afterAll(() => store.close())

beforeEach(async () => {
  tenant = crypto.randomUUID()
  handler = createScimHandler({ store, authenticate: bearerTokens([{ tenant, token: 's3cret' }]) })
  send = sendingTo(handler)
  const members = []
  for (const userName of ['ada', 'eve']) {
    const { body } = await send('POST', '/Users', { schemas: [userResourceType.schema.id], userName })
    members.push({ value: Object(body).id })
  }
  id = Object((await send('POST', '/Groups', { schemas: [group], displayName: 'Team', members })).body).id
  recorded.statements.length = 0
})

describe('the rows of a group', () => {
  it.each([
    ['a list without members', 'GET', '/Groups?excludedAttributes=members'],
    ['a look-up without members', 'GET', '/Groups?attributes=id&filter=displayName%20eq%20%22Team%22'],
  ])('%s touches none of them', async (_, method, url) => {
    expect((await send(method, url)).status).toBe(200)
    expect(recorded.statements.filter((text) => text.includes('scimkit_member'))).toEqual([])
  })

  it('are not read when one of them is added or removed', async () => {
    const { body } = await send('POST', '/Users', { schemas: [userResourceType.schema.id], userName: 'bob' })
    recorded.statements.length = 0
    const value = Object(body).id
    for (const operation of [
      { op: 'add', path: 'members', value: [{ value }] },
      { op: 'remove', path: `members[value eq "${value}"]` },
      { op: 'remove', path: 'members[display sw "x"]' },
    ]) {
      const { status } = await send('PATCH', `/Groups/${id}`, { schemas: [patchOp], Operations: [operation] })
      expect(status).toBe(204)
    }
    expect(readsOfMembers()).toEqual([])
  })

  it('are looked up by what names them when one is replaced', async () => {
    const { body } = await send('GET', `/Groups/${id}`)
    const [{ value }] = Object(body).members
    const operation = { op: 'replace', path: `members[value eq "${value}"]`, value: { value, display: 'other' } }
    recorded.statements.length = 0
    const { status } = await send('PATCH', `/Groups/${id}`, { schemas: [patchOp], Operations: [operation] })
    expect(status).toBe(204)
    expect(readsOfMembers().filter((text) => !text.includes('e.value = ANY'))).toEqual([])
    expect(readsOfMembers()).toHaveLength(1)
  })

  it('are changed by difference when all are replaced', async () => {
    const { status } = await send('PUT', `/Groups/${id}`, { schemas: [group], displayName: 'Team', members: [] })
    expect(status).toBe(200)
    expect(recorded.statements.filter((text) => /DELETE FROM scimkit_member/.test(text))).toHaveLength(1)
  })
})

describe('a large group', () => {
  beforeEach(async () => {
    const elements = Array.from({ length: 2_500 }, (_, index) => ({ value: `member-${index}`, type: 'User' }))
    await store.transaction(tenant, async (unit) => {
      const current = await unit.get(groupType, id)
      if (current)
        for (const relation of groupType.relations) {
          await unit.changeRelation(current, relation, [{ kind: 'add', elements }])
        }
    })
  })

  it.each([
    ['read', (team: string) => `/Groups/${team}`],
    ['read without references', (team: string) => `/Groups/${team}?attributes=displayName,members.value`],
    ['listed', () => '/Groups?filter=displayName%20sw%20%22T%22'],
  ])('is %s in pieces, which make the same text', async (_, urlOf) => {
    const url = urlOf(id)
    const whole = await handler(requestFor('GET', url))
    const { status, headers, stream, body } = await handler({ ...requestFor('GET', url), takesStream: true })
    const pieces: string[] = []
    for await (const piece of stream ?? []) pieces.push(piece)
    expect(pieces.length).toBeGreaterThan(2)
    expect([status, headers, body, pieces.join('')]).toEqual([200, whole.headers, undefined, whole.body])
  })

  it('is not read for what shows nothing of it', async () => {
    recorded.statements.length = 0
    const { stream, body } = await handler({ ...requestFor('HEAD', `/Groups/${id}`), takesStream: true })
    expect([stream, body]).toEqual([undefined, undefined])
    expect(recorded.statements.filter((text) => /ORDER BY e.place$/.test(text))).toEqual([])
  })
})

function requestFor(method: string, url: string, body?: object): ScimRequest {
  return {
    method,
    url,
    baseUrl: 'https://app.example.com/scim/v2',
    headers: { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' },
    readBody: async () => JSON.stringify(body),
  }
}

function sendingTo(handler: ScimHandler): typeof send {
  return async (method, url, body) => {
    const response = await handler(requestFor(method, url, body))
    return { status: response.status, body: response.body === undefined ? undefined : JSON.parse(response.body) }
  }
}
