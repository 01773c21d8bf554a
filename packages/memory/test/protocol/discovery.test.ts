import { createScimHandler, type JsonObject } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { baseUrl, enterpriseUrn, error, listUrn, openClient, patchUrn, userUrn } from './client.ts'
import { gadgetExtensionUrn, widgetExtensionUrn, widgetUrn } from './widget.ts'

const resourcesOf = (body: JsonObject) =>
  Array.isArray(body.Resources) ? (body.Resources as readonly JsonObject[]) : []

describe('Discovery', () => {
  it('S7644-4-01, S7643-5-01, S7643-5-02: ServiceProviderConfig is one object, read without credentials', async () => {
    const { status, body } = await openClient().get('/ServiceProviderConfig', { authorization: '' })
    expect({ status, ...body }).toMatchObject({
      status: 200,
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
      patch: { supported: true },
      bulk: { supported: true, maxOperations: expect.any(Number), maxPayloadSize: expect.any(Number) },
      filter: { supported: true, maxResults: expect.any(Number) },
      changePassword: { supported: expect.any(Boolean) },
      sort: { supported: true },
      etag: { supported: true },
      authenticationSchemes: [{ type: 'oauthbearertoken', name: expect.any(String), description: expect.any(String) }],
      meta: { resourceType: 'ServiceProviderConfig', location: `${baseUrl}/ServiceProviderConfig` },
    })
  })

  it('S7643-5-02: ServiceProviderConfig asks for credentials where the host says so', async () => {
    const client = openClient({ requireCredentialsForConfig: true })
    expect(await client.get('/ServiceProviderConfig', { authorization: '' })).toMatchObject({
      ...error(401),
      headers: { 'www-authenticate': expect.stringContaining('Bearer') },
    })
    expect((await client.get('/ServiceProviderConfig')).status).toBe(200)
  })

  it('S7644-4-02, S7644-4-04, S7644-4-08, S7643-7-01: Schemas lists every schema a resource type names', async () => {
    const client = openClient()
    const { body } = await client.get('/Schemas')
    const listed = resourcesOf(body)
    expect(body).toMatchObject({ schemas: [listUrn], totalResults: listed.length })
    const types = resourcesOf((await client.get('/ResourceTypes')).body)
    const extensions = types.flatMap(({ schemaExtensions }) =>
      Array.isArray(schemaExtensions) ? schemaExtensions : [],
    )
    const named = [...types, ...extensions].map(({ schema }) => schema)
    expect(named).toEqual(
      expect.arrayContaining([userUrn, enterpriseUrn, widgetUrn, widgetExtensionUrn, gadgetExtensionUrn]),
    )
    const ids = listed.map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining(named))
    for (const schema of listed)
      expect(schema).toMatchObject({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Schema'],
        meta: { resourceType: 'Schema', location: `${baseUrl}/Schemas/${schema.id}` },
      })
  })

  it('S7644-3.1-02: the schemas of messages are not among them', async () => {
    const client = openClient()
    const ids = resourcesOf((await client.get('/Schemas')).body).map(({ id }) => String(id))
    expect(ids.filter((id) => id.startsWith('urn:ietf:params:scim:api:'))).toEqual([])
    expect(await client.get(`/Schemas/${patchUrn}`)).toMatchObject(error(404))
  })

  it('S7644-4-03, S7643-6-03: each of them is there by itself, its URN however encoded', async () => {
    const client = openClient()
    for (const list of ['/Schemas', '/ResourceTypes']) {
      for (const resource of resourcesOf((await client.get(list)).body)) {
        const id = String(resource.id)
        const spellings = list === '/Schemas' ? [id, encodeURIComponent(id), id.toUpperCase()] : [id]
        for (const spelling of spellings) expect((await client.get(`${list}/${spelling}`)).body).toEqual(resource)
      }
      expect(await client.get(`${list}/nope`)).toMatchObject(error(404))
    }
  })

  it('S7643-6-01, S7643-6-06: each resource type has an endpoint that answers', async () => {
    const client = openClient()
    for (const type of resourcesOf((await client.get('/ResourceTypes')).body)) {
      expect(type).toMatchObject({ name: expect.any(String), description: expect.any(String), id: type.name })
      expect((await client.get(String(type.endpoint))).body.schemas).toEqual([listUrn])
    }
  })

  it.each(['/Schemas', '/ResourceTypes'])('S7644-4-05: %s ignores order and pages', async (path) => {
    const client = openClient()
    const { text } = await client.get(`${path}?startIndex=2&count=1&sortBy=nope&sortOrder=up&attributes=id`)
    expect(text).toBe((await client.get(path)).text)
  })

  it.each(['/Schemas', '/ResourceTypes', '/ServiceProviderConfig'])(
    'S7644-4-06, A18: %s takes no filter',
    async (path) => {
      for (const filter of ['id%20pr', '', 'nonsense'])
        expect(await openClient().get(`${path}?filter=${filter}`)).toMatchObject(error(403))
    },
  )

  it.each(['/Schemas', `/Schemas/${userUrn}`, '/ResourceTypes', '/ResourceTypes/User', '/ServiceProviderConfig'])(
    'S7644-4-07, S7643-5-03, S7643-6-07, S7643-7-19: %s is read only',
    async (path) => {
      const client = openClient()
      for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'])
        expect(await client.request(method, path, {})).toMatchObject({ ...error(405), headers: { allow: 'GET, HEAD' } })
      expect((await client.request('HEAD', path)).status).toBe(200)
    },
  )

  it('S7644-2-04: the other discovery endpoints want credentials', async () => {
    for (const path of ['/Schemas', '/ResourceTypes', `/Schemas/${userUrn}`, '/ResourceTypes/User'])
      expect(await openClient().get(path, { authorization: '' })).toMatchObject(error(401))
  })

  it('S7643-6-05: says which extensions are required', async () => {
    const { body } = await openClient().get('/ResourceTypes/Gadget')
    expect(body.schemaExtensions).toEqual([{ schema: gadgetExtensionUrn, required: true }])
  })

  it('a wrong profile, dialect or definition stops the start', () => {
    const options = { store: createMemoryStore(), authenticate: () => ({ tenant: 'x' }) }
    const dialect = { base: 'strict', rules: { nope: true } } as never
    expect(() => createScimHandler({ ...options, dialect })).toThrow('nope')
    expect(() => createScimHandler({ ...options, profile: { delete: {} } as never })).toThrow('profile')
    expect(() => createScimHandler({ ...options, resourceTypes: [] })).toThrow('resourceTypes: ')
  })

  it.each([
    ['store', undefined],
    ['store', {}],
    ['store', { store: {}, authenticate: () => ({ tenant: 'x' }) }],
    ['store', { store: null, authenticate: () => ({ tenant: 'x' }) }],
    ['authenticate', { store: createMemoryStore() }],
    ['authenticate', { store: createMemoryStore(), authenticate: 's3cret' }],
  ])('what JavaScript leaves out stops the start, not the first request: %s of %j', (missing, options) => {
    // As no compiler has seen it.
    const start = () => createScimHandler(options as never)
    expect(start).toThrow(expect.objectContaining({ code: 'CONFIGURATION' }))
    expect(start).toThrow(new RegExp(`^${missing}: it must be`))
  })

  it.each([
    ['createScimHandler: there is no "requireTLS", "onevent"', { requireTLS: true, onevent: () => undefined }],
    ['bulk: there is no "maxOperation"', { bulk: { maxOperation: 5 } }],
    ['cursor: there is no "timeOut"', { cursor: { timeOut: 60 } }],
  ])('an option that nobody reads stops the start: %s', (message, options) => {
    const parts = { store: createMemoryStore(), authenticate: () => ({ tenant: 'x' }) }
    // As no compiler has seen it.
    const start = () => createScimHandler({ ...parts, ...(options as object) })
    expect(start).toThrow(expect.objectContaining({ code: 'CONFIGURATION', message: expect.stringContaining(message) }))
  })
})
