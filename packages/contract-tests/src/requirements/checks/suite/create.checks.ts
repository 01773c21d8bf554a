import { isDateTime, isJsonObject, parseInstant } from '@scimkit/core'
import { at, isSuccess, isUnassigned, lists } from '../answer.ts'
import type { Check } from '../check.ts'
import { bodyOf, demand, expectError, expectRefused, expectStatus, Skip } from '../expect.ts'
import { publishes } from '../needs.ts'
import { pathBelow } from '../probe/path-below.ts'
import { attributeAt } from '../server/published.ts'

/** Creation (RFC 7644 §3.3) and the common attributes it assigns (RFC 7643 §3.1). */
export const createChecks: readonly Check[] = [
  {
    ids: ['S7644-3.3-04'],
    title: 'a creation answers 201, for every resource type',
    run: async ({ server, post, resource }) => {
      for (const type of server.types) expectStatus(await post(type.endpoint, resource(type)), 201)
    },
  },
  {
    ids: ['S7644-3.3-06'],
    title: 'a creation says in Location and in meta.location where the resource is',
    run: async ({ user, get, baseUrl }) => {
      const { id, answer, body } = await user()
      const header = answer.headers.location
      demand(answer, header !== undefined, 'a Location header')
      const inBody = isJsonObject(body.meta) ? body.meta.location : undefined
      demand(answer, inBody === header, 'a meta.location that is the Location header')
      const path = pathBelow(baseUrl, header)
      demand(answer, path !== undefined, `a Location below ${baseUrl}`)
      const found = await get(path)
      expectStatus(found, 200)
      demand(found, at(found, 'id') === id, `the resource with the id ${id}`)
    },
  },
  {
    ids: ['S7644-3.3-05'],
    title: 'a creation answers with what a GET then shows',
    run: async ({ type, post, resource, get }) => {
      const answer = await post(type('User').endpoint, resource(type('User')))
      const created = bodyOf(answer)
      const read = await get(`${type('User').endpoint}/${created.id}`)
      const names = Object.keys(bodyOf(read))
      const lacking = names.find((name) => created[name] === undefined)
      demand(answer, lacking === undefined, `${lacking}, which a GET then shows`)
    },
  },
  {
    ids: ['S7643-2.1-01', 'S7643-3-01'],
    title: 'every representation names its schemas, the base schema first of all',
    run: async ({ server, create, get }) => {
      for (const type of server.types) {
        const { path } = await create(type)
        for (const answer of [await get(path), await get(`${path}?attributes=id`)]) {
          demand(answer, lists(at(answer, 'schemas'), type.schema.id), `schemas with ${type.schema.id}`)
        }
      }
    },
  },
  {
    ids: ['S7643-3.1-02', 'S7643-3.1-01', 'S7644-3.3.1-01'],
    title: 'the server assigns id and meta to resources of every type',
    run: async ({ server, create, get }) => {
      for (const type of server.types) {
        const answer = await get((await create(type)).path)
        const id = at(answer, 'id')
        demand(answer, typeof id === 'string' && id !== '', 'an id')
        demand(answer, at(answer, 'meta.resourceType') === type.name, `meta.resourceType "${type.name}"`)
        for (const name of ['created', 'lastModified', 'location']) {
          demand(answer, typeof at(answer, `meta.${name}`) === 'string', `meta.${name}`)
        }
      }
    },
  },
  {
    ids: ['S7643-3.1-14', 'S7643-2.3.5-02', 'S7643-3.1-15'],
    title: 'meta.created is a dateTime, and meta.lastModified of a new resource the same',
    run: async ({ user, get }) => {
      const answer = await get((await user()).path)
      const created = String(at(answer, 'meta.created'))
      const lastModified = String(at(answer, 'meta.lastModified'))
      demand(answer, isDateTime(created) && isDateTime(lastModified), 'dateTimes as in XML Schema')
      const same = parseInstant(created) === parseInstant(lastModified) || created === lastModified
      demand(answer, same, 'the same instant in meta.created and meta.lastModified')
    },
  },
  {
    ids: ['S7643-3.1-07', 'S7643-3.1-13', 'S7644-3.3-01'],
    title: 'id and meta sent by the client are ignored',
    run: async ({ type, post, resource, unique }) => {
      const mine = unique('mine')
      const meta = {
        resourceType: 'X',
        created: '1999-01-01T00:00:00Z',
        location: 'https://example.com/x',
        version: 'X',
      }
      const answer = await post(type('User').endpoint, resource(type('User'), { id: mine, meta }))
      expectStatus(answer, 201)
      demand(answer, at(answer, 'id') !== mine, 'an id of the server, not the one that was sent')
      for (const [name, value] of Object.entries(meta)) {
        demand(answer, at(answer, `meta.${name}`) !== value, `a meta.${name} of the server, not the one that was sent`)
      }
    },
  },
  {
    ids: ['S7643-3.1-05', 'S7643-3.1-08'],
    title: 'ids differ over all resource types, and none contains "bulkId"',
    run: async ({ server, create }) => {
      const made = []
      for (const type of server.types) made.push(await create(type), await create(type))
      for (const { id, answer } of made) demand(answer, !id.includes('bulkId'), 'an id without "bulkId"')
      const ids = new Set(made.map(({ id }) => id))
      const [first] = made
      if (first === undefined) throw new Skip('There are no resource types.')
      demand(first.answer, ids.size === made.length, `${made.length} ids for ${made.length} resources`)
    },
  },
  {
    ids: ['S7643-3.1-10'],
    title: 'the server makes up no externalId',
    run: async ({ user, get }) => {
      const answer = await get((await user()).path)
      demand(answer, isUnassigned(at(answer, 'externalId')), 'no externalId')
    },
  },
  {
    ids: ['S7643-3-05'],
    title: 'externalId belongs to resources of every type',
    run: async ({ server, create, get, unique }) => {
      for (const type of server.types) {
        const externalId = unique('external')
        const answer = await get((await create(type, { externalId })).path)
        demand(answer, at(answer, 'externalId') === externalId, `externalId "${externalId}" of the ${type.name}`)
      }
    },
  },
  {
    ids: ['S7644-3.3-07', 'S7643-4.1.1-02'],
    title: 'a second user of the same userName is a conflict, and is not created',
    run: async ({ type, user, post, resource }) => {
      const { body } = await user()
      const { userName = null } = body
      expectError(await post(type('User').endpoint, resource(type('User'), { userName })), 409, 'uniqueness')
    },
  },
  {
    ids: ['S7643-4.1.1-03'],
    title: 'a userName that differs only in case is taken, too',
    run: async ({ type, user, post, resource }) => {
      const { body } = await user()
      const userName = String(body.userName).toUpperCase()
      expectStatus(await post(type('User').endpoint, resource(type('User'), { userName })), 409)
    },
  },
  {
    ids: ['S7644-3.3-08'],
    title: 'a resource without a required value is refused',
    run: async ({ server, post, resource }) => {
      for (const type of server.types) {
        const required = type.schema.attributes.filter(
          ({ required: must, mutability }) => must && mutability !== 'readOnly',
        )
        for (const { name } of required) {
          expectError(await post(type.endpoint, resource(type, { [name]: undefined })), 400)
        }
      }
    },
  },
  {
    ids: ['S7643-4.1.1-01'],
    title: 'a user has a userName, and not an empty one',
    run: async ({ type, post, resource }) => {
      for (const userName of [undefined, null, '']) {
        expectError(await post(type('User').endpoint, resource(type('User'), { userName })), 400)
      }
    },
  },
  {
    ids: ['S7643-4.2-01'],
    title: 'a group has a displayName',
    run: async ({ type, post, resource }) => {
      expectError(await post(type('Group').endpoint, resource(type('Group'), { displayName: undefined })), 400)
    },
  },
  {
    ids: ['S7644-3.3-09'],
    title: 'a body that is not JSON, or not an object, is refused',
    run: async ({ type, post }) => {
      for (const body of ['{"userName":', '[]', '"x"', '']) expectError(await post(type('User').endpoint, body), 400)
    },
  },
  {
    ids: ['S7643-3-02', 'S7643-3.3-01'],
    title: 'a resource never lists a schema its type does not have, nor lacks the base schema',
    run: async ({ type, post, resource }) => {
      const user = type('User')
      for (const schemas of [[], [user.schema.id, 'urn:example:scimkit:unknown']]) {
        const answer = await post(user.endpoint, resource(user, { schemas }))
        // To refuse it and to put it right both leave a resource that is as it must be.
        if (!isSuccess(answer)) {
          expectRefused(answer)
          continue
        }
        const shown = at(answer, 'schemas')
        demand(answer, lists(shown, user.schema.id), `schemas with ${user.schema.id}`)
        demand(answer, !lists(shown, 'urn:example:scimkit:unknown'), 'no schema the resource type does not have')
      }
    },
  },
  {
    ids: ['S7643-3-03', 'S7643-3-04'],
    title: 'schemas hold no URI twice, and their order means nothing',
    run: async ({ type, post, resource }) => {
      const user = type('User')
      const answer = await post(user.endpoint, resource(user, { schemas: [user.schema.id, user.schema.id] }))
      if (!isSuccess(answer)) return expectRefused(answer)
      const shown = at(answer, 'schemas')
      demand(answer, Array.isArray(shown) && new Set(shown).size === shown.length, 'schemas without duplicates')
    },
  },
  {
    ids: ['S7643-2.1-03'],
    title: 'attribute names are read whatever their case',
    needs: publishes('User', 'name.givenName'),
    run: async ({ type, post, resource, get }) => {
      const { userName, name, ...rest } = resource(type('User'))
      const answer = await post(type('User').endpoint, { ...rest, USERNAME: userName, NAME: { GIVENNAME: 'Grace' } })
      expectStatus(answer, 201)
      const read = await get(`${type('User').endpoint}/${at(answer, 'id')}`)
      demand(read, at(read, 'userName') === userName, 'userName as it was sent under USERNAME')
      demand(read, at(read, 'name.givenName') === 'Grace', 'name.givenName as it was sent under NAME.GIVENNAME')
      demand(read, name !== undefined, 'a name')
    },
  },
  {
    ids: ['S7643-2.5-01', 'S7643-2.5-02'],
    title: 'null and the empty list are the same as nothing',
    run: async ({ type, user, get }) => {
      const text = ['nickName', 'title', 'displayName'].find((name) => attributeAt(type('User'), name))
      const list = ['phoneNumbers', 'ims', 'photos', 'addresses'].find((name) => attributeAt(type('User'), name))
      const given = { ...(text && { [text]: null }), ...(list && { [list]: [] }) }
      const answer = await get((await user(given)).path)
      for (const name of Object.keys(given)) demand(answer, isUnassigned(at(answer, name)), `no value of ${name}`)
    },
  },
]
