import type { ScimRequest } from '../contract.ts'
import type { Dialect, Tolerance } from '../dialect/dialect.ts'
import { coerceValues } from '../dialect/values.ts'
import { ScimError } from '../errors/scim-error.ts'
import type { Principal } from '../http/authenticate.ts'
import { parseQuery, type QueryParameters } from '../http/query.ts'
import type { Place } from '../http/route.ts'
import type { Policy } from '../provisioning/policy.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import type { ResourceReading } from '../schema/read-resource.ts'
import type { Registry } from '../schema/registry.ts'
import type { Locate } from '../schema/represent.ts'
import type { Store } from '../store/store.ts'

/** What is settled once, when the handler is made. */
export interface Settings {
  readonly registry: Registry
  readonly store: Store
  readonly policy: Policy
  readonly dialect: Dialect
  readonly serviceProviderConfig: JsonObject
  /** Whether a write must say which version it changes (RFC 6585 §3). */
  readonly requireIfMatch: boolean
}

/** One request on its way through an operation. */
export interface OperationContext {
  readonly settings: Settings
  readonly request: ScimRequest
  readonly place: Place
  readonly principal: Principal
  readonly tolerance: Tolerance
  readonly query: string
  readonly locate: Locate
}

/** What an operation comes to. */
export interface Outcome {
  readonly status: number
  readonly body?: JsonObject | undefined
  readonly headers?: Readonly<Record<string, string>> | undefined
  readonly resourceId?: string | undefined
}

/** An operation of RFC 7644 on a request. */
export type Operation = (context: OperationContext) => Promise<Outcome>

/** The query parameters of the request. */
export function queryOf(context: OperationContext): QueryParameters {
  return context.query === '' ? {} : parseQuery(context.query)
}

/** The resource type and id the request is about. The route table sends no other place to an operation on one resource. */
export function resourceOf({ place }: OperationContext): { readonly resourceType: ResourceType; readonly id: string } {
  if (place.kind !== 'resource') throw new Error(`No resource at ${place.kind}`)
  return place
}

/** How values are read in this request: the dialect's rewrites, and the policy about names the schema lacks. */
export function readingFor(
  context: OperationContext,
  method: keyof Policy['attributes']['unknown'],
  resourceType: ResourceType,
): ResourceReading {
  const { settings, tolerance } = context
  const refuses = settings.policy.attributes.unknown[method] === 'reject'
  return {
    coerce: coerceValues(settings.dialect, tolerance),
    unknown: (path) => {
      if (refuses) throw new ScimError('ATTRIBUTE_UNKNOWN', { path, resourceType: resourceType.name })
    },
    unknownSchema: (schema) => {
      const onUse = tolerance.allow('anySchemas')
      if (onUse === undefined || refuses)
        throw new ScimError('SCHEMAS_UNKNOWN', { schema, resourceType: resourceType.name })
      onUse()
    },
  }
}
