import type { SchemaDefinition } from '../attribute.ts'

/**
 * The ResourceType schema (RFC 7643 §6, §8.7.2) with the errata applied: `schemaExtensions` multi-valued (7522), and
 * optional as §6 says, not required as §8.7.2 prints.
 */
export const resourceTypeSchema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ResourceType',
  name: 'ResourceType',
  description: 'A type of resource: its schemas and where its resources are.',
  attributes: [
    { name: 'id', mutability: 'readOnly', description: 'The name of the resource type.' },
    { name: 'name', required: true, mutability: 'readOnly', description: 'The name of the resource type.' },
    { name: 'description', mutability: 'readOnly', description: 'What resources of this type are, for people.' },
    {
      name: 'endpoint',
      type: 'reference',
      required: true,
      caseExact: true,
      mutability: 'readOnly',
      referenceTypes: ['uri'],
      description: 'Where the resources are, relative to the base URL, such as "/Users".',
    },
    {
      name: 'schema',
      type: 'reference',
      required: true,
      caseExact: true,
      mutability: 'readOnly',
      referenceTypes: ['uri'],
      description: 'The URI of the base schema.',
    },
    {
      name: 'schemaExtensions',
      type: 'complex',
      multiValued: true,
      mutability: 'readOnly',
      description: 'The schemas that extend the base schema.',
      subAttributes: [
        {
          name: 'schema',
          type: 'reference',
          required: true,
          caseExact: true,
          mutability: 'readOnly',
          referenceTypes: ['uri'],
          description: 'The URI of the extension.',
        },
        {
          name: 'required',
          type: 'boolean',
          required: true,
          mutability: 'readOnly',
          description: 'Whether every resource has to carry the extension.',
        },
      ],
    },
  ],
} as const satisfies SchemaDefinition
