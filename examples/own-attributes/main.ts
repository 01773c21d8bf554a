// Attributes of one's own on a User: validated, filtered, published, and typed from the definition.
import assert from 'node:assert/strict'
import {
  bearerTokens,
  createScimHandler,
  defineExtension,
  defineResourceType,
  defineSchema,
  groupResourceType,
  type ResourceOf,
  userResourceType,
} from '@scimkit/core'
import { scimFetch } from '@scimkit/fetch'
import { createMemoryStore } from '@scimkit/memory'

const badgeSchema = defineSchema({
  id: 'urn:ietf:params:scim:schemas:extension:acme:2.0:User',
  name: 'Badge',
  attributes: [
    { name: 'badgeNumber', caseExact: true, uniqueness: 'server' },
    { name: 'floors', type: 'integer', multiValued: true },
  ],
})
// The list replaces that of userResourceType, so name what stays: EnterpriseUser is in it.
const userType = defineResourceType({
  ...userResourceType,
  extensions: [...userResourceType.extensions, defineExtension({ schema: badgeSchema })],
})
type User = ResourceOf<typeof userType>

const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'acme', token: 'secret' }]),
  resourceTypes: [userType, groupResourceType],
})
const serve = scimFetch(handler, { basePath: '/scim/v2' })
const send = async (method: string, path: string, body?: object) => {
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/scim+json' }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const response = await serve(new Request(`https://app.example.com/scim/v2${path}`, init))
  return { status: response.status, body: JSON.parse(await response.text()) }
}
const create = (userName: string, badge: object) =>
  send('POST', '/Users', { schemas: [userType.schema.id, badgeSchema.id], userName, [badgeSchema.id]: badge })

const created = await create('ada', { badgeNumber: 'B-1', floors: [1, 2] })
assert.equal(created.status, 201)
const ada: User = created.body
assert.deepEqual(ada[badgeSchema.id]?.floors, [1, 2])

const { body: found } = await send(
  'GET',
  `/Users?filter=${encodeURIComponent(`${badgeSchema.id}:badgeNumber eq "B-1"`)}`,
)
assert.equal(found.totalResults, 1)

const path = `${badgeSchema.id}:floors`
const { body: moved } = await send('PATCH', `/Users/${ada.id}`, {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'add', path, value: [3] }],
})
assert.deepEqual(moved[badgeSchema.id].floors, [1, 2, 3])

assert.equal((await create('grace', { badgeNumber: 'B-1' })).status, 409)
assert.equal((await create('grace', { floors: ['third'] })).status, 400)

const { body: schemas } = await send('GET', '/Schemas')
const names = schemas.Resources.map(({ name }: { readonly name: string }) => name)
assert.ok(names.includes('Badge') && names.includes('EnterpriseUser'))
