import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'

/** Errors about filters and the order of results. */
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
    cause:
      'The usual reasons are "=" instead of "eq", a string without quotation marks, and a quotation mark or bracket that is never closed. A value that holds a quotation mark has to escape it.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Write comparisons as attribute, operator, JSON value, for example: userName eq "ada@example.com".',
      },
      {
        actor: 'identity provider administrator',
        action: 'Correct the filter expression where the identity provider lets one be typed in, and retry the task.',
        settings: idpSettings.matching,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?filter=userName%20%3D%20%22ada%40example.com%22' },
  },
  FILTER_TOO_COMPLEX: {
    id: 'SCIM2002',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The filter is too large',
    detail: ({ limit, what }: { readonly what: string; readonly limit: number }): string =>
      `The filter is too large: this server takes at most ${limit} ${what}.`,
    cause:
      'The client asks for many resources by listing all of them in one filter, or wraps conditions in ever more brackets. The limit keeps one request from taking up the whole server.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Split the question over several requests, or page through the resources without a filter.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.4.2.2', 'RFC 7644 §7'],
    since: '0.1.0',
    example: { method: 'GET', path: `/Users?filter=${'('.repeat(51)}active%20eq%20true${')'.repeat(51)}` },
  },
  FILTER_UNKNOWN_ATTRIBUTE: {
    id: 'SCIM2003',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The filter names an attribute that does not exist',
    detail: ({ path, owner }: { readonly path: string; readonly owner: string }): string =>
      `The filter names "${path}", which is no attribute of ${owner}.`,
    cause:
      'The attribute that the identity provider matches accounts by is misspelt, belongs to another resource type, or stands in an extension and was named without the URN of that extension.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Match by an attribute of the schema, such as userName or externalId, and name extensions with their URN.',
        settings: idpSettings.matching,
      },
      {
        actor: 'application administrator',
        action: 'Add the attribute to the schema if accounts are to be found by it.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2', 'RFC 7644 §3.10'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?filter=login%20eq%20%22ada%22' },
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
    cause:
      'Boolean and binary values have no order and no parts, so that they can only be equal or not. "co", "sw" and "ew" apply to text alone.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Compare booleans and binary values with "eq" or "ne", and numbers and dates with these or with "gt", "ge", "lt" and "le".',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?filter=active%20gt%20false' },
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
    cause:
      'The value has quotation marks where it must have none, as with numbers, or lacks them where it needs them. Dates follow the form of XML Schema, with a "T" between day and time.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Write the value as the JSON that the type of the attribute has in a resource.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.4.2.2', 'RFC 7643 §2.3'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?filter=active%20eq%20%22enabled%22' },
  },
  FILTER_COMPLEX_ATTRIBUTE: {
    id: 'SCIM2006',
    status: 400,
    scimType: 'invalidFilter',
    title: 'A complex attribute cannot be compared as a whole',
    detail: ({ path, subAttributes }: { readonly path: string; readonly subAttributes: readonly string[] }): string =>
      `"${path}" is complex and cannot be compared as a whole. Name one of its sub-attributes: ${subAttributes.join(', ')}.`,
    cause:
      'The filter compares a structure such as "name" with a single value. Only a multi-valued attribute with a sub-attribute "value", such as "emails", has a meaning without naming the part.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Match by one of the sub-attributes that the detail lists, for example name.familyName.',
        settings: idpSettings.matching,
      },
      {
        actor: 'client developer',
        action: 'Name the sub-attribute after a dot, or use "pr" to ask whether there is any value.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?filter=name%20eq%20%22Lovelace%22' },
  },
  FILTER_NOT_READABLE: {
    id: 'SCIM2007',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The attribute cannot be searched for',
    detail: ({ path, problem }: { readonly path: string; readonly problem: string }): string =>
      `"${path}" cannot be searched for: ${problem}.`,
    cause:
      'A secret such as a password could be guessed letter by letter if it could be searched for. A "$ref" is computed when a resource is returned and is stored nowhere.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Leave secrets out of filters, and search for the "value" beside a "$ref".',
      },
    ],
    retry: 'never',
    spec: ['RFC 7643 §7', 'RFC 7643 §9.2'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?filter=password%20sw%20%22a%22' },
  },
  FILTER_BRACKETS: {
    id: 'SCIM2008',
    status: 400,
    scimType: 'invalidFilter',
    title: 'Square brackets do not apply to the attribute',
    detail: ({ path }: { readonly path: string }): string =>
      `"${path}[…]" needs a complex or multi-valued attribute, and may name only its sub-attributes inside the brackets.`,
    cause:
      'Square brackets ask for one element that meets all the conditions inside them. The attribute in front of them has no elements, or there are brackets within brackets.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Compare a simple attribute directly, and use square brackets for elements, as in emails[type eq "work"].',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.4.2.2'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?filter=userName%5Bvalue%20eq%20%22ada%22%5D' },
  },
  FILTER_SENSITIVE: {
    id: 'SCIM2009',
    status: 403,
    scimType: 'sensitive',
    title: 'The attribute must not be searched for in a URL',
    detail: ({ path, endpoint }: { readonly path: string; readonly endpoint: string }): string =>
      `"${path}" is sensitive here and must not stand in a URL. Send the same query with POST to ${endpoint}.`,
    cause:
      'URLs are kept in the logs of proxies and servers, and with them the value that was searched for. The application has declared the attribute sensitive (`query.sensitive` of its profile).',
    remedies: [
      {
        actor: 'client developer',
        action: 'Put the filter into the body of a POST to the `.search` endpoint that the detail names.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Match users by another attribute if the identity provider can only search with GET.',
        settings: idpSettings.matching,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §7.5.2', 'RFC 7644 §3.4.3'],
    since: '0.1.0',
    example: {
      given: 'family names that are sensitive',
      method: 'GET',
      path: '/Users?filter=name.familyName%20eq%20%22Lovelace%22',
    },
  },
  FILTER_NOT_ALLOWED: {
    id: 'SCIM2010',
    status: 400,
    scimType: 'invalidFilter',
    title: 'The filter is none of those that are answered',
    detail: ({
      resourceType,
      allowed,
    }: {
      readonly resourceType: string
      readonly allowed: readonly string[]
    }): string =>
      allowed.length === 0
        ? `No filters are answered for ${resourceType}.`
        : `The only filters answered for ${resourceType} are single comparisons: ${allowed.join(', ')}.`,
    cause:
      'The application answers a few filters only, those that identity providers match people and groups by (`filters.allow` of its profile). The request has another attribute or operator, or joins several comparisons.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Match users and groups by one of the attributes that the detail names.',
        settings: idpSettings.matching,
      },
      { actor: 'client developer', action: 'Send one comparison that the detail names, without "and", "or" or "not".' },
      { actor: 'application administrator', action: 'Add the comparison to `filters.allow` in the profile.' },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.2', 'RFC 7644 §3.12'],
    seeds: ['P-27'],
    since: '0.1.0',
    example: {
      given: 'nothing but `userName eq` as a filter',
      method: 'GET',
      path: '/Users?filter=displayName%20eq%20%22Ada%22',
    },
  },
  SORT_ATTRIBUTE: {
    id: 'SCIM2101',
    status: 400,
    scimType: 'invalidValue',
    title: 'The results cannot be sorted by this attribute',
    detail: ({ path, problem }: { readonly path: string; readonly problem: string }): string =>
      `The results cannot be sorted by "${path}": ${problem}.`,
    cause:
      'The name in "sortBy" is misspelt, names a structure instead of one of its parts, or names something that is never returned.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Sort by a simple attribute or a sub-attribute, such as userName or name.familyName.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.4.2.3'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?sortBy=name' },
  },
  TOO_MANY_RESULTS: {
    id: 'SCIM2102',
    status: 400,
    scimType: 'tooMany',
    title: 'There are more results than the server gives out',
    detail: ({ limit }: { readonly limit: number }): string =>
      `The query matches more than ${limit} resources, which is more than this server gives out, even page by page.`,
    cause:
      'The application lets nobody walk through everything it has: `query.maxMatches` of its profile is set. The query names no filter, or one that almost everything meets.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Add a filter that fewer resources meet, for example by userName or externalId.',
      },
      {
        actor: 'application administrator',
        action: 'Raise `query.maxMatches` if the identity provider has to import all users.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.1', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: { given: 'a group with one member, and queries of one match', method: 'GET', path: '/' },
  },
  CURSOR_INVALID: {
    id: 'SCIM2103',
    status: 400,
    scimType: 'invalidCursor',
    title: 'The cursor does not belong to this query',
    // The same whatever is wrong with it, so that it tells nothing about other queries (RFC 9865 §5.2).
    detail: (_: object): string =>
      'The "cursor" is none that this server gave to this client for this query. Send an empty one to begin with the first page.',
    cause:
      'The client changed the filter, the order, the attributes or the endpoint between two pages, cut the cursor short, or sent one that was given to somebody else. Cursors also end when the server is started again with another key, and when the permissions of the client change.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Send "nextCursor" or "previousCursor" as it was received, with everything else as in the first request; begin with an empty cursor.',
      },
      {
        actor: 'application administrator',
        action: 'Set one and the same `cursor.key` in all processes behind the endpoint.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 9865 §2', 'RFC 9865 §2.1', 'RFC 9865 §5.2'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?cursor=VZUTiyhEQJ94IR' },
  },
  CURSOR_EXPIRED: {
    id: 'SCIM2104',
    status: 400,
    scimType: 'expiredCursor',
    title: 'The cursor has expired',
    detail: ({ timeout }: { readonly timeout: number }): string =>
      `The "cursor" was given more than ${timeout} seconds ago. Send an empty one to begin with the first page.`,
    cause:
      'The client took longer between two pages than a cursor lasts; `pagination.cursorTimeout` of /ServiceProviderConfig says how long that is.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Read the pages one after the other, and begin with an empty cursor after a pause.',
      },
      {
        actor: 'application administrator',
        action: 'Raise `cursor.timeout` if a client needs more time between pages.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 9865 §2.1', 'RFC 9865 §4'],
    since: '0.1.0',
    example: {
      given: 'a cursor from long ago',
      method: 'GET',
      path: '/Users?count=1&cursor=ay5plHlNXClwljPZkBLJ9365wiv_PUTMapy2-Vk8QcdPoIlcNXlt7wAkm4_FUYO9Wg9a',
    },
  },
  COUNT_INVALID: {
    id: 'SCIM2105',
    status: 400,
    scimType: 'invalidCount',
    title: 'The count does not go with the cursor',
    detail: ({ expected, found }: { readonly expected: string; readonly found: string }): string =>
      `The "count" beside a cursor must be ${expected}, but it is "${found}".`,
    cause:
      'The client sends a count that is no whole number, or another one than with the request that gave the cursor. All pages that belong together have the same count.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send the same whole number with each page, or none with any.',
      },
    ],
    retry: 'never',
    spec: ['RFC 9865 §2', 'RFC 9865 §2.1'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?cursor=&count=all' },
  },
} as const
filterErrors satisfies ErrorTable
