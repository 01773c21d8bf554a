import type { SchemaDefinition } from '../attribute.ts'

/**
 * The Group schema (RFC 7643 §4.2, §8.7.1) with the errata applied: `displayName` required (5368), `members.display`
 * (6011), references case-exact (6001), ids case-exact (A5).
 *
 * @example
 * ```ts
 * groupSchema.attributes.map(({ name }) => name) // ['displayName', 'members']
 * ```
 */
export const groupSchema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:Group',
  name: 'Group',
  description: 'A group of users and of other groups.',
  attributes: [
    { name: 'displayName', required: true, indexed: true, description: 'The name of the group, to be shown.' },
    {
      name: 'members',
      type: 'complex',
      multiValued: true,
      description: 'The members of the group. Members come and go; what is said about one does not change.',
      subAttributes: [
        { name: 'value', caseExact: true, mutability: 'immutable', description: 'The id of the member.' },
        {
          name: '$ref',
          type: 'reference',
          caseExact: true,
          mutability: 'immutable',
          referenceTypes: ['User', 'Group'],
          description: 'The URI of the member.',
        },
        {
          name: 'type',
          mutability: 'immutable',
          canonicalValues: ['User', 'Group'],
          description: 'The resource type of the member.',
        },
        { name: 'display', mutability: 'immutable', description: 'The name of the member, to be shown only.' },
      ],
    },
  ],
} as const satisfies SchemaDefinition
