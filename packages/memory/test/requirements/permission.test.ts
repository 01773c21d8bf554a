import { verifies } from '@scimkit/contract-tests/verifies'
import { type Authorize, bearerTokens } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { error, openClient, patchUrn, searchUrn, userUrn } from '../protocol/client.ts'

/** A store with two users, and a client that is one of them besides the client that provisions. */
async function selfService() {
  const store = createMemoryStore()
  const admin = openClient({ store })
  const [ada, bob] = [await admin.user({ userName: 'ada' }), await admin.user({ userName: 'bob' })]
  const asked: Parameters<Authorize>[] = []
  const client = openClient({
    store,
    authenticate: bearerTokens([
      { tenant: 'acme', token: 'acme', client: 'okta' },
      { tenant: 'acme', token: 'ada', userId: ada.id },
      { tenant: 'acme', token: 'reader', client: 'okta', scopes: ['read'] },
    ]),
    authorize: (principal, action) => {
      asked.push([principal, action])
      if (principal.client === 'okta') return true
      return action.resourceId === principal.userId && action.operation !== 'remove'
    },
  })
  const as = { authorization: 'Bearer ada' }
  return { client, ada, bob, as, asked }
}

const title = [{ op: 'replace', path: 'title', value: 'x' }]

describe('Permission', () => {
  verifies(
    ['S7644-2-03', 'S7644-7.7-02'],
    'people may do to themselves what the host lets them, and nothing to others',
    async () => {
      const { client, ada, bob, as } = await selfService()
      expect((await client.get(ada.path, as)).status).toBe(200)
      expect((await client.get('/Me', as)).status).toBe(200)
      expect((await client.patch(ada.path, title, as)).status).toBe(200)
      for (const answer of [
        await client.get(bob.path, as),
        await client.patch(bob.path, title, as),
        await client.delete(bob.path, as),
        await client.delete(ada.path, as),
        await client.delete('/Me', as),
        await client.get('/Users', as),
        await client.post('/Users/.search', { schemas: [searchUrn] }, as),
        await client.post('/Users', { schemas: [userUrn], userName: 'eve' }, as),
      ])
        expect(answer).toMatchObject(error(403))
      const { body } = await client.get(bob.path)
      expect(body).not.toHaveProperty('title')
    },
  )

  verifies('S7644-7.7-02', 'scopes bound what a client may do, whatever the host says', async () => {
    const { client, ada } = await selfService()
    const reader = { authorization: 'Bearer reader' }
    expect((await client.get(ada.path, reader)).status).toBe(200)
    expect(await client.patch(ada.path, title, reader)).toMatchObject(error(403))
  })

  verifies(
    'S7644-2-02',
    'the host is asked who wants to do what to which resource, for each part of a bulk request too',
    async () => {
      const { client, ada, bob, asked } = await selfService()
      const data = { schemas: [patchUrn], Operations: title }
      const message = {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
        Operations: [
          { method: 'PATCH', path: ada.path, data },
          { method: 'DELETE', path: bob.path },
        ],
      }
      expect((await client.post('/Bulk', message)).status).toBe(200)
      const user = { resourceType: 'User' }
      expect(asked.map(([, action]) => action)).toEqual([
        { operation: 'bulk', resourceType: undefined, resourceId: undefined },
        { operation: 'patch', ...user, resourceId: ada.id },
        { operation: 'remove', ...user, resourceId: bob.id },
      ])
      expect(asked.every(([principal]) => principal.client === 'okta')).toBe(true)
    },
  )
})
