import { parseNames } from '../http/projection-parameters.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { type Projection, settleProjection } from '../schema/projection.ts'
import { represent, type Streams, versionTag } from '../schema/represent.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import { type OperationContext, type Outcome, queryOf } from './context.ts'

/** The projection a request asks for in its query, `sent` being what a write named. */
export function projectionOf(
  context: OperationContext,
  resourceType: ResourceType,
  sent?: ReadonlySet<Attribute>,
): Projection {
  if (context.query === '') return settleProjection(resourceType, { sent })
  const names = parseNames(queryOf(context), context.tolerance.allow('attributesWin'))
  return settleProjection(resourceType, { ...names, sent })
}

/** The headers that name a resource, and its version if there are any; both locations are `meta.location` (A34). */
export function resourceHeaders(
  resource: StoredResource,
  { locate, settings }: OperationContext,
): Readonly<Record<string, string>> {
  const location = locate(resource.resourceType, resource.id) ?? ''
  const headers: Record<string, string> = { location, 'content-location': location }
  if (settings.policy.protocol.etag) headers.etag = versionTag(resource)
  return headers
}

/** The response that shows one resource. */
export function showResource(
  context: OperationContext,
  resource: StoredResource,
  {
    status,
    resourceType,
    projection,
  }: { readonly status: number; readonly resourceType: ResourceType; readonly projection: Projection },
): Outcome {
  const streams: Streams = new Map()
  return {
    status,
    body: represent(resource, resourceType, { projection, locate: context.locate, streams }),
    streams,
    headers: resourceHeaders(resource, context),
    resourceId: resource.id,
  }
}

/**
 * The resource with the relations a response shows, read only when there are any to show. It is the unit of work that
 * reads: the answer is what is committed, and no failure can come after that.
 */
export async function withRelated(
  { request }: OperationContext,
  unit: UnitOfWork,
  { resource, projection }: { readonly resource: StoredResource; readonly projection: Projection },
): Promise<StoredResource> {
  if (projection.wanted.length === 0) return resource
  return unit.readRelated(resource, projection.wanted, request.takesStream ? 'streamed' : 'whole')
}
