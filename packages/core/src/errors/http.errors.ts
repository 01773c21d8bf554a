import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'

/** Errors about the HTTP request: address, credentials, body, query string, conditions. */
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
    cause:
      'The base URL in the identity provider is too short, too long or misspelt: the version segment is missing, or an endpoint such as "/Users" was entered as part of it. Endpoint names count with case.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Enter the base URL that the detail names, without an endpoint after it, and test the connection.',
        settings: idpSettings.baseUrl,
      },
      {
        actor: 'application administrator',
        action: 'Register the resource type, if the client is right to expect one of that name.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.2', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: { method: 'GET', path: '/users' },
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
    cause:
      'The client combines a method with an endpoint that RFC 7644 does not define it for, such as POST on a single resource or DELETE on a whole collection.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Use one of the methods of the Allow header: POST on the collection, PUT, PATCH and DELETE on a resource.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.2', 'RFC 9110 §15.5.6'],
    since: '0.1.0',
    example: { method: 'DELETE', path: '/Users' },
  },
  CREDENTIALS_MISSING: {
    id: 'SCIM1003',
    status: 401,
    title: 'The request carries no credentials',
    detail: (_: object): string =>
      'The request carries no credentials. Send the token in the Authorization header as "Bearer <token>".',
    cause:
      'No token was entered in the identity provider, or a proxy in front of the application removes the Authorization header.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Enter the token that the application issued for provisioning, and test the connection.',
        settings: idpSettings.token,
      },
      {
        actor: 'application administrator',
        action: 'Make sure that every proxy in front of the application passes the Authorization header on.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §2', 'RFC 6750 §3', 'RFC 9110 §15.5.2'],
    since: '0.1.0',
    example: { given: 'a client without a token', method: 'GET', path: '/Users' },
  },
  CREDENTIALS_INVALID: {
    id: 'SCIM1004',
    status: 401,
    title: 'The credentials were not accepted',
    detail: ({
      reason,
    }: {
      /**
       * Completes a sentence, e.g. `the token has expired`. The client reads it: no secret, and no name of a tenant.
       */
      readonly reason: string
      /** Whose token it was, where that is known: the failure goes into their log. The client is not told. */
      readonly tenant?: string
      /** The name of the credentials, for that log. The client is not told. */
      readonly client?: string
    }): string => `The credentials were not accepted: ${reason}.`,
    cause:
      'The token has expired, was replaced by a newer one, or was copied incompletely. Some consoles add the word "Bearer" themselves, so that it stands twice when it was entered as well. Entra ID puts the whole job into quarantine on this answer.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Issue a new token for provisioning, note when it expires, and hand it to the identity provider administrator.',
      },
      {
        actor: 'identity provider administrator',
        action:
          'Enter the new token without the word "Bearer" unless the console asks for it, and test the connection.',
        settings: idpSettings.token,
      },
      {
        actor: 'identity provider administrator',
        action: 'Restart the provisioning job if it was put into quarantine.',
        settings: { entra: 'Provisioning > Restart provisioning' },
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §2', 'RFC 6750 §3.1', 'RFC 9110 §15.5.2'],
    seeds: ['P-34', 'P-35'],
    since: '0.1.0',
    example: { given: 'an expired token', method: 'GET', path: '/Users' },
  },
  FORBIDDEN: {
    id: 'SCIM1005',
    status: 403,
    title: 'The credentials do not allow this',
    detail: ({
      need,
    }: {
      /** What is missing, as the end of a sentence: `the scope "write"`. The client reads it. */
      readonly need: string
    }): string => `These credentials do not allow this operation; it needs ${need}.`,
    cause: 'The token is valid, but it was issued for less than the client does with it, for example for reading only.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Issue a token with the scope that the detail names.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Enter the new token, or switch off the provisioning actions that the token is not meant for.',
        settings: idpSettings.token,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §2', 'RFC 7644 §3.12', 'RFC 6750 §3.1'],
    since: '0.1.0',
    example: {
      given: 'a token that may only read',
      method: 'POST',
      path: '/Users',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'grace@example.com' },
    },
  },
  NOT_ACCEPTABLE: {
    id: 'SCIM1006',
    status: 406,
    title: 'The client accepts no form of JSON',
    detail: ({ accept }: { readonly accept: string }): string =>
      `The Accept header "${accept}" excludes application/scim+json and application/json, and there is nothing else to send.`,
    cause:
      'The request comes from a browser, or from a client that was set to another format. A request without an Accept header is never refused for it.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send "Accept: application/scim+json", or leave the header out.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.8', 'RFC 9110 §15.5.7'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users', headers: { accept: 'text/html' } },
  },
  UNSUPPORTED_MEDIA_TYPE: {
    id: 'SCIM1007',
    status: 415,
    title: 'The body is not announced as JSON',
    detail: ({ contentType }: { readonly contentType: string }): string =>
      `The body is announced as "${contentType}". Send application/scim+json or application/json.`,
    cause:
      'The client, often a script or a command line tool, left the Content-Type at the default of its HTTP library.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send "Content-Type: application/scim+json".',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.1', 'RFC 7644 §3.8', 'RFC 9110 §15.5.16'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'userName=grace%40example.com',
    },
  },
  BODY_TOO_LARGE: {
    id: 'SCIM1008',
    status: 413,
    title: 'The body is too large',
    detail: ({ limit }: { readonly limit: number }): string =>
      `The body is larger than the ${limit} bytes this server takes. Split the change over several requests.`,
    cause:
      'The client sends a very large group with all its members in one request. Nothing was changed. Clients that send membership changes as PATCH stay far below the limit.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Push membership changes as PATCH instead of whole groups, or split the group into smaller ones.',
        settings: { okta: 'Push Groups', entra: 'Users and groups', onelogin: 'Rules' },
      },
      {
        actor: 'application administrator',
        action: 'Raise the body limit of the adapter if groups of this size are expected.',
      },
      {
        actor: 'client developer',
        action: 'Send members in batches of about 100 per PATCH, and halve the batch when a request still fails.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.7.4', 'RFC 7644 §3.12', 'RFC 9110 §15.5.14'],
    seeds: ['I-10'],
    since: '0.1.0',
    example: {
      given: 'a body limit of 100 bytes',
      method: 'POST',
      path: '/Groups',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: 'Everybody',
        members: [{ value: 'ee533c18-538a-4cd3-a572-63fb863ed734' }, { value: 'a94844fb-7b7b-4a92-a8d1-fdd8c1b4fd9a' }],
      },
    },
  },
  BODY_NOT_UTF8: {
    id: 'SCIM1009',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The body is not UTF-8',
    detail: (_: object): string => 'The body is not valid UTF-8.',
    cause:
      'The client writes its JSON in another encoding, usually that of its operating system. It shows with the first name that is not plain ASCII.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Encode the body as UTF-8, whatever the encoding of the source of the data is.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.8', 'RFC 8259 §8.1'],
    since: '0.1.0',
    example: {
      given: 'a client that writes Latin-1',
      method: 'POST',
      path: '/Users',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'zoë@example.com' },
    },
  },
  BODY_NOT_JSON: {
    id: 'SCIM1010',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The body is not JSON',
    detail: ({ problem }: { readonly problem: string }): string => `The body is not valid JSON: ${problem}.`,
    cause:
      'The body is empty, was cut off on its way, or was put together by a template with a quotation mark or a comma too many or too few.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Check the template that the body is made from: quotation marks in values, and commas after the last member.',
        settings: { onelogin: 'Configuration > SCIM JSON Template' },
      },
      {
        actor: 'client developer',
        action: 'Write the body with a JSON library, and send a Content-Length that fits it.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.8', 'RFC 7644 §3.12', 'RFC 8259 §2'],
    since: '0.1.0',
    example: { method: 'POST', path: '/Users', body: '{"userName": "grace@example.com",}' },
  },
  BODY_NOT_OBJECT: {
    id: 'SCIM1011',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The body is not a JSON object',
    detail: ({ found }: { readonly found: string }): string => `The body must be a JSON object, but it is ${found}.`,
    cause:
      'The client sends a list of resources in one request, or only the "Operations" of a PATCH without the message around them.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send one resource per POST or PUT, and the whole message with "schemas" and "Operations" in a PATCH.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.3', 'RFC 7644 §3.5.2', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: { method: 'POST', path: '/Users', body: [{ userName: 'grace@example.com' }] },
  },
  MESSAGE_SCHEMA: {
    id: 'SCIM1012',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The body does not carry the schema of the message',
    detail: ({ expected }: { readonly expected: string }): string =>
      `The "schemas" of this body must be ["${expected}"].`,
    cause:
      'A search, a PATCH or a bulk request is a message of its own, and its "schemas" name the message, not the resource it is about. Here they are missing or name something else.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Set "schemas" to the URN of the message that the detail names.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.1', 'RFC 7644 §3.4.3', 'RFC 7644 §3.5.2', 'RFC 7644 §3.7'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users/.search',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], filter: 'userName eq "ada@example.com"' },
    },
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
    cause:
      'In the body of a search or a bulk request, numbers are JSON numbers and lists are JSON arrays. The client sends them as in a query string, where everything is text, or leaves a member out.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send the member in the form that the detail names.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.4.3', 'RFC 7644 §3.7'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users/.search',
      body: { schemas: ['urn:ietf:params:scim:api:messages:2.0:SearchRequest'], count: '10' },
    },
  },
  URL_ENCODING: {
    id: 'SCIM1014',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The URL is not percent-encoded correctly',
    detail: ({ part }: { readonly part: string }): string => `The ${part} of the URL is not percent-encoded correctly.`,
    cause:
      'A percent sign in a value was sent as it is, a value was cut in the middle of an escape, or it was encoded in something else than UTF-8.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Percent-encode every value as UTF-8 before it goes into the URL; a percent sign becomes "%25".',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §1.2', 'RFC 3986 §2.1'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?filter=displayName%20eq%20%22100%%22' },
  },
  PARAMETER_REPEATED: {
    id: 'SCIM1015',
    status: 400,
    scimType: 'invalidValue',
    title: 'A query parameter is repeated',
    detail: ({ name }: { readonly name: string }): string => `The query parameter "${name}" is given more than once.`,
    cause:
      'The client adds a parameter that is in the URL already, often because the base URL was entered with a query string of its own.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Take SCIM parameters such as "filter" or "count" out of the base URL.',
        settings: idpSettings.baseUrl,
      },
      {
        actor: 'client developer',
        action: 'Send each parameter once; several names in "attributes" are separated by commas.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2', 'RFC 7644 §3.9'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?attributes=userName&attributes=emails' },
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
    cause:
      'The client sends text where a number belongs, a sort order other than "ascending" and "descending", a page that is larger than this server allows, or more names of attributes than any schema has.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send a value that the detail allows, or leave the parameter out and take the default.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.4.2.3', 'RFC 7644 §3.4.2.4'],
    seeds: ['P-28'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users?count=all' },
  },
  PROJECTION_CONFLICT: {
    id: 'SCIM1017',
    status: 400,
    scimType: 'invalidValue',
    title: 'attributes and excludedAttributes exclude each other',
    detail: (_: object): string => '"attributes" and "excludedAttributes" exclude each other; send one of them.',
    cause:
      'The client says both which attributes it wants and which it does not want. RFC 7644 gives the two no meaning together, and the strict dialect guesses none.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send "attributes" to name what is wanted, or "excludedAttributes" to leave something out, not both.',
      },
      {
        actor: 'application administrator',
        action: 'Switch on the rule `attributesWin` of the dialect if the client cannot be changed.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2.5', 'RFC 7644 §3.9'],
    since: '0.1.0',
    example: {
      given: 'the strict dialect',
      method: 'GET',
      path: '/Groups?attributes=displayName&excludedAttributes=members',
    },
  },
  FILTER_ON_DISCOVERY: {
    id: 'SCIM1018',
    status: 403,
    title: 'The discovery endpoints take no filter',
    detail: ({ endpoint }: { readonly endpoint: string }): string =>
      `${endpoint} takes no filter; it always answers with everything.`,
    cause:
      'The client queries the description of the service in the way it queries users. RFC 7644 has such a filter refused, because a client could take the whole list for the answer to it.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Ask without a filter, or for one schema or resource type by its id below the endpoint.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §4'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Schemas?filter=name%20eq%20%22User%22' },
  },
  UNSUPPORTED_VERSION: {
    id: 'SCIM1019',
    status: 400,
    scimType: 'invalidVers',
    title: 'The SCIM version is not supported',
    detail: ({ version }: { readonly version: string }): string =>
      version.toLowerCase() === 'v2'
        ? 'The URL names the version "v2" twice.'
        : `SCIM version "${version}" is not supported here; this is SCIM 2.0 ("v2").`,
    cause:
      'The base URL names another version of SCIM, or names the version twice, or the connector in the identity provider is one for SCIM 1.1.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Enter the base URL as the application gives it, and choose the connector for SCIM 2.0.',
        settings: {
          ...idpSettings.baseUrl,
          onelogin: 'Configuration > SCIM Base URL; the connector "SCIM Provisioner with SAML (SCIM v2 Core)"',
        },
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.13'],
    since: '0.1.0',
    example: { method: 'GET', path: '/v1/Users' },
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
    cause:
      'Somebody else changed the resource after the client had read it. Nothing was overwritten: that is what the If-Match header of the request asked for.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Read the resource again, apply the change to what it is now, and send the new version in If-Match.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.14', 'RFC 9110 §15.5.13'],
    since: '0.1.0',
    example: { given: 'a user', method: 'DELETE', path: '/Users/{userId}', headers: { 'if-match': 'W/"0"' } },
  },
  PRECONDITION_REQUIRED: {
    id: 'SCIM1021',
    status: 428,
    title: 'The change must name a version',
    detail: ({ method }: { readonly method: string }): string =>
      `This server takes ${method} only with an If-Match header naming the version to change.`,
    cause:
      'The application protects itself against lost updates and takes no change that does not say what it is based on. The common identity providers send no If-Match header.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Switch off `requireIfMatch` if identity providers are to write here.',
      },
      {
        actor: 'client developer',
        action: 'Send the `meta.version` that was read last in an If-Match header.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 6585 §3', 'RFC 7644 §3.14'],
    since: '0.1.0',
    example: { given: 'a user, and writes need If-Match', method: 'DELETE', path: '/Users/{userId}' },
  },
  TOO_MANY_REQUESTS: {
    id: 'SCIM1022',
    status: 429,
    title: 'Too many requests',
    detail: ({
      retryAfter,
    }: {
      /** Seconds, a whole number: it is also the header `Retry-After`. */
      readonly retryAfter: number
    }): string => `Too many requests. Try again in ${retryAfter} seconds.`,
    cause:
      'The client sends faster than the application allows, usually in its first synchronisation or after many people were assigned at once. Nothing was changed by the refused request.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Wait for the seconds of the Retry-After header, then send the same request again.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Assign people in smaller groups while the first synchronisation runs.',
        settings: idpSettings.assignment,
      },
      {
        actor: 'application administrator',
        action:
          'Raise the limit if the rate is what the identity provider needs; Entra ID asks for 25 requests a second.',
      },
    ],
    retry: 'later',
    spec: ['RFC 6585 §4', 'RFC 9110 §10.2.3'],
    since: '0.1.0',
    example: { given: 'a client over its rate', method: 'GET', path: '/Users' },
  },
  NOT_IMPLEMENTED: {
    id: 'SCIM1023',
    status: 501,
    title: 'This server does not implement the feature',
    detail: ({ feature }: { readonly feature: string }): string => `This server does not implement ${feature}.`,
    cause:
      'The client uses an optional part of SCIM that this server does not offer, or deletes users where the application only deactivates them. What it offers is listed at /ServiceProviderConfig.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Let the identity provider deactivate or suspend people instead of deleting them, if that is the request.',
        settings: idpSettings.deactivation,
      },
      {
        actor: 'client developer',
        action: 'Read /ServiceProviderConfig first, and do without what is not supported there.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.6', 'RFC 7644 §3.11', 'RFC 7644 §3.12', 'RFC 7643 §5'],
    seeds: ['P-23'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Me' },
  },
  TLS_REQUIRED: {
    id: 'SCIM1025',
    status: 403,
    title: 'The request did not come over TLS',
    detail: (_: object): string => 'This server takes requests over https only. The credentials were not looked at.',
    cause:
      'The base URL in the identity provider starts with "http:", or a proxy in front of the application ends TLS and the application does not know of it. Credentials that went over plain http must be taken for known to others.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Enter the base URL with "https:", and ask the application for a new token.',
        settings: idpSettings.baseUrl,
      },
      {
        actor: 'application administrator',
        action: 'Let the framework trust the `X-Forwarded-Proto` of the proxy that ends TLS.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §7.2', 'RFC 7644 §7.4'],
    since: '0.1.0',
    example: { given: 'a server that is reached without TLS', method: 'GET', path: '/Users' },
  },
  CONTENT_CODING: {
    id: 'SCIM1026',
    status: 415,
    title: 'The body comes in a content coding',
    detail: ({ coding }: { readonly coding: string }): string =>
      `The body comes with "Content-Encoding: ${coding}", which is not taken here. Send it as it is, without that header.`,
    cause:
      'The client compresses what it sends, and so does every HTTP library that is told to. Request bodies are not inflated here: a small one may hold more than the server can keep.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Switch the compression of request bodies off. The Accept-Encoding header of the answer says what is taken.',
      },
      {
        actor: 'application administrator',
        action:
          'Let a proxy or the framework inflate the body before it gets here, with a limit, if the client cannot be changed.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 9110 §8.4', 'RFC 9110 §12.5.3', 'RFC 9110 §15.5.16'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      headers: { 'content-encoding': 'gzip' },
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'grace@example.com' },
    },
  },
  BODY_CHARSET: {
    id: 'SCIM1027',
    status: 415,
    title: 'The body is announced in a charset other than UTF-8',
    detail: ({ charset }: { readonly charset: string }): string =>
      `The body is announced in the charset "${charset}". Send UTF-8, with "charset=utf-8" or without a charset.`,
    cause:
      'The HTTP library of the client writes text in a charset of its own. Where that is Latin-1 or another one that begins with ASCII, it shows with the first name that is not plain ASCII; UTF-16 is never taken. Nothing was stored, because it would have been read wrongly.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Encode the body as UTF-8, and send "Content-Type: application/scim+json".',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.8', 'RFC 8259 §8.1', 'RFC 9110 §15.5.16'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Users',
      headers: { 'content-type': 'application/json; charset=iso-8859-1' },
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'zoë@example.com' },
    },
  },
  HOST_INVALID: {
    id: 'SCIM1028',
    status: 400,
    scimType: 'invalidSyntax',
    title: 'The Host header names no host',
    detail: ({ host }: { readonly host: string }): string =>
      `Links cannot begin with "${host}". The Host header must name a host and a port at most, and X-Forwarded-Proto, where it is believed, http or https.`,
    cause:
      'A client, or a proxy on the way, has put something else into the Host header, or into the X-Forwarded-Host or X-Forwarded-Proto that the application believes. Links to resources begin with them, so none could be made.',
    remedies: [
      {
        actor: 'client developer',
        action: 'Send the host of the URL in the Host header, with its port where there is one.',
      },
      {
        actor: 'application administrator',
        action:
          'Let the proxy in front hand on the Host header of the client, or set one of its own, and set X-Forwarded-Proto itself.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 9112 §3.2', 'RFC 7644 §1.3'],
    since: '0.1.0',
    example: { given: 'a client that names no host', method: 'GET', path: '/Users' },
  },
  CREDENTIALS_UNCHECKED: {
    id: 'SCIM1029',
    status: 503,
    title: 'The credentials cannot be checked at the moment',
    detail: ({
      retryAfter,
    }: {
      /** Seconds, a whole number: it is also the header `Retry-After`. */
      readonly retryAfter: number
    }): string => `The server cannot check credentials at the moment. Try again in ${retryAfter} seconds.`,
    cause:
      'What the application checks credentials with does not answer: the keys of its authorization server, for instance. It says nothing about the token, which may well be right. Nothing was changed.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Wait for the seconds of the Retry-After header, then send the same request again, with the same token.',
      },
      {
        actor: 'application administrator',
        action:
          'Check that the application reaches its authorization server; the event of the request holds the cause.',
      },
    ],
    retry: 'later',
    spec: ['RFC 7644 §2', 'RFC 9110 §15.6.4', 'RFC 9110 §10.2.3'],
    since: '0.1.0',
    example: { given: 'an authorization server that is down', method: 'GET', path: '/Users' },
  },
  INTERNAL: {
    id: 'SCIM1099',
    status: 500,
    title: 'Something went wrong inside the server',
    detail: ({ requestId }: { readonly requestId: string }): string =>
      `Something went wrong inside the server. Ask its administrator to look for request ${requestId} in the log.`,
    cause:
      'The application or its store failed in a way that nobody foresaw. The reason is in the event of the request, under the id that the detail names, and is not told to the client.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Look for the request id in the log; the entry holds the cause with its stack.',
      },
      {
        actor: 'support',
        action: 'Report the cause to whoever maintains the part that threw it.',
      },
      {
        actor: 'identity provider administrator',
        action:
          'Retry the failed task once; if it fails again, pass the request id on to the application administrator.',
        settings: idpSettings.retry,
      },
    ],
    retry: 'later',
    spec: ['RFC 7644 §3.12', 'RFC 9110 §15.6.1'],
    since: '0.1.0',
    example: { given: 'an authentication that throws', method: 'GET', path: '/Users' },
  },
} as const
httpErrors satisfies ErrorTable
