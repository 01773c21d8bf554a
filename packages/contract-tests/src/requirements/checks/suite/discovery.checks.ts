import { at, isSuccess, lists, resourcesOf } from '../answer.ts'
import type { Check } from '../check.ts'
import { bodyOf, demand, expectRefused, expectStatus, Skip } from '../expect.ts'
import { query } from '../probe/client.ts'

const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** The three discovery endpoints (RFC 7644 §4). */
export const discoveryChecks: readonly Check[] = [
  {
    ids: ['S7644-4-01'],
    title: '/ServiceProviderConfig is one object with its schema',
    run: async ({ get }) => {
      const answer = await get('/ServiceProviderConfig')
      expectStatus(answer, 200)
      const { schemas } = bodyOf(answer)
      const urn = 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'
      demand(answer, lists(schemas, urn), `schemas with ${urn}`)
    },
  },
  {
    ids: ['S7644-4-04'],
    title: '/ResourceTypes and /Schemas are ListResponses',
    run: async ({ get }) => {
      for (const path of ['/ResourceTypes', '/Schemas']) {
        const answer = await get(path)
        expectStatus(answer, 200)
        demand(answer, lists(bodyOf(answer).schemas, listResponse), `schemas with ${listResponse}`)
        demand(answer, resourcesOf(answer).length > 0, 'Resources that list what there is')
      }
    },
  },
  {
    ids: ['S7644-4-02', 'S7643-7-01', 'S7643-6-03', 'S7643-6-04'],
    title: '/Schemas holds every schema that resource types name',
    run: async ({ get }) => {
      const types = await get('/ResourceTypes')
      const answer = await get('/Schemas')
      expectStatus(answer, 200)
      const ids = resourcesOf(answer).map(({ id }) => String(id))
      for (const { schema, schemaExtensions } of resourcesOf(types)) {
        const extensions = Array.isArray(schemaExtensions) ? schemaExtensions.map((each) => each?.schema) : []
        for (const urn of [schema, ...extensions])
          demand(answer, lists(ids, String(urn)), `a schema with the id ${urn}`)
      }
      demand(answer, at(answer, 'totalResults') === ids.length, `totalResults ${ids.length}, as many as there are`)
    },
  },
  {
    ids: ['S7644-4-03'],
    title: 'one schema and one resource type can be read, and an unknown one is 404',
    run: async ({ get }) => {
      for (const endpoint of ['/Schemas', '/ResourceTypes']) {
        const [first] = resourcesOf(await get(endpoint))
        if (first === undefined) throw new Skip(`${endpoint} lists nothing.`)
        const id = String(first.id ?? first.name)
        const answer = await get(`${endpoint}/${id}`)
        expectStatus(answer, 200)
        demand(answer, at(answer, 'Resources') === undefined, 'the object itself, not a ListResponse')
        const { name } = bodyOf(answer)
        demand(answer, name === first.name, `the one with the name ${first.name}`)
        expectStatus(await get(`${endpoint}/urn:example:scimkit:none`), 404)
      }
    },
  },
  {
    ids: ['S7644-4-05'],
    title: 'discovery ignores paging and sorting',
    run: async ({ get }) => {
      for (const path of ['/ResourceTypes', '/Schemas']) {
        const whole = resourcesOf(await get(path)).length
        const answer = await get(`${path}${query({ startIndex: 2, count: 1, sortBy: 'id' })}`)
        expectStatus(answer, 200)
        demand(answer, resourcesOf(answer).length === whole, `all ${whole} Resources`)
      }
    },
  },
  {
    ids: ['S7644-4-06'],
    title: 'a filter on a discovery endpoint is forbidden',
    run: async ({ get }) => {
      for (const path of ['/ServiceProviderConfig', '/ResourceTypes', '/Schemas']) {
        expectStatus(await get(`${path}${query({ filter: 'name pr' })}`), 403)
      }
    },
  },
  {
    ids: ['S7644-4-07', 'S7643-5-03', 'S7643-6-07', 'S7643-7-19'],
    title: 'discovery cannot be written to',
    run: async ({ get, put, post }) => {
      // With what is there already, so that a server that takes it is none the worse.
      const config = bodyOf(await get('/ServiceProviderConfig'))
      expectRefused(await put('/ServiceProviderConfig', config))
      expectRefused(await post('/ServiceProviderConfig', config))
      for (const endpoint of ['/Schemas', '/ResourceTypes']) {
        const [first] = resourcesOf(await get(endpoint))
        if (first !== undefined) expectRefused(await put(`${endpoint}/${first.id ?? first.name}`, first))
      }
    },
  },
  {
    ids: ['S7644-3.1-02'],
    title: 'the schemas of messages are not among /Schemas',
    run: async ({ get }) => {
      const answer = await get('/Schemas')
      const message = resourcesOf(answer).find(({ id }) => String(id).startsWith('urn:ietf:params:scim:api:'))
      demand(answer, message === undefined, `no ${message?.id}: it is a message, not a resource`)
    },
  },
  {
    ids: ['S7643-5-02'],
    title: '/ServiceProviderConfig tells how to authenticate before there are credentials',
    run: async ({ get }) => {
      const answer = await get('/ServiceProviderConfig', { authorization: null })
      demand(answer, isSuccess(answer), 'status 200 without credentials')
    },
  },
]
