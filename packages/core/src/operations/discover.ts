import { ScimError } from '../errors/scim-error.ts'
import type { JsonObject } from '../schema/json.ts'
import { toResourceTypeResource } from '../schema/to-resource-type-resource.ts'
import { toSchemaResource } from '../schema/to-schema-resource.ts'
import { type OperationContext, type Outcome, queryOf } from './context.ts'
import { listSchema } from './list.ts'

/** GET /ServiceProviderConfig (RFC 7644 §4). */
export async function serviceProviderConfig(context: OperationContext): Promise<Outcome> {
  refuseFilter(context, '/ServiceProviderConfig')
  const location = `${context.request.baseUrl}/ServiceProviderConfig`
  return {
    status: 200,
    body: { ...context.settings.serviceProviderConfig, meta: { resourceType: 'ServiceProviderConfig', location } },
  }
}

/** GET /ResourceTypes (RFC 7644 §4): all of them, whatever the query says. */
export async function resourceTypes(context: OperationContext): Promise<Outcome> {
  refuseFilter(context, '/ResourceTypes')
  return listOf(
    context.settings.registry.resourceTypes.map((type) => toResourceTypeResource(type, context.request.baseUrl)),
  )
}

/** GET /ResourceTypes/{name}. */
export async function resourceType(context: OperationContext): Promise<Outcome> {
  const id = idOf(context)
  const found = context.settings.registry.byName(id)
  if (found === undefined) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'ResourceType', id })
  return { status: 200, body: toResourceTypeResource(found, context.request.baseUrl) }
}

/** GET /Schemas (RFC 7644 §4): all of them, whatever the query says. */
export async function schemas(context: OperationContext): Promise<Outcome> {
  refuseFilter(context, '/Schemas')
  return listOf(context.settings.registry.schemas().map((schema) => toSchemaResource(schema, context.request.baseUrl)))
}

/** GET /Schemas/{urn}; a URN counts without case (RFC 8141). */
export async function schema(context: OperationContext): Promise<Outcome> {
  const id = idOf(context)
  const found = context.settings.registry.schemas().find((candidate) => candidate.id.toLowerCase() === id.toLowerCase())
  if (found === undefined) throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'Schema', id })
  return { status: 200, body: toSchemaResource(found, context.request.baseUrl) }
}

function idOf({ place }: OperationContext): string {
  if (!('id' in place)) throw new Error(`No id at ${place.kind}`)
  return place.id
}

/** A filter here would be a query nobody answers: 403 (RFC 7644 §4, A18). */
function refuseFilter(context: OperationContext, endpoint: string): void {
  if (queryOf(context).filter !== undefined) throw new ScimError('FILTER_ON_DISCOVERY', { endpoint })
}

function listOf(resources: readonly JsonObject[]): Outcome {
  const total = resources.length
  return {
    status: 200,
    body: { schemas: [listSchema], totalResults: total, startIndex: 1, itemsPerPage: total, Resources: resources },
  }
}
