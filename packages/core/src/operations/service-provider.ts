import type { Policy } from '../provisioning/policy.ts'
import type { JsonObject } from '../schema/json.ts'

/** How clients authenticate, as announced (RFC 7643 §5). */
export interface AuthenticationScheme {
  readonly type: 'oauth' | 'oauth2' | 'oauthbearertoken' | 'httpbasic' | 'httpdigest'
  readonly name: string
  readonly description: string
  readonly specUri?: string
  readonly primary?: boolean
}

const bearerScheme: AuthenticationScheme = {
  type: 'oauthbearertoken',
  name: 'OAuth Bearer Token',
  description: 'A token in the Authorization header.',
  specUri: 'https://www.rfc-editor.org/info/rfc6750',
  primary: true,
}

/** What may be told of the service provider beyond what the handler knows of itself. */
export interface ServiceProviderOptions {
  readonly documentationUri?: string | undefined
  readonly authenticationSchemes?: readonly AuthenticationScheme[] | undefined
}

/** The ServiceProviderConfig resource without its `meta`: what is announced is what is offered (RFC 7643 §5). */
export function describeServiceProvider({ query }: Policy, options: ServiceProviderOptions): JsonObject {
  const { documentationUri, authenticationSchemes = [bearerScheme] } = options
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    ...(documentationUri !== undefined && { documentationUri }),
    patch: { supported: true },
    bulk: { supported: false, maxOperations: 0, maxPayloadSize: 0 },
    filter: { supported: true, maxResults: query.maxCount },
    changePassword: { supported: false },
    sort: { supported: true },
    etag: { supported: true },
    pagination: {
      cursor: false,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: query.maxCount,
      maxPageSize: query.maxCount,
    },
    authenticationSchemes: authenticationSchemes.map((scheme) => ({ ...scheme })),
  }
}
