import { verifies } from '@scimkit/contract-tests/verifies'
import { bearerTokens, createScimHandler, isJsonObject, type JsonValue, type ScimRequest } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { error, groupUrn, openClient, userUrn } from '../protocol/client.ts'

/** A client of a handler that is mounted at a base URL of its own. */
function mountedAt(baseUrl: string) {
  const authenticate = bearerTokens([{ tenant: 'acme', token: 'acme' }])
  const handler = createScimHandler({ store: createMemoryStore(), authenticate })
  return async (method: string, url: string, body?: object) => {
    const request: ScimRequest = {
      method,
      url,
      baseUrl,
      headers: { authorization: 'Bearer acme' },
      readBody: async () => JSON.stringify(body),
    }
    const response = await handler(request)
    return { ...response, body: JSON.parse(response.body ?? 'null') }
  }
}

/** Every string in an answer that is a URI of this server. */
function linksIn(value: JsonValue, baseUrl: string): readonly string[] {
  if (typeof value === 'string') return value.startsWith(baseUrl) ? [value] : []
  if (Array.isArray(value)) return value.flatMap((each) => linksIn(each, baseUrl))
  return isJsonObject(value) ? Object.values(value).flatMap((each) => linksIn(each ?? null, baseUrl)) : []
}

describe('The base URL', () => {
  verifies(['S7644-1.3-02', 'S7643-2.3.7-02'], 'it may be anywhere, and all links start with it', async () => {
    for (const path of ['', '/scim', '/scim/v2', '/t/acme/scim/v2', '/api/v1/scim']) {
      const baseUrl = `https://app.example.com${path}`
      const send = mountedAt(baseUrl)
      const user = await send('POST', '/Users', { schemas: [userUrn], userName: 'ada' })
      const { id, meta } = user.body
      expect([user.headers.location, meta.location]).toEqual([`${baseUrl}/Users/${id}`, `${baseUrl}/Users/${id}`])
      const group = { schemas: [groupUrn], displayName: 'Staff', members: [{ value: id }] }
      const { members } = (await send('POST', '/Groups', group)).body
      expect(members).toEqual([expect.objectContaining({ $ref: `${baseUrl}/Users/${id}` })])
      const [type] = (await send('GET', '/ResourceTypes')).body.Resources
      expect(type.meta.location).toBe(`${baseUrl}/ResourceTypes/User`)
    }
  })

  verifies('S7644-1.3-01', 'no link has a query, whatever the request asked', async () => {
    const baseUrl = 'https://app.example.com/scim/v2'
    const send = mountedAt(baseUrl)
    const { body } = await send('POST', '/Users?attributes=userName,meta', { schemas: [userUrn], userName: 'ada' })
    const answers = await Promise.all(
      [`/Users/${body.id}?excludedAttributes=name`, '/Users?count=1', '/Schemas?x=1', '/ResourceTypes?x=1'].map((url) =>
        send('GET', url),
      ),
    )
    for (const answer of [body, ...answers.map((each) => each.body)]) {
      const links = linksIn(answer, baseUrl)
      expect(links).not.toEqual([])
      for (const link of links) expect(link).not.toMatch(/[?#]/)
    }
  })

  verifies('S7644-1.3-01', 'a base URL with a query or a fragment is refused, and named', async () => {
    for (const baseUrl of ['https://x.example/scim?tenant=1', 'https://x.example/scim#v2', 'https://x.example/?']) {
      const { status, body } = await mountedAt(baseUrl)('POST', '/Users', { schemas: [userUrn], userName: 'ada' })
      expect([status, body.detail]).toEqual([500, expect.stringMatching(/^baseUrl: it must have no query/)])
    }
  })

  verifies(
    'S7644-1.3-02',
    'a slash at its end is none in a link, and takes nothing away from a reference',
    async () => {
      const plain = 'https://app.example.com/scim/v2'
      const send = mountedAt(`${plain}/`)
      const user = await send('POST', '/Users', { schemas: [userUrn], userName: 'ada' })
      const { id, meta } = user.body
      expect([user.headers.location, meta.location]).toEqual([`${plain}/Users/${id}`, `${plain}/Users/${id}`])
      expect((await send('GET', '/ResourceTypes/User')).body.meta.location).toBe(`${plain}/ResourceTypes/User`)
      const found = await send('GET', `/Users?filter=${encodeURIComponent(`meta.location eq "${meta.location}"`)}`)
      expect(found.body.totalResults).toBe(1)
    },
  )

  verifies(
    'S7644-3.13-01',
    'a version stands before the endpoint, where the host has mounted it, and nowhere else',
    async () => {
      const client = openClient()
      expect(await client.get('/Users/v2')).toMatchObject(error(404))
      expect(await client.get('/v2/v2/Users')).toMatchObject({
        status: 400,
        body: { detail: expect.stringContaining('twice') },
      })
      const { path } = await client.user()
      expect((await client.get(path)).headers.location).toBe(`https://app.example.com/scim/v2${path}`)
    },
  )

  verifies('S7644-3.13-03', 'without a version it is SCIM 2.0', async () => {
    const send = mountedAt('https://app.example.com/scim')
    const { body } = await send('GET', '/Users')
    expect(body.schemas).toEqual(['urn:ietf:params:scim:api:messages:2.0:ListResponse'])
  })
})
