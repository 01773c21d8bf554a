import type { SchemaDefinition } from '../attribute.ts'

const supported = {
  name: 'supported',
  type: 'boolean',
  required: true,
  mutability: 'readOnly',
  description: 'Whether the service provider supports it.',
} as const

/**
 * The ServiceProviderConfig schema (RFC 7643 §5, §8.7.2), completed (A46) with `etag` (§5), what erratum 8011 misses in
 * `authenticationSchemes`, `pagination` (RFC 9865 §4) and `securityEvents` (RFC 9967 §4).
 */
export const serviceProviderConfigSchema = {
  id: 'urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig',
  name: 'Service Provider Configuration',
  description: 'What the service provider supports.',
  attributes: [
    {
      name: 'documentationUri',
      type: 'reference',
      caseExact: true,
      mutability: 'readOnly',
      referenceTypes: ['external'],
      description: 'The address of documentation for people.',
    },
    {
      name: 'patch',
      type: 'complex',
      required: true,
      mutability: 'readOnly',
      description: 'Changing parts of a resource with PATCH.',
      subAttributes: [supported],
    },
    {
      name: 'bulk',
      type: 'complex',
      required: true,
      mutability: 'readOnly',
      description: 'Several operations in one request.',
      subAttributes: [
        supported,
        {
          name: 'maxOperations',
          type: 'integer',
          required: true,
          mutability: 'readOnly',
          description: 'How many operations one request may hold.',
        },
        {
          name: 'maxPayloadSize',
          type: 'integer',
          required: true,
          mutability: 'readOnly',
          description: 'How many bytes one request may have.',
        },
      ],
    },
    {
      name: 'filter',
      type: 'complex',
      required: true,
      mutability: 'readOnly',
      description: 'Finding resources with a filter.',
      subAttributes: [
        supported,
        {
          name: 'maxResults',
          type: 'integer',
          required: true,
          mutability: 'readOnly',
          description: 'How many resources one response holds at most.',
        },
      ],
    },
    {
      name: 'changePassword',
      type: 'complex',
      required: true,
      mutability: 'readOnly',
      description: 'Changing the password of a user.',
      subAttributes: [supported],
    },
    {
      name: 'sort',
      type: 'complex',
      required: true,
      mutability: 'readOnly',
      description: 'Ordering the results of a query.',
      subAttributes: [supported],
    },
    {
      name: 'etag',
      type: 'complex',
      required: true,
      mutability: 'readOnly',
      description: 'Versions of resources as entity tags, for conditional requests.',
      subAttributes: [supported],
    },
    {
      name: 'authenticationSchemes',
      type: 'complex',
      multiValued: true,
      required: true,
      mutability: 'readOnly',
      description: 'The ways a client can authenticate.',
      subAttributes: [
        {
          name: 'type',
          required: true,
          mutability: 'readOnly',
          canonicalValues: ['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest'],
          description: 'The kind of scheme.',
        },
        { name: 'name', required: true, mutability: 'readOnly', description: 'The usual name of the scheme.' },
        { name: 'description', required: true, mutability: 'readOnly', description: 'What the scheme is.' },
        {
          name: 'specUri',
          type: 'reference',
          caseExact: true,
          mutability: 'readOnly',
          referenceTypes: ['external'],
          description: 'The address of the specification of the scheme.',
        },
        {
          name: 'documentationUri',
          type: 'reference',
          caseExact: true,
          mutability: 'readOnly',
          referenceTypes: ['external'],
          description: 'The address of documentation on how to use the scheme here.',
        },
        { name: 'primary', type: 'boolean', mutability: 'readOnly', description: 'Whether this scheme is preferred.' },
      ],
    },
    {
      name: 'pagination',
      type: 'complex',
      mutability: 'readOnly',
      description: 'Getting the results of a query page by page.',
      subAttributes: [
        {
          name: 'cursor',
          type: 'boolean',
          required: true,
          mutability: 'readOnly',
          description: 'Whether pages can be found by cursor.',
        },
        {
          name: 'index',
          type: 'boolean',
          required: true,
          mutability: 'readOnly',
          description: 'Whether pages can be found by index.',
        },
        {
          name: 'defaultPaginationMethod',
          mutability: 'readOnly',
          canonicalValues: ['cursor', 'index'],
          description: 'How pages are found when the client does not say.',
        },
        {
          name: 'defaultPageSize',
          type: 'integer',
          mutability: 'readOnly',
          description: 'How many resources a page has when the client does not say.',
        },
        {
          name: 'maxPageSize',
          type: 'integer',
          mutability: 'readOnly',
          description: 'How many resources a page has at most.',
        },
        {
          name: 'cursorTimeout',
          type: 'integer',
          mutability: 'readOnly',
          description: 'For how many seconds a cursor can be used at least.',
        },
      ],
    },
    {
      name: 'securityEvents',
      type: 'complex',
      mutability: 'readOnly',
      description: 'Telling others about changes with security event tokens.',
      subAttributes: [
        {
          name: 'asyncRequest',
          mutability: 'readOnly',
          canonicalValues: ['none', 'long', 'request'],
          description: 'When a request may be answered before it is done.',
        },
        {
          name: 'eventUris',
          multiValued: true,
          mutability: 'readOnly',
          description: 'The URIs of the events the service provider sends.',
        },
      ],
    },
  ],
} as const satisfies SchemaDefinition
