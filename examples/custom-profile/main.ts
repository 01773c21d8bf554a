// A resource type of one's own, and decisions of one's own: typed from the definition.
import assert from 'node:assert/strict'
import {
  bearerTokens,
  createScimHandler,
  defineProfile,
  defineResourceType,
  defineSchema,
  groupResourceType,
  type ResourceOf,
  rfcProfile,
  userResourceType,
} from '@scimkit/core'
import { createMemoryStore } from '@scimkit/memory'

const deviceType = defineResourceType({
  name: 'Device',
  schema: defineSchema({
    id: 'urn:example:params:scim:schemas:2.0:Device',
    name: 'Device',
    attributes: [
      { name: 'serial', required: true, caseExact: true, mutability: 'immutable', uniqueness: 'server' },
      { name: 'label' },
    ],
  }),
})
type Device = ResourceOf<typeof deviceType>

// Duplicate group names are fine here, and attributes we do not know are refused.
const profile = defineProfile({
  extends: rfcProfile,
  groups: { displayNameUniqueness: 'none' },
  attributes: { unknown: { post: 'reject', put: 'reject', patch: 'reject' } },
})
const handler = createScimHandler({
  store: createMemoryStore(),
  authenticate: bearerTokens([{ tenant: 'acme', token: 'secret' }]),
  resourceTypes: [userResourceType, groupResourceType, deviceType],
  profile,
})
const send = async (body: object) => {
  const response = await handler({
    method: 'POST',
    url: '/Devices',
    baseUrl: 'https://app.example.com/scim/v2',
    headers: { authorization: 'Bearer secret' },
    readBody: async () => JSON.stringify({ schemas: [deviceType.schema.id], ...body }),
  })
  return { status: response.status, body: JSON.parse(response.body ?? '{}') }
}

const { status, body } = await send({ serial: 'A-1', label: 'Reader' })
assert.equal(status, 201)
const device: Device = body
assert.equal(device.serial, 'A-1')
assert.equal((await send({ serial: 'A-1' })).status, 409)
assert.equal((await send({ serial: 'A-2', colour: 'red' })).body.scimType, 'invalidSyntax')
