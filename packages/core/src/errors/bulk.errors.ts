import type { ErrorTable } from './define.ts'

const bulkRequest = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User'
const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group'

const ada = {
  method: 'POST',
  path: '/Users',
  bulkId: 'ada',
  data: { schemas: [userSchema], userName: 'ada@example.com' },
}

/** Errors about bulk requests, as a whole or in the result of one operation. */
export const bulkErrors = {
  BULK_TOO_LARGE: {
    id: 'SCIM6001',
    status: 413,
    title: 'The bulk request holds too much',
    detail: ({
      limit,
      found,
      allowed,
    }: {
      readonly limit: 'maxOperations' | 'maxPayloadSize'
      readonly found: string
      readonly allowed: number
    }): string =>
      `The bulk request exceeds ${limit}, which is ${allowed}${limit === 'maxPayloadSize' ? ' bytes' : ''}: it has ${found}. Nothing was done.`,
    cause:
      'The client does not keep to the limits that this server announces under `bulk` in /ServiceProviderConfig, or read them before they were lowered.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Read `bulk.maxOperations` and `bulk.maxPayloadSize` from /ServiceProviderConfig and split the request accordingly; a bulkId counts only within its request.',
      },
      {
        actor: 'application administrator',
        action: 'Raise the limit (`bulk` of createScimHandler, and the body limit of the adapter).',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.7.4', 'RFC 7644 §3.12', 'RFC 9110 §15.5.14'],
    since: '0.1.0',
    example: {
      given: 'bulk requests of one operation',
      method: 'POST',
      path: '/Bulk',
      body: {
        schemas: [bulkRequest],
        Operations: [ada, { method: 'DELETE', path: '/Users/2819c223-7f76-453a-919d-413861904646' }],
      },
    },
  },
  BULK_ID_DUPLICATE: {
    id: 'SCIM6002',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'Two operations have the same bulkId',
    detail: ({ bulkId }: { readonly bulkId: string }): string =>
      `Two operations of this request have the bulkId "${bulkId}", so that nobody can tell which of them a reference means. Nothing was done.`,
    cause:
      'The client makes the bulkId from something that is not unique, such as a display name, or joined two requests into one.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Assign every operation a bulkId of its own, for example a counter or a UUID.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.7', 'RFC 7644 §3.7.2'],
    since: '0.1.0',
    example: { method: 'POST', path: '/Bulk', body: { schemas: [bulkRequest], Operations: [ada, ada] } },
  },
  BULK_OPERATION_FORM: {
    id: 'SCIM6003',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'An operation of a bulk request has the wrong form',
    detail: ({ index, problem }: { readonly index: number; readonly problem: string }): string =>
      `Operations[${index}]: ${problem}.`,
    cause:
      'The client leaves out a member that RFC 7644 §3.7 asks for, or sends an operation to where bulk requests cannot go: a search, a discovery endpoint, /Me, another server.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Send "method", "path", for POST a "bulkId", and for POST, PUT and PATCH the body under "data"; the data of a PATCH is the whole message with "schemas" and "Operations".',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.7', 'RFC 7644 §3.7.3'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Bulk',
      body: { schemas: [bulkRequest], Operations: [{ method: 'GET', path: '/Users' }] },
    },
  },
  BULK_REFERENCE_UNKNOWN: {
    id: 'SCIM6004',
    status: 400,
    scimType: 'invalidValue',
    title: 'A bulkId refers to nothing',
    detail: ({ reference }: { readonly reference: string }): string =>
      `"${reference}" refers to no POST of this request.`,
    cause:
      'The bulkId is misspelt, belongs to an earlier request, or the operation that was to create the resource went into another request when a large one was split.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Send what refers to a new resource in the request that creates it, or refer to it by the id of the response.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.7.2'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Bulk',
      body: {
        schemas: [bulkRequest],
        Operations: [
          {
            method: 'POST',
            path: '/Groups',
            bulkId: 'analysts',
            data: { schemas: [groupSchema], displayName: 'Analysts', members: [{ value: 'bulkId:grace' }] },
          },
        ],
      },
    },
  },
  BULK_REFERENCE_FAILED: {
    id: 'SCIM6005',
    status: 409,
    title: 'What the operation refers to could not be created',
    detail: ({ reference, status }: { readonly reference: string; readonly status: number }): string =>
      `This operation needs "${reference}", and the operation that was to create it failed with status ${status}. Nothing of this operation was kept.`,
    cause:
      'Another operation of the same request failed, and this one refers to the resource it was to create, directly or through others.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Resolve the failure of the operation that the detail names first, then send both again; the others need not be repeated.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Look up the failed operation in the log, and follow what its own error says.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.7.2', 'RFC 7644 §3.7.3'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'POST',
      path: '/Bulk',
      body: {
        schemas: [bulkRequest],
        Operations: [
          {
            method: 'POST',
            path: '/Groups',
            bulkId: 'analysts',
            data: { schemas: [groupSchema], displayName: 'Analysts', members: [{ value: 'bulkId:ada' }] },
          },
          ada,
        ],
      },
    },
  },
  BULK_REFERENCE_CIRCULAR: {
    id: 'SCIM6006',
    status: 409,
    title: 'Resources require each other before either exists',
    detail: ({ references }: { readonly references: readonly string[] }): string =>
      `None of these can be created before another of them: ${references.map((reference) => `"${reference}"`).join(', ')}. The attributes that hold the references are required.`,
    cause:
      'The schema requires a reference of each of the resources, and the references lead in a circle. References that are not required may do so: they are completed when all resources exist.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send one of the resources with a reference to something that exists, and change the reference later.',
      },
      {
        actor: 'application administrator',
        action: 'Make the attribute of one side optional in its schema.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.7.1'],
    since: '0.1.0',
    example: {
      given: 'a type that requires a reference',
      method: 'POST',
      path: '/Bulk',
      body: {
        schemas: [bulkRequest],
        Operations: [
          {
            method: 'POST',
            path: '/Badges',
            bulkId: 'own',
            data: { schemas: ['urn:example:Badge'], issuer: { value: 'bulkId:own' } },
          },
        ],
      },
    },
  },
} as const
bulkErrors satisfies ErrorTable
