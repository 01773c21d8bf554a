import { verifies } from '@scimkit/contract-tests/verifies'
import { isJsonObject, type JsonObject, type JsonValue } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { openClient } from '../protocol/client.ts'

const objects = (value: JsonValue | undefined) => (Array.isArray(value) ? value.filter(isJsonObject) : [])

const resourcesOf = async (path: string) => objects((await openClient().get(path)).body.Resources)

/** Every attribute and sub-attribute that is published, and the schema it stands in. */
async function attributes(): Promise<readonly (JsonObject & { readonly in: string })[]> {
  const schemas = await resourcesOf('/Schemas')
  return schemas.flatMap((schema) =>
    objects(schema.attributes).flatMap((attribute) =>
      [attribute, ...objects(attribute.subAttributes)].map((each) => ({ ...each, in: `${schema.id}:${each.name}` })),
    ),
  )
}

const keywords: Readonly<Record<string, readonly string[]>> = {
  type: ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex'],
  mutability: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  returned: ['always', 'never', 'default', 'request'],
  uniqueness: ['none', 'server', 'global'],
}

describe('Discovery: what is published', () => {
  verifies(['S7643-1.1-01', 'S7643-2.3-01', 'S7643-7-16'], 'keywords are just the words of the RFC', async () => {
    for (const attribute of await attributes())
      for (const [member, words] of Object.entries(keywords))
        if (attribute[member] !== undefined) expect(words, attribute.in).toContain(attribute[member])
  })

  verifies('S7643-1.2-01', 'no simple attribute has sub-attributes', async () => {
    const simple = (await attributes()).filter(({ type }) => type !== 'complex')
    expect(simple.length).toBeGreaterThan(50)
    for (const attribute of simple) expect(attribute.subAttributes ?? [], attribute.in).toEqual([])
  })

  verifies('S7643-7-04', 'every complex attribute lists its parts', async () => {
    const complex = (await attributes()).filter(({ type }) => type === 'complex')
    expect(complex.length).toBeGreaterThan(10)
    for (const attribute of complex) expect(objects(attribute.subAttributes), attribute.in).not.toEqual([])
  })

  verifies('S7643-2.1-02', 'every name is one the RFC allows', async () => {
    for (const { name } of await attributes()) expect(name).toMatch(/^(?:[A-Za-z][\w$-]*|\$ref)$/)
  })

  verifies('S7643-7-17', 'references say to what, nothing else does', async () => {
    const types = (await resourcesOf('/ResourceTypes')).map(({ name }) => name)
    for (const attribute of await attributes()) {
      const { type, referenceTypes = [] } = attribute
      if (type !== 'reference') expect(referenceTypes, attribute.in).toEqual([])
      for (const each of [referenceTypes].flat()) expect([...types, 'external', 'uri'], attribute.in).toContain(each)
    }
  })

  verifies('S7643-7-18', 'binary is a type like the others', async () => {
    const published = await attributes()
    const certificate = published.find((each) => each.in.endsWith('User:value') && each.type === 'binary')
    expect(certificate).toBeDefined()
    const types = published.filter((each) => each.in.endsWith('core:2.0:Schema:type'))
    expect(types.length).toBeGreaterThan(0)
    for (const { canonicalValues } of types) expect(canonicalValues).toContain('binary')
  })

  verifies('S7643-5-04', 'clients are told to authenticate with a bearer token', async () => {
    const { body } = await openClient().get('/ServiceProviderConfig')
    expect(objects(body.authenticationSchemes).map(({ type }) => type)).toEqual(['oauthbearertoken'])
  })

  verifies(
    ['S7643-5-01', 'S7643-5-04'],
    'a scheme is of a type of the RFC, with a name and a description, or nothing starts',
    async () => {
      const scheme = { type: 'httpbasic', name: 'Basic', description: 'A name and a password.' } as const
      const wrong: readonly (readonly [object, string])[] = [
        [{ ...scheme, type: 'foo' }, 'authenticationSchemes.1.type'],
        [{ ...scheme, type: 'OAuth' }, 'authenticationSchemes.1.type'],
        [{ ...scheme, name: '' }, 'authenticationSchemes.1.name'],
        [{ type: 'oauth2', name: 'OAuth' }, 'authenticationSchemes.1.description'],
        [{ ...scheme, specUri: 'rfc7617' }, 'authenticationSchemes.1.specUri'],
        [{ ...scheme, primary: true }, 'authenticationSchemes'],
      ]
      for (const [second, where] of wrong) {
        // Sound: the point is what happens to what no type has guarded.
        const authenticationSchemes = [{ ...scheme, primary: true }, second as typeof scheme]
        expect(() => openClient({ authenticationSchemes }), where).toThrow(
          expect.objectContaining({ code: 'CONFIGURATION', params: expect.objectContaining({ where }) }),
        )
      }
      const types = ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'] as const
      const authenticationSchemes = types.map((type) => ({ ...scheme, type }))
      const { body } = await openClient({ authenticationSchemes }).get('/ServiceProviderConfig')
      expect(body.authenticationSchemes).toEqual(authenticationSchemes)
    },
  )

  verifies(
    ['S7643-6-02', 'S7643-6-04', 'S7643-6-03'],
    'a resource type has a name, a description and schemas that exist',
    async () => {
      const client = openClient()
      const types = await resourcesOf('/ResourceTypes')
      expect(types.map(({ name }) => name)).toEqual(['User', 'Group', 'Widget', 'Gadget'])
      for (const { name, description, schema, schemaExtensions } of types) {
        expect([name, description]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)])
        for (const urn of [schema, ...objects(schemaExtensions).map((extension) => extension.schema)])
          expect((await client.get(`/Schemas/${urn}`)).body).toMatchObject({ id: urn, attributes: expect.any(Array) })
      }
    },
  )
})
