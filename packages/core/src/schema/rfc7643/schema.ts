import type { SchemaDefinition } from '../attribute.ts'

const simpleTypes = ['string', 'boolean', 'decimal', 'integer', 'dateTime', 'binary', 'reference'] as const

// What an attribute and a sub-attribute have in common: all but their types and sub-attributes.
const name = {
  name: 'name',
  required: true,
  caseExact: true,
  mutability: 'readOnly',
  description: 'The name of the attribute.',
} as const
const characteristics = [
  {
    name: 'multiValued',
    type: 'boolean',
    required: true,
    mutability: 'readOnly',
    description: 'Whether the attribute holds a list of values.',
  },
  { name: 'description', caseExact: true, mutability: 'readOnly', description: 'What the attribute says, for people.' },
  {
    name: 'required',
    type: 'boolean',
    mutability: 'readOnly',
    description: 'Whether the attribute must have a value.',
  },
  {
    name: 'canonicalValues',
    multiValued: true,
    caseExact: true,
    mutability: 'readOnly',
    description: 'Values that are suggested. Others may be taken as well.',
  },
  {
    name: 'caseExact',
    type: 'boolean',
    mutability: 'readOnly',
    description: 'Whether upper and lower case make a difference.',
  },
  {
    name: 'mutability',
    caseExact: true,
    mutability: 'readOnly',
    canonicalValues: ['readOnly', 'readWrite', 'immutable', 'writeOnly'],
    description: 'Whether and when a client can write the attribute.',
  },
  {
    name: 'returned',
    caseExact: true,
    mutability: 'readOnly',
    canonicalValues: ['always', 'never', 'default', 'request'],
    description: 'When a response contains the attribute.',
  },
  {
    name: 'uniqueness',
    caseExact: true,
    mutability: 'readOnly',
    canonicalValues: ['none', 'server', 'global'],
    description: 'Among which resources a value is unique.',
  },
  {
    name: 'referenceTypes',
    multiValued: true, // erratum 5607, for sub-attributes
    caseExact: true,
    mutability: 'readOnly',
    description: 'The resource types a reference may point to, or "external", or "uri".',
  },
] as const

/**
 * The Schema schema (RFC 7643 §7, §8.7.2) with the errata applied: `binary` is a type (5606, 8435), a sub-attribute
 * is never complex (8415), `subAttributes.referenceTypes` is multi-valued (5607); `id` is returned always as §7 says.
 */
export const schemaSchema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Schema',
  name: 'Schema',
  description: 'A schema: a URI and the attributes it defines.',
  attributes: [
    {
      name: 'id',
      required: true,
      mutability: 'readOnly',
      returned: 'always',
      description: 'The URI of the schema.',
    },
    { name: 'name', required: true, mutability: 'readOnly', description: 'The name of the schema, for people.' },
    { name: 'description', mutability: 'readOnly', description: 'What the schema describes, for people.' },
    {
      name: 'attributes',
      type: 'complex',
      multiValued: true,
      required: true,
      mutability: 'readOnly',
      description: 'The attributes of the schema.',
      subAttributes: [
        name,
        {
          name: 'type',
          required: true,
          mutability: 'readOnly',
          canonicalValues: [...simpleTypes, 'complex'],
          description: 'The data type of the attribute.',
        },
        ...characteristics,
        {
          name: 'subAttributes',
          type: 'complex',
          multiValued: true,
          mutability: 'readOnly',
          description: 'The parts of a complex attribute.',
          subAttributes: [
            name,
            {
              name: 'type',
              required: true,
              mutability: 'readOnly',
              canonicalValues: simpleTypes,
              description: 'The data type of the sub-attribute.',
            },
            ...characteristics,
          ],
        },
      ],
    },
  ],
} as const satisfies SchemaDefinition
