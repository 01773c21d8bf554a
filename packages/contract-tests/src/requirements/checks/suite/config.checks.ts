import type { JsonValue } from '@scimkit/core'
import { type Answer, at, objectsIn, resourcesOf } from '../answer.ts'
import type { Check } from '../check.ts'
import { demand, expectRefused, expectStatus, Skip } from '../expect.ts'

const features = ['patch', 'bulk', 'filter', 'changePassword', 'sort', 'etag']
const schemeTypes = ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest']

function demandCount(answer: Answer, path: string): void {
  const value = at(answer, path)
  demand(answer, Number.isInteger(value) && Number(value) >= 0, `${path}, a whole number`)
}

function isText(value: JsonValue | undefined): boolean {
  return typeof value === 'string' && value !== ''
}

/** What ServiceProviderConfig and ResourceTypes must say (RFC 7643 §5, §6). */
export const configChecks: readonly Check[] = [
  {
    ids: ['S7643-5-01', 'S7644-3.7.4-01'],
    title: 'ServiceProviderConfig says what is supported, and its limits',
    run: async ({ get }) => {
      const answer = await get('/ServiceProviderConfig')
      expectStatus(answer, 200)
      for (const feature of features) {
        const value = at(answer, `${feature}.supported`)
        demand(answer, typeof value === 'boolean', `${feature}.supported, true or false`)
      }
      for (const limit of ['bulk.maxOperations', 'bulk.maxPayloadSize', 'filter.maxResults']) demandCount(answer, limit)
      const schemes = at(answer, 'authenticationSchemes')
      demand(answer, Array.isArray(schemes), 'authenticationSchemes, a list')
      const complete = objectsIn(schemes).every(({ type, name, description }) =>
        [type, name, description].every(isText),
      )
      demand(answer, complete, 'type, name and description of every authentication scheme')
    },
  },
  {
    ids: ['S7643-5-04'],
    title: 'authentication schemes are of the five types',
    run: async ({ get }) => {
      const answer = await get('/ServiceProviderConfig')
      for (const { type } of objectsIn(at(answer, 'authenticationSchemes'))) {
        demand(answer, schemeTypes.includes(String(type)), `a type among ${schemeTypes.join(', ')}, not ${type}`)
      }
    },
  },
  {
    ids: ['S9865-4-01'],
    title: 'pagination, when announced, says whether there are cursors and indices',
    run: async ({ get }) => {
      const answer = await get('/ServiceProviderConfig')
      if (at(answer, 'pagination') === undefined) throw new Skip('ServiceProviderConfig has no pagination.')
      for (const path of ['pagination.cursor', 'pagination.index']) {
        demand(answer, typeof at(answer, path) === 'boolean', `${path}, true or false`)
      }
      for (const path of ['pagination.defaultPageSize', 'pagination.maxPageSize', 'pagination.cursorTimeout']) {
        if (at(answer, path) !== undefined) demandCount(answer, path)
      }
    },
  },
  {
    ids: ['S7643-6-01', 'S7643-6-02'],
    title: 'resource types have name, endpoint and schema, and say which extensions are required',
    run: async ({ get }) => {
      const answer = await get('/ResourceTypes')
      for (const { name, endpoint, schema, schemaExtensions } of resourcesOf(answer)) {
        demand(answer, [name, endpoint, schema].every(isText), 'name, endpoint and schema of every resource type')
        for (const { schema: urn, required } of objectsIn(schemaExtensions)) {
          demand(
            answer,
            isText(urn) && typeof required === 'boolean',
            `schema and required of the extensions of ${name}`,
          )
        }
      }
    },
  },
  {
    ids: ['S7643-6-06'],
    title: 'the endpoint of every resource type answers with its resources',
    run: async ({ get, server }) => {
      for (const { name, endpoint } of server.types) {
        const answer = await get(endpoint)
        expectStatus(answer, 200)
        for (const { meta } of resourcesOf(answer)) {
          const type = objectsIn([meta ?? null])[0]?.resourceType
          demand(answer, type === undefined || type === name, `resources whose meta.resourceType is ${name}`)
        }
      }
    },
  },
  {
    ids: ['S7643-5-05'],
    title: 'what is announced as not supported is refused',
    run: async ({ server: { features: offered }, post, patch, user }) => {
      if (offered.patch && offered.bulk) throw new Skip('PATCH and Bulk are both supported.')
      if (!offered.bulk) {
        const schemas = ['urn:ietf:params:scim:api:messages:2.0:BulkRequest']
        expectRefused(await post('/Bulk', { schemas, Operations: [] }))
      }
      if (!offered.patch) expectRefused(await patch((await user()).path, [{ op: 'add', path: 'title', value: 'x' }]))
    },
  },
]
