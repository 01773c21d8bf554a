import type { ErrorTable } from './define.ts'

/** Errors about patch. */
export const patchErrors = {
  PATCH_OPERATIONS: {
    id: 'SCIM3001',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The PATCH has no list of operations',
    detail: (_: object): string => '"Operations" must be an array with at least one operation.',
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    since: '0.1.0',
  },
  PATCH_OPERATION_FORM: {
    id: 'SCIM3002',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'An operation has the wrong form',
    detail: ({ index, problem }: { readonly index: number; readonly problem: string }): string =>
      `Operation ${index} cannot be read: ${problem}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    since: '0.1.0',
  },
  PATCH_TOO_MANY_OPERATIONS: {
    id: 'SCIM3003',
    status: 413,
    title: 'The PATCH has too many operations',
    detail: ({ limit }: { readonly limit: number }): string =>
      `The PATCH has more than the ${limit} operations this server takes. Split it over several requests.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    since: '0.1.0',
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
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    since: '0.1.0',
  },
  PATH_UNKNOWN_ATTRIBUTE: {
    id: 'SCIM3005',
    status: 400,
    scimType: 'invalidPath',
    title: 'The path names an attribute that does not exist',
    detail: ({ path, resourceType }: { readonly path: string; readonly resourceType: string }): string =>
      `The path "${path}" names no attribute of ${resourceType}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    since: '0.1.0',
  },
  PATH_TARGET: {
    id: 'SCIM3006',
    status: 400,
    scimType: 'invalidPath',
    title: 'The path cannot be the target of an operation',
    detail: ({ path, problem }: { readonly path: string; readonly problem: string }): string =>
      `The path "${path}" cannot be changed like this: ${problem}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    since: '0.1.0',
  },
  PATCH_PATH_REQUIRED: {
    id: 'SCIM3007',
    status: 400,
    scimType: 'noTarget',
    title: 'A remove operation needs a path',
    detail: ({ index }: { readonly index: number }): string =>
      `Operation ${index} is a remove without a path, so it is not said what to remove.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.2'],
    since: '0.1.0',
  },
  PATCH_NO_TARGET: {
    id: 'SCIM3008',
    status: 400,
    scimType: 'noTarget',
    title: 'The path matches nothing',
    detail: ({ path }: { readonly path: string }): string =>
      `Nothing in the resource matches "${path}", so there is nothing to replace.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.3'],
    since: '0.1.0',
  },
  PATCH_VALUE_REQUIRED: {
    id: 'SCIM3009',
    status: 400,
    scimType: 'invalidValue',
    title: 'The operation needs a value',
    detail: ({ index, op }: { readonly index: number; readonly op: string }): string =>
      `Operation ${index} is ${op} and needs a value.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.1'],
    since: '0.1.0',
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
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.1'],
    since: '0.1.0',
  },
  PATCH_REMOVE_WITH_VALUE: {
    id: 'SCIM3011',
    status: 400,
    scimType: 'invalidValue',
    title: 'A remove operation takes no value',
    detail: ({ path }: { readonly path: string }): string =>
      `A remove of "${path}" with a value would, read to the letter, remove every value, so it is refused. Remove single values with a filter in the path, such as ${path}[value eq "…"]; in Entra ID, add ?aadOptscim062020 to the tenant URL.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.2'],
    since: '0.1.0',
  },
} as const
patchErrors satisfies ErrorTable
