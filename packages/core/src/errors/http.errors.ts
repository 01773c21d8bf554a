import type { ErrorTable } from './define.ts'

/** Errors about http. */
export const httpErrors = {
  UNKNOWN_ENDPOINT: {
    id: 'SCIM1001',
    status: 404,
    title: 'There is no such endpoint',
    detail: ({
      path,
      baseUrl,
      endpoints,
    }: {
      readonly path: string
      readonly baseUrl: string
      readonly endpoints: readonly string[]
    }): string =>
      `There is no SCIM endpoint ${path} here. The base URL is ${baseUrl}; below it are ${endpoints.join(', ')}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.2'],
    since: '0.1.0',
  },
  METHOD_NOT_ALLOWED: {
    id: 'SCIM1002',
    status: 405,
    title: 'The endpoint does not take this method',
    detail: ({
      method,
      path,
      allow,
    }: {
      readonly method: string
      readonly path: string
      readonly allow: readonly string[]
    }): string => `${path} does not take ${method}; it takes ${allow.join(', ')}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.2'],
    since: '0.1.0',
  },
  CREDENTIALS_MISSING: {
    id: 'SCIM1003',
    status: 401,
    title: 'The request carries no credentials',
    detail: (_: object): string =>
      'The request carries no credentials. Send the token in the Authorization header as "Bearer <token>".',
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §2'],
    since: '0.1.0',
  },
  CREDENTIALS_INVALID: {
    id: 'SCIM1004',
    status: 401,
    title: 'The credentials were not accepted',
    detail: ({ reason }: { readonly reason: string }): string => `The credentials were not accepted: ${reason}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §2'],
    since: '0.1.0',
  },
  FORBIDDEN: {
    id: 'SCIM1005',
    status: 403,
    title: 'The credentials do not allow this',
    detail: ({ need }: { readonly need: string }): string =>
      `These credentials do not allow this operation; it needs ${need}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §2'],
    since: '0.1.0',
  },
  NOT_ACCEPTABLE: {
    id: 'SCIM1006',
    status: 406,
    title: 'The client accepts no form of JSON',
    detail: ({ accept }: { readonly accept: string }): string =>
      `The Accept header "${accept}" excludes application/scim+json and application/json, and there is nothing else to send.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.8'],
    since: '0.1.0',
  },
  UNSUPPORTED_MEDIA_TYPE: {
    id: 'SCIM1007',
    status: 415,
    title: 'The body is not announced as JSON',
    detail: ({ contentType }: { readonly contentType: string }): string =>
      `The body is announced as "${contentType}". Send application/scim+json or application/json.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.8'],
    since: '0.1.0',
  },
  BODY_TOO_LARGE: {
    id: 'SCIM1008',
    status: 413,
    title: 'The body is too large',
    detail: ({ limit }: { readonly limit: number }): string =>
      `The body is larger than the ${limit} bytes this server takes. Split the change over several requests.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    since: '0.1.0',
  },
  BODY_NOT_UTF8: {
    id: 'SCIM1009',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The body is not UTF-8',
    detail: (_: object): string => 'The body is not valid UTF-8.',
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.8'],
    since: '0.1.0',
  },
  BODY_NOT_JSON: {
    id: 'SCIM1010',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The body is not JSON',
    detail: ({ problem }: { readonly problem: string }): string => `The body is not valid JSON: ${problem}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    since: '0.1.0',
  },
  BODY_NOT_OBJECT: {
    id: 'SCIM1011',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The body is not a JSON object',
    detail: ({ found }: { readonly found: string }): string => `The body must be a JSON object, but it is ${found}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    since: '0.1.0',
  },
  MESSAGE_SCHEMA: {
    id: 'SCIM1012',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The body does not carry the schema of the message',
    detail: ({ expected }: { readonly expected: string }): string =>
      `The "schemas" of this body must be ["${expected}"].`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.1'],
    since: '0.1.0',
  },
  MESSAGE_MEMBER: {
    id: 'SCIM1013',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'A member of the message has the wrong form',
    detail: ({
      member,
      expected,
      found,
    }: {
      readonly member: string
      readonly expected: string
      readonly found: string
    }): string => `"${member}" must be ${expected}, but it is ${found}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.3'],
    since: '0.1.0',
  },
  URL_ENCODING: {
    id: 'SCIM1014',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The URL is not percent-encoded correctly',
    detail: ({ part }: { readonly part: string }): string => `The ${part} of the URL is not percent-encoded correctly.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §1.2'],
    since: '0.1.0',
  },
  PARAMETER_REPEATED: {
    id: 'SCIM1015',
    status: 400,
    scimType: 'invalidValue',
    title: 'A query parameter is repeated',
    detail: ({ name }: { readonly name: string }): string => `The query parameter "${name}" is given more than once.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2'],
    since: '0.1.0',
  },
  PARAMETER_INVALID: {
    id: 'SCIM1016',
    status: 400,
    scimType: 'invalidValue',
    title: 'A query parameter has a value it cannot have',
    detail: ({
      name,
      expected,
      found,
    }: {
      readonly name: string
      readonly expected: string
      readonly found: string
    }): string => `The query parameter "${name}" must be ${expected}, but it is "${found}".`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2'],
    since: '0.1.0',
  },
  PROJECTION_CONFLICT: {
    id: 'SCIM1017',
    status: 400,
    scimType: 'invalidValue',
    title: 'attributes and excludedAttributes exclude each other',
    detail: (_: object): string => '"attributes" and "excludedAttributes" exclude each other; send one of them.',
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.9'],
    since: '0.1.0',
  },
  FILTER_ON_DISCOVERY: {
    id: 'SCIM1018',
    status: 403,
    title: 'The discovery endpoints take no filter',
    detail: ({ endpoint }: { readonly endpoint: string }): string =>
      `${endpoint} takes no filter; it always answers with everything.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §4'],
    since: '0.1.0',
  },
  UNSUPPORTED_VERSION: {
    id: 'SCIM1019',
    status: 400,
    scimType: 'invalidVers',
    title: 'The SCIM version is not supported',
    detail: ({ version }: { readonly version: string }): string =>
      `SCIM version "${version}" is not supported here; this is SCIM 2.0 ("v2").`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.13'],
    since: '0.1.0',
  },
  PRECONDITION_FAILED: {
    id: 'SCIM1020',
    status: 412,
    title: 'The resource has changed',
    detail: ({
      resourceType,
      id,
      current,
    }: {
      readonly resourceType: string
      readonly id: string
      readonly current: string
    }): string => `${resourceType} ${id} is not in the state the request expects; its version is now ${current}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.14'],
    since: '0.1.0',
  },
  PRECONDITION_REQUIRED: {
    id: 'SCIM1021',
    status: 428,
    title: 'The change must name a version',
    detail: ({ method }: { readonly method: string }): string =>
      `This server takes ${method} only with an If-Match header naming the version to change.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 6585 §3'],
    since: '0.1.0',
  },
  TOO_MANY_REQUESTS: {
    id: 'SCIM1022',
    status: 429,
    title: 'Too many requests',
    detail: ({ retryAfter }: { readonly retryAfter: number }): string =>
      `Too many requests. Try again in ${retryAfter} seconds.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 6585 §4'],
    since: '0.1.0',
  },
  NOT_IMPLEMENTED: {
    id: 'SCIM1023',
    status: 501,
    title: 'This server does not implement the feature',
    detail: ({ feature }: { readonly feature: string }): string => `This server does not implement ${feature}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    since: '0.1.0',
  },
  NO_CURRENT_USER: {
    id: 'SCIM1024',
    status: 404,
    title: 'The credentials belong to no user',
    detail: (_: object): string => 'These credentials belong to no user, so there is no /Me.',
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.11'],
    since: '0.1.0',
  },
  INTERNAL: {
    id: 'SCIM1099',
    status: 500,
    title: 'Something went wrong inside the server',
    detail: ({ requestId }: { readonly requestId: string }): string =>
      `Something went wrong inside the server. Ask its administrator to look for request ${requestId} in the log.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    since: '0.1.0',
  },
} as const
httpErrors satisfies ErrorTable
