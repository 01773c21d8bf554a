import type { ErrorTable } from './define.ts'

/** Errors about filter. */
export const filterErrors = {
  FILTER_SYNTAX: {
    id: 'SCIM2001',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The filter does not follow the grammar',
    detail: ({
      expected,
      found,
      position,
    }: {
      readonly expected: string
      readonly found: string
      readonly position: number
    }): string => `The filter cannot be read: expected ${expected} at position ${position}, found ${found}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
  },
  FILTER_TOO_COMPLEX: {
    id: 'SCIM2002',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The filter is too large',
    detail: ({ limit, what }: { readonly what: string; readonly limit: number }): string =>
      `The filter is too large: this server takes at most ${limit} ${what}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §7'],
    since: '0.1.0',
  },
  FILTER_UNKNOWN_ATTRIBUTE: {
    id: 'SCIM2003',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The filter names an attribute that does not exist',
    detail: ({ path, owner }: { readonly path: string; readonly owner: string }): string =>
      `The filter names "${path}", which is no attribute of ${owner}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
  },
  FILTER_OPERATOR: {
    id: 'SCIM2004',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The operator does not fit the type of the attribute',
    detail: ({
      operator,
      path,
      type,
    }: {
      readonly operator: string
      readonly path: string
      readonly type: string
    }): string => `The operator "${operator}" does not apply to "${path}", which is of type ${type}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
  },
  FILTER_LITERAL: {
    id: 'SCIM2005',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The value does not fit the type of the attribute',
    detail: ({
      path,
      expected,
      found,
    }: {
      readonly path: string
      readonly expected: string
      readonly found: string
    }): string => `"${path}" is compared with ${found}, but its values are ${expected}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
  },
  FILTER_COMPLEX_ATTRIBUTE: {
    id: 'SCIM2006',
    status: 400,
    scimType: 'invalidFilter',
    title: 'A complex attribute cannot be compared as a whole',
    detail: ({ path, subAttributes }: { readonly path: string; readonly subAttributes: readonly string[] }): string =>
      `"${path}" is complex and cannot be compared as a whole. Name one of its sub-attributes: ${subAttributes.join(', ')}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
  },
  FILTER_NOT_READABLE: {
    id: 'SCIM2007',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The attribute cannot be searched for',
    detail: ({ path, problem }: { readonly path: string; readonly problem: string }): string =>
      `"${path}" cannot be searched for: ${problem}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7643 §7'],
    since: '0.1.0',
  },
  FILTER_BRACKETS: {
    id: 'SCIM2008',
    status: 400,
    scimType: 'invalidFilter',
    title: 'Square brackets do not apply to the attribute',
    detail: ({ path }: { readonly path: string }): string =>
      `"${path}[…]" needs a complex or multi-valued attribute, and may name only its sub-attributes inside the brackets.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
  },
  SORT_ATTRIBUTE: {
    id: 'SCIM2101',
    status: 400,
    scimType: 'invalidValue',
    title: 'The results cannot be sorted by this attribute',
    detail: ({ path, problem }: { readonly path: string; readonly problem: string }): string =>
      `The results cannot be sorted by "${path}": ${problem}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.3'],
    since: '0.1.0',
  },
  TOO_MANY_RESULTS: {
    id: 'SCIM2102',
    status: 400,
    scimType: 'tooMany',
    title: 'There are more results than the server will compute',
    detail: ({ limit }: { readonly limit: number }): string =>
      `The query matches more than the ${limit} resources this server will go through. Narrow the filter.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.1'],
    since: '0.1.0',
  },
} as const
filterErrors satisfies ErrorTable
