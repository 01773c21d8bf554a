import { ScimError } from '../errors/scim-error.ts'
import { checkMatch, isNotModified } from '../http/conditions.ts'
import { isAmong, visibleIn } from '../provisioning/visibility.ts'
import { type OperationContext, type Outcome, readsOf, resourceOf } from './context.ts'
import { projectionOf, resourceHeaders, showResource } from './respond.ts'

/** GET on one resource (RFC 7644 §3.4.1). */
export async function read(context: OperationContext): Promise<Outcome> {
  const { settings, principal, request } = context
  const { resourceType, id } = resourceOf(context)
  const projection = projectionOf(context, resourceType)
  const resource = await readsOf(context).read(principal.tenant, resourceType, id, projection.wanted)
  if (resource === undefined || !isAmong(resource.provenance, visibleIn(resourceType, settings.policy)))
    throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: resourceType.name, id })
  const hasVersions = settings.policy.protocol.etag
  if (hasVersions) checkMatch(request, resource)
  if (hasVersions && isNotModified(request, resource))
    return { status: 304, headers: resourceHeaders(resource, context), resourceId: id }
  return showResource(context, resource, { status: 200, resourceType, projection })
}
