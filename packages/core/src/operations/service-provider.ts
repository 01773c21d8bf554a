import * as z from 'zod'
import type { Cursors } from '../http/cursor.ts'
import { answersFilters } from '../provisioning/filters.ts'
import type { Passwords } from '../provisioning/passwords.ts'
import type { Policy } from '../provisioning/policy.ts'
import type { JsonObject } from '../schema/json.ts'
import { refuseDefinition } from '../schema/refuse-definition.ts'
import type { Registry } from '../schema/registry.ts'
import type { SettledLimits } from './bulk/limits.ts'

/** How clients authenticate, as announced (RFC 7643 §5). */
export interface AuthenticationScheme {
  readonly type: 'oauth' | 'oauth2' | 'oauthbearertoken' | 'httpbasic' | 'httpdigest'
  readonly name: string
  readonly description: string
  readonly specUri?: string | undefined
  readonly primary?: boolean | undefined
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
  /** Where people read how to connect to this service. */
  readonly documentationUri?: string | undefined
  /** How clients authenticate; by bearer token when left out. */
  readonly authenticationSchemes?: readonly AuthenticationScheme[] | undefined
}

/** What the handler knows of itself. */
interface Offered {
  /** Undefined when there is no bulk. */
  readonly limits: SettledLimits | undefined
  readonly cursors: Cursors
  readonly passwords: Passwords | undefined
  readonly resourceTypes: Registry['resourceTypes']
}

// What RFC 7643 §5 makes REQUIRED of a scheme. Loose, because it may have a `documentationUri`, or what a vendor adds.
const scheme = z.looseObject({
  type: z.enum(['oauth', 'oauth2', 'oauthbearertoken', 'httpbasic', 'httpdigest']),
  name: z.string().min(1),
  description: z.string().min(1),
  specUri: z.url().optional(),
  documentationUri: z.url().optional(),
  primary: z.boolean().optional(),
})

const announced = z.object({ authenticationSchemes: z.array(scheme).refine(hasOnePrimary, 'only one may be primary') })

function hasOnePrimary(schemes: readonly { readonly primary?: boolean | undefined }[]): boolean {
  return schemes.filter(({ primary }) => primary === true).length <= 1
}

/** @throws ScimError `CONFIGURATION` naming the part of the scheme */
function checkSchemes(authenticationSchemes: readonly AuthenticationScheme[]): void {
  const [issue] = announced.safeParse({ authenticationSchemes }).error?.issues ?? []
  if (issue !== undefined) refuseDefinition(issue.path.join('.'), issue.message)
}

/**
 * The ServiceProviderConfig resource without its `meta`: what is announced is what is offered (RFC 7643 §5).
 *
 * @throws ScimError `CONFIGURATION` for an authentication scheme that the RFC does not have, or not so
 */
export function describeServiceProvider(
  policy: Policy,
  options: ServiceProviderOptions,
  { limits, cursors, passwords, resourceTypes }: Offered,
): JsonObject {
  const { query, protocol } = policy
  const { documentationUri, authenticationSchemes = [bearerScheme] } = options
  checkSchemes(authenticationSchemes)
  return {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:ServiceProviderConfig'],
    ...(documentationUri !== undefined && { documentationUri }),
    patch: { supported: true },
    bulk: { supported: limits !== undefined, ...(limits ?? { maxOperations: 0, maxPayloadSize: 0 }) },
    filter: { supported: answersFilters(policy, { resourceTypes }), maxResults: query.maxCount },
    changePassword: { supported: passwords !== undefined },
    sort: { supported: protocol.sort },
    etag: { supported: protocol.etag },
    pagination: {
      cursor: true,
      index: true,
      defaultPaginationMethod: 'index',
      defaultPageSize: query.maxCount,
      maxPageSize: query.maxCount,
      cursorTimeout: cursors.timeout,
    },
    authenticationSchemes: authenticationSchemes.map((scheme) => ({ ...scheme })),
  }
}
