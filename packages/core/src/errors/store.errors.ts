import type { ErrorTable } from './define.ts'

/** Who holds a unique value: told only within the tenant. */
export interface Holder {
  readonly id: string
  readonly active: boolean
  readonly managed: boolean
}

/** Errors about store. */
export const storeErrors = {
  RESOURCE_NOT_FOUND: {
    id: 'SCIM5001',
    status: 404,
    title: 'There is no such resource',
    detail: ({ resourceType, id }: { readonly resourceType: string; readonly id: string }): string =>
      `There is no ${resourceType} with id "${id}".`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    since: '0.1.0',
  },
  UNIQUENESS_VIOLATED: {
    id: 'SCIM5002',
    status: 409,
    scimType: 'uniqueness',
    title: 'The value is already taken',
    detail: ({
      attribute,
      value,
      resourceType,
      holder,
    }: {
      readonly attribute: string
      readonly value: string
      readonly resourceType: string
      readonly holder: Holder | undefined
    }): string =>
      `The ${attribute} "${value}" is already taken by ${holder === undefined ? `another ${resourceType}` : `${resourceType} ${holder.id}${holder.active ? '' : ', which is deactivated'}`}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.3'],
    since: '0.1.0',
  },
  MEMBERS_INVALID: {
    id: 'SCIM5003',
    status: 400,
    scimType: 'invalidValue',
    title: 'Some members do not exist',
    detail: ({ attribute, ids }: { readonly attribute: string; readonly ids: readonly string[] }): string =>
      `The request adds ${attribute} that do not exist: ${ids.join(', ')}. Nothing was changed.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7643 §2.3.7'],
    since: '0.1.0',
  },
  STORE_UNAVAILABLE: {
    id: 'SCIM5004',
    status: 503,
    title: 'The store cannot be reached',
    detail: ({ retryAfter }: { readonly retryAfter: number }): string =>
      `The server cannot reach its store at the moment. Try again in ${retryAfter} seconds.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    since: '0.1.0',
  },
} as const
storeErrors satisfies ErrorTable
