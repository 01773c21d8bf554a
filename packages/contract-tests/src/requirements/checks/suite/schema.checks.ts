import type { JsonObject } from '@scimkit/core'
import { type Answer, objectsIn, resourcesOf } from '../answer.ts'
import type { Check } from '../check.ts'
import { demand, expectStatus } from '../expect.ts'
import type { Probe } from '../probe/probe.ts'

const types = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference', 'complex']
const keywords: Readonly<Record<string, readonly string[]>> = {
  mutability: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
  returned: ['always', 'never', 'default', 'request'],
  uniqueness: ['none', 'server', 'global'],
}
// It describes schemas, and so holds what no other may (erratum 8415).
const schemaSchema = 'urn:ietf:params:scim:schemas:core:2.0:Schema'

interface Place {
  readonly attribute: JsonObject
  /** For people, e.g. `urn:…:User name.givenName`. */
  readonly name: string
  readonly depth: number
}

/** Looks at every attribute and sub-attribute of every schema. */
async function forEachAttribute({ get }: Probe, look: (place: Place, answer: Answer) => void): Promise<void> {
  const answer = await get('/Schemas')
  expectStatus(answer, 200)
  for (const schema of resourcesOf(answer)) {
    if (schema.id === schemaSchema) continue
    const walk = (attributes: readonly JsonObject[], prefix: string, depth: number) => {
      for (const attribute of attributes) {
        const name = `${prefix}${attribute.name}`
        look({ attribute, name: `${name} of ${schema.id}`, depth }, answer)
        walk(objectsIn(attribute.subAttributes), `${name}.`, depth + 1)
      }
    }
    walk(objectsIn(schema.attributes), '', 0)
  }
}

/** What the published schemas must look like (RFC 7643 §7). */
export const schemaChecks: readonly Check[] = [
  {
    ids: ['S7643-7-03'],
    title: 'schemas have an id, and their attributes a name, a type and whether they are multi-valued',
    run: async (probe) => {
      const answer = await probe.get('/Schemas')
      for (const { id, attributes } of resourcesOf(answer)) {
        demand(answer, typeof id === 'string' && id !== '', 'an id of every schema')
        demand(answer, Array.isArray(attributes) && attributes.length > 0, `attributes of ${id}`)
      }
      await forEachAttribute(probe, ({ attribute, name }, list) => {
        demand(list, typeof attribute.name === 'string', `a name of ${name}`)
        demand(list, typeof attribute.type === 'string', `a type of ${name}`)
        demand(list, typeof attribute.multiValued === 'boolean', `multiValued of ${name}, true or false`)
      })
    },
  },
  {
    ids: ['S7643-2.1-02'],
    title: 'attribute names have the letters they may have',
    run: (probe) =>
      forEachAttribute(probe, ({ attribute, name }, answer) => {
        const isName = /^\$?[A-Za-z][-$\w]*$/.test(String(attribute.name))
        demand(answer, isName, `a name that starts with a letter and goes on with letters, digits, $, - or _: ${name}`)
      }),
  },
  {
    ids: ['S7643-7-16', 'S7643-7-18'],
    title: 'types and characteristics have the words and the case of the RFC',
    run: (probe) =>
      forEachAttribute(probe, ({ attribute, name }, answer) => {
        for (const [characteristic, words] of Object.entries(keywords)) {
          const value = attribute[characteristic]
          const known = value === undefined || words.includes(String(value))
          demand(answer, known, `${characteristic} of ${name} among ${words.join(', ')}, not ${value}`)
        }
      }),
  },
  {
    ids: ['S7643-2.3-01'],
    title: 'there are no data types beside the eight',
    run: (probe) =>
      forEachAttribute(probe, ({ attribute, name }, answer) => {
        const { type } = attribute
        demand(answer, types.includes(String(type)), `a type of ${name} among ${types.join(', ')}, not ${type}`)
      }),
  },
  {
    ids: ['S7643-1.2-01', 'S7643-2.3.8-02'],
    title: 'only complex attributes have sub-attributes, and these have none',
    run: (probe) =>
      forEachAttribute(probe, ({ attribute, name, depth }, answer) => {
        const isSimple = attribute.type !== 'complex'
        demand(answer, !isSimple || objectsIn(attribute.subAttributes).length === 0, `no subAttributes of ${name}`)
        demand(answer, depth === 0 || isSimple, `${name} not to be complex`)
      }),
  },
  {
    ids: ['S7643-7-04'],
    title: 'complex attributes list their sub-attributes',
    run: (probe) =>
      forEachAttribute(probe, ({ attribute, name }, answer) => {
        const isListed = attribute.type !== 'complex' || objectsIn(attribute.subAttributes).length > 0
        demand(answer, isListed, `subAttributes of ${name}`)
      }),
  },
  {
    ids: ['S7643-1.1-01'],
    title: 'keywords do not carry the quotation marks of the specification',
    run: (probe) =>
      forEachAttribute(probe, ({ attribute, name }, answer) => {
        const words = [attribute.type, attribute.mutability, attribute.returned, attribute.uniqueness]
        const quoted = words.some((word) => typeof word === 'string' && /["'“”]/.test(word))
        demand(answer, !quoted, `no quotation marks in the keywords of ${name}`)
      }),
  },
]
