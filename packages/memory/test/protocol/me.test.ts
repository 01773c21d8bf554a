import { bearerTokens } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { baseUrl, error, openClient, patchUrn, userUrn } from './client.ts'

const patchBody = { schemas: [patchUrn], Operations: [{ op: 'replace', path: 'title', value: 't' }] }

/** A client whose token `me` belongs to a user of its own. */
async function openMine(userId?: string) {
  const store = createMemoryStore()
  const { id, path } = await openClient({ store }).user()
  const authenticate = bearerTokens([{ tenant: 'acme', token: 'me', userId: userId ?? id }])
  const client = openClient({ store, authenticate })
  const mine = { authorization: 'Bearer me' }
  return { id, path, request: (method: string, url: string, body?: unknown) => client.request(method, url, body, mine) }
}

describe('/Me', () => {
  it.each(['GET', 'POST', 'PUT', 'PATCH', 'DELETE'])(
    'S7644-3.11-01: %s is not implemented for credentials of nobody',
    async (method) => {
      expect(await openClient().request(method, '/Me', { userName: 'x' })).toMatchObject(error(501))
    },
  )

  it('S7644-3.11-03: GET is the user, at its permanent place', async () => {
    const { id, path, request } = await openMine()
    const answer = await request('GET', '/Me')
    expect(answer).toMatchObject({ status: 200, headers: { location: `${baseUrl}${path}` } })
    expect(answer.text).toBe((await request('GET', path)).text)
    expect(answer.event).toMatchObject({ operation: 'read', resourceType: 'User', resourceId: id })
  })

  it('S7644-3.11-03: PUT, PATCH and DELETE change the user', async () => {
    const { path, request } = await openMine()
    expect((await request('PUT', '/Me', { schemas: [userUrn], userName: 'new' })).body.userName).toBe('new')
    expect((await request('PATCH', '/Me', patchBody)).body.title).toBe('t')
    expect((await request('GET', '/Me?attributes=title')).body).not.toHaveProperty('userName')
    expect((await request('DELETE', '/Me')).status).toBe(204)
    expect((await request('GET', path)).status).toBe(404)
  })

  it('S7644-3.11-04: the user may be gone, and nobody is made', async () => {
    const { request } = await openMine('nobody')
    for (const [method, body] of [['GET'], ['PUT', { userName: 'x' }], ['PATCH', patchBody], ['DELETE']] as const)
      expect(await request(method, '/Me', body)).toMatchObject(error(404))
    expect(await request('POST', '/Me', { userName: 'x' })).toMatchObject(error(501))
  })

  it('S7644-3.11-04: without credentials there is no /Me', async () => {
    expect(await openClient().get('/Me', { authorization: '' })).toMatchObject(error(401))
  })
})
