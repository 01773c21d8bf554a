import { verifies } from '@scimkit/contract-tests/verifies'
import {
  type AttributeDefinition,
  createRegistry,
  isScimError,
  type JsonObject,
  type ResourceTypeDefinition,
  userResourceType,
} from '@scimkit/core'
import { describe, expect } from 'vitest'
import { openClient, query, userUrn } from '../protocol/client.ts'

const thingUrn = 'urn:example:Thing'

const thing = (...attributes: readonly AttributeDefinition[]): ResourceTypeDefinition => ({
  name: 'Thing',
  schema: { id: thingUrn, name: 'Thing', attributes },
})

/** A definition as it may come from a file or from untyped code: no type guards it. */
// Sound: the point of these tests is what happens when it is not.
const untyped = (attribute: object) => thing(attribute as AttributeDefinition)

/** What is said of a definition at start-up; undefined when it is taken. */
function refusal(definition: ResourceTypeDefinition): unknown {
  try {
    createRegistry([definition])
    return undefined
  } catch (error) {
    return isScimError(error) ? error.code : error
  }
}

const sub = (attribute: AttributeDefinition): AttributeDefinition => ({
  name: 'list',
  type: 'complex',
  multiValued: true,
  subAttributes: [{ name: 'other' }, attribute],
})

