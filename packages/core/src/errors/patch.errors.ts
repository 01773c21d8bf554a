import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'
import { sayOthers, type UnknownName } from './unknown-name.ts'

/** Errors about PATCH messages, their operations and paths. */
export const patchErrors = {
  PATCH_OPERATIONS: {
    id: 'SCIM3001',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The PATCH has no list of operations',
    detail: (_: object): string => '"Operations" must be an array with at least one operation.',
    cause:
      'The body is a resource, as in a PUT, or the SCIM 1.1 form of a PATCH, or a single operation without the list around it.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Send {"schemas": ["urn:ietf:params:scim:api:messages:2.0:PatchOp"], "Operations": […]}, or use PUT for a whole resource.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Choose the connector for SCIM 2.0 if the identity provider has one for each version.',
        settings: { onelogin: 'The connector "SCIM Provisioner with SAML (SCIM v2 Core)"' },
      },
      {
        actor: 'application administrator',
        action: 'Switch on the dialect rule `memberOperations` if clients of SCIM 1.1 have to be served.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], active: false },
    },
  },
  PATCH_OPERATION_FORM: {
    id: 'SCIM3002',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'An operation has the wrong form',
    detail: ({ index, problem }: { readonly index: number; readonly problem: string }): string =>
      `Operation ${index} cannot be read: ${problem}.`,
    cause:
      'An operation is an object with "op", usually "path", and "value". Some clients send another word in "op", such as "delete" or "update"; in the strict dialect "Replace" with a capital is another word too.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Set "op" to "add", "remove" or "replace" in lower case, and "path" to a string.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Add the flag that makes Entra ID follow RFC 7644, if it is the client and this server is strict.',
        settings: idpSettings.compliance,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'update', path: 'active', value: false }],
      },
    },
  },
  PATCH_TOO_MANY_OPERATIONS: {
    id: 'SCIM3003',
    status: 413,
    title: 'The PATCH has too many operations',
    detail: ({ limit, counted = 'operations' }: { readonly limit?: number; readonly counted?: string }): string =>
      limit === undefined
        ? 'The PATCH goes through long lists too often. Split it over several requests.'
        : `The PATCH has more than the ${limit} ${counted} this server takes. Split it over several requests.`,
    cause:
      'The client makes one operation of every member it adds or removes and sends a whole group in one request, or thousands of operations that each go through a list of hundreds, or more than a hundred that look for members by something else than their value. The operations of a bulk request count together, and each name in a value without a path is as good as an operation. The PATCH has changed nothing.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Put all members to add into the value of one operation, name those to remove by their value (`members[value eq "…"]`), and send them in batches of about 100.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.5.2', 'RFC 9110 §15.5.14'],
    seeds: ['I-10'],
    since: '0.1.0',
    example: {
      given: 'a group with one member, and a client that repeats the operation 10 001 times',
      method: 'PATCH',
      path: '/Groups/{groupId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: 'members[value eq "ee533c18-538a-4cd3-a572-63fb863ed734"]' }],
      },
    },
  },
  PATH_SYNTAX: {
    id: 'SCIM3004',
    status: 400,
    scimType: 'invalidPath',
    title: 'The path does not follow the grammar',
    detail: ({
      path,
      expected,
      position,
    }: {
      readonly path: string
      readonly expected: string
      readonly position: number
    }): string => `The path "${path}" cannot be read: expected ${expected} at position ${position}.`,
    cause:
      'A path is an attribute, possibly with a filter in square brackets and a sub-attribute after a dot. The usual mistakes are JSON Pointer notation, an index in the brackets, and a custom attribute with a blank in its name.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Correct the target attribute of the mapping, for example to emails[type eq "work"].value.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'client developer',
        action:
          'Write paths as RFC 7644 has them: name.familyName, emails[type eq "work"].value, members[value eq "…"].',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2', 'RFC 7644 §3.10'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'cost center', value: '4130' }],
      },
    },
  },
  PATH_UNKNOWN_ATTRIBUTE: {
    id: 'SCIM3005',
    status: 400,
    scimType: 'invalidPath',
    title: 'The path names an attribute that does not exist',
    detail: ({ path, resourceType, others }: UnknownName): string =>
      `The path "${path}" names no attribute of ${resourceType}.${sayOthers(others)}`,
    cause:
      'The identity provider maps an attribute that this application does not have, often one of its own default mappings. Attributes of an extension need the URN of the extension in front of them.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Delete the mapping whose target is the path in the detail, or correct its target.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'application administrator',
        action: 'Add the attribute to the schema, or let the profile ignore unknown attributes (`attributes.unknown`).',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2', 'RFC 7644 §3.10', 'RFC 7644 §3.12'],
    seeds: ['P-05', 'P-30', 'B-21'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'costCenter', value: '4130' }],
      },
    },
  },
  PATH_TARGET: {
    id: 'SCIM3006',
    status: 400,
    scimType: 'invalidPath',
    title: 'The path cannot be the target of an operation',
    detail: ({ path, problem }: { readonly path: string; readonly problem: string }): string =>
      `The path "${path}" cannot be changed like this: ${problem}.`,
    cause:
      'The path selects elements of something that has none, names a part that the elements do not have, or something is added to elements that come and go whole. The attribute in front of the brackets exists.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Take the square brackets out of the target of a mapping to a single value, or correct the sub-attribute after them.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'client developer',
        action:
          'Use square brackets with multi-valued attributes only, and names without dots in a value without a path. Add a member with the path of the list, and the member as the value.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'displayName[value eq "Ada"]', value: 'King' }],
      },
    },
  },
  PATCH_PATH_REQUIRED: {
    id: 'SCIM3007',
    status: 400,
    scimType: 'noTarget',
    title: 'A remove operation needs a path',
    detail: ({ index }: { readonly index: number }): string =>
      `Operation ${index} is a remove without a path, so it is not said what to remove.`,
    cause:
      'The client names what is to be removed in "value", as it does with add and replace. A remove has only its path.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Name the attribute in "path"; to take everything away, use DELETE on the resource.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.5.2.2'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', value: { title: 'Countess' } }],
      },
    },
  },
  PATCH_NO_TARGET: {
    id: 'SCIM3008',
    status: 400,
    scimType: 'noTarget',
    title: 'The path matches nothing',
    detail: ({ path }: { readonly path: string }): string =>
      `Nothing in the resource matches "${path}", so there is nothing to change.`,
    cause:
      'The resource has no element that the filter in the path selects: the e-mail address of that type was never set, or has another type here. The tolerant dialect creates the element if the filter says what it looks like.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Switch on the dialect rule `createUnmatched`, which is part of the tolerant dialect; Entra ID depends on it.',
      },
      {
        actor: 'client developer',
        action: 'Add the element first, with its type, and use "eq" and "and" alone in the filter of the path.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.3', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: {
      given: 'a user, in the strict dialect',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'phoneNumbers[type eq "mobile"].value', value: '+44 20 7946 0000' }],
      },
    },
  },
  PATCH_VALUE_REQUIRED: {
    id: 'SCIM3009',
    status: 400,
    scimType: 'invalidValue',
    title: 'The operation needs a value',
    detail: ({ index, op }: { readonly index: number; readonly op: string }): string =>
      `Operation ${index} is ${op} and needs a value.`,
    cause: 'The client leaves "value" out when the source attribute is empty.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send a remove, or "value": null, to take a value away; leave the operation out to change nothing.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.5.2.1', 'RFC 7644 §3.5.2.3'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', path: 'title' }],
      },
    },
  },
  PATCH_VALUE_FORM: {
    id: 'SCIM3010',
    status: 400,
    scimType: 'invalidValue',
    title: 'The value of the operation has the wrong form',
    detail: ({
      index,
      expected,
      found,
    }: {
      readonly index: number
      readonly expected: string
      readonly found: string
    }): string => `The value of operation ${index} must be ${expected}, but it is ${found}.`,
    cause:
      'Without a path, and with the URN of an extension as path, the value is an object of attributes. The client sends a bare value and forgot the path, or encoded the object as a string.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Name the attribute in "path", or send {"attribute": value} as the value.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.5.2.1', 'RFC 7644 §3.5.2.3'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', value: false }],
      },
    },
  },
  PATCH_REMOVE_WITH_VALUE: {
    id: 'SCIM3011',
    status: 400,
    scimType: 'invalidValue',
    title: 'A remove operation takes no value',
    detail: ({ path, instead }: { readonly path: string; readonly instead: string }): string =>
      `A remove of "${path}" with a value would, read to the letter, remove every value, so it is refused. ${instead}; in Entra ID, add ?aadOptscim062020 to the tenant URL.`,
    cause:
      'Entra ID and some others list the members to remove in "value". RFC 7644 knows no such value, and without it the operation empties the group; nothing was changed. The tolerant dialect removes the listed members only.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Add the flag to the tenant URL, and restart provisioning.',
        settings: idpSettings.compliance,
      },
      {
        actor: 'application administrator',
        action: 'Switch on the dialect rule `removeListedValues`, which is part of the tolerant dialect.',
      },
      {
        actor: 'client developer',
        action: 'Select what to remove by a filter in the path.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.2'],
    since: '0.1.0',
    example: {
      given: 'a group with one member, in the strict dialect',
      method: 'PATCH',
      path: '/Groups/{groupId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: 'members', value: [{ value: '{userId}' }] }],
      },
    },
  },
  PATCH_WITHOUT_PATH: {
    id: 'SCIM3012',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'Every operation needs a path',
    detail: ({ index }: { readonly index: number }): string =>
      `Operation ${index} has no path. This server takes no operation without one, and has changed nothing.`,
    cause:
      'The client puts the names of attributes into "value", as RFC 7644 allows and Okta and Entra ID do. The profile of this application has every operation name in "path" what it changes.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Set the switch `protocol.patchWithoutPath` to `allow` if the identity provider cannot be changed.',
      },
      {
        actor: 'client developer',
        action: 'Send one operation for each attribute, and name the attribute in "path".',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: {
      given: 'a user, and a path in every operation',
      method: 'PATCH',
      path: '/Users/{userId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'replace', value: { active: false } }],
      },
    },
  },
} as const
patchErrors satisfies ErrorTable