describe('Schemas: what may be defined', () => {
  verifies('S7643-1.2-01', 'only a complex attribute has sub-attributes', () => {
    expect(refusal(thing({ name: 'x', type: 'string', subAttributes: [{ name: 'y' }] }))).toBe('CONFIGURATION')
    expect(refusal(thing({ name: 'x', type: 'complex', subAttributes: [{ name: 'y' }] }))).toBeUndefined()
  })

  verifies('S7643-2.1-02', 'a name is a letter, then letters, digits, $, - and _', () => {
    for (const name of ['1st', 'a b', 'é', 'a.b', 'a:b', '', '-a', '$x']) {
      expect(refusal(thing({ name })), name).toBe('CONFIGURATION')
    }
    for (const name of ['a-b', 'a_b', 'a1', 'a$', 'Z']) expect(refusal(thing({ name })), name).toBeUndefined()
    expect(refusal(thing(sub({ name: '$ref', type: 'reference' })))).toBeUndefined()
  })

  verifies('S7643-2.3-01', 'there are the eight types of the RFC and no others', () => {
    for (const type of ['object', 'String', 'number', 'date'])
      expect(refusal(untyped({ name: 'x', type })), type).toBe('CONFIGURATION')
  })

  verifies('S7643-7-16', 'a characteristic has a keyword of the RFC, in its case', () => {
    for (const wrong of [{ mutability: 'readonly' }, { returned: 'Always' }, { uniqueness: 'tenant' }])
      expect(refusal(untyped({ name: 'x', ...wrong })), JSON.stringify(wrong)).toBe('CONFIGURATION')
  })

  verifies('S7643-2.3.8-02', 'nothing complex stands inside something complex', () => {
    const inner = { name: 'inner', type: 'complex', subAttributes: [{ name: 'x' }] } as const
    expect(refusal(thing({ name: 'outer', type: 'complex', subAttributes: [inner] }))).toBe('CONFIGURATION')
  })

  verifies('S7643-2.4-02', 'the sub-attributes the RFC predefines keep their types', () => {
    for (const wrong of [
      { name: 'primary', type: 'string' },
      { name: 'value', type: 'boolean' },
      { name: 'type', type: 'integer' },
      { name: 'display', type: 'boolean' },
      { name: '$ref', type: 'string' },
      { name: 'primary', type: 'boolean', multiValued: true },
    ] as const)
      expect(refusal(thing(sub(wrong))), JSON.stringify(wrong)).toBe('CONFIGURATION')
    expect(refusal(thing(sub({ name: 'primary', type: 'boolean' })))).toBeUndefined()
  })

  verifies('S7643-7-17', 'only a reference has reference types', () => {
    expect(refusal(thing({ name: 'x', type: 'string', referenceTypes: ['User'] }))).toBe('CONFIGURATION')
  })

  verifies('S7643-7-17', 'a reference leads to a resource type that is there, or that the RFC itself names', () => {
    const refers = (...referenceTypes: string[]) => thing({ name: 'x', type: 'reference', referenceTypes })
    const inside = thing(sub({ name: '$ref', type: 'reference', referenceTypes: ['Nope'] }))
    for (const definition of [refers('Nope'), refers('User', 'thing'), refers('External'), inside])
      expect(refusal(definition)).toBe('CONFIGURATION')
    const extension = { id: 'urn:example:X', name: 'X', attributes: refers('Nope').schema.attributes }
    expect(refusal({ ...userResourceType, extensions: [{ schema: extension }] })).toBe('CONFIGURATION')
    // Also where there are no groups: the User of the RFC refers to them.
    for (const definition of [refers('Thing', 'User', 'Group', 'external', 'uri'), userResourceType])
      expect(refusal(definition)).toBeUndefined()
  })

  verifies('S7643-3.3-02', 'an extension defines nothing its resource type has already', () => {
    const extension = (name: string) => ({ schema: { id: 'urn:example:X', name: 'X', attributes: [{ name }] } })
    for (const name of ['userName', 'USERNAME', 'id', 'meta', 'externalId'])
      expect(refusal({ ...userResourceType, extensions: [extension(name)] }), name).toBe('CONFIGURATION')
    expect(refusal({ ...userResourceType, extensions: [extension('badge')] })).toBeUndefined()
  })

  verifies('S7643-3.1-03', 'what the RFC says of id, externalId and meta stands above what a schema says', async () => {
    const redefined = thing(
      { name: 'label' },
      { name: 'id', mutability: 'readWrite', returned: 'request', caseExact: false },
    )
    const client = openClient({ resourceTypes: [redefined] })
    const { body } = await client.post('/Things', { schemas: [thingUrn], id: 'mine', label: 'x' })
    expect(body.id).not.toBe('mine')
    expect((await client.get(`/Things/${body.id}?excludedAttributes=id`)).body.id).toBe(body.id)
    const patched = await client.patch(`/Things/${body.id}`, [{ op: 'replace', path: 'id', value: 'mine' }])
    expect(patched.body).toMatchObject({ status: '400', scimType: 'mutability' })
  })

  verifies(
    'S7643-2.2-01',
    'an attribute of which nothing is said is an optional text that anybody may write and read',
    async () => {
      const client = openClient({ resourceTypes: [thing({ name: 'x' })], dialect: 'strict' })
      const make = (attributes: JsonObject) => client.post('/Things', { schemas: [thingUrn], ...attributes })
      const { status, body } = await make({ x: 'aBc' })
      expect([status, body.x]).toEqual([201, 'aBc'])
      expect((await make({})).status).toBe(201)
      expect((await make({ x: 'aBc' })).status).toBe(201)
      expect((await make({ x: 5 })).body.scimType).toBe('invalidValue')
      expect((await make({ x: ['a'] })).body.scimType).toBe('invalidValue')
      expect((await client.get(`/Things${query({ filter: 'x eq "ABC"' })}`)).body.totalResults).toBe(2)
      const path = `/Things/${body.id}`
      expect((await client.patch(path, [{ op: 'replace', path: 'x', value: 'new' }])).body.x).toBe('new')
      expect((await client.get(path)).body.x).toBe('new')
    },
  )

  verifies('S7644-3.2-02', 'the endpoint of a type is its name and an s', async () => {
    const client = openClient({ resourceTypes: [thing({ name: 'x' })] })
    expect((await client.get('/Things')).status).toBe(200)
  })

  verifies('S7643-3.3-03', 'an attribute of an extension is none of the resource itself', async () => {
    const client = openClient({ dialect: 'strict' })
    const { body } = await client.post('/Users', { schemas: [userUrn], userName: 'ada', employeeNumber: '1' })
    const { text } = await client.get(`/Users/${body.id}`)
    expect(text).not.toContain('employeeNumber')
  })
})
