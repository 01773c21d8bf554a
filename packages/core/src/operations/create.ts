import { readJson } from '../http/read-json.ts'
import { draftOf } from '../provisioning/draft.ts'
import { admitMembers } from '../provisioning/members.ts'
import { sealInput } from '../provisioning/passwords.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { checkSchemas } from '../schema/check-schemas.ts'
import type { JsonObject } from '../schema/json.ts'
import { checkRequired, type ResourceInput, readResource, withDefaults } from '../schema/read-resource.ts'
import type { RelationElement, StoredResource, UnitOfWork } from '../store/store.ts'
import { type OperationContext, type Outcome, readingFor } from './context.ts'
import { projectionOf, showResource } from './respond.ts'

/** POST on a resource type's endpoint (RFC 7644 §3.3). */
export async function create(context: OperationContext): Promise<Outcome> {
  const { settings, principal, place, request } = context
  if (place.kind !== 'collection') throw new Error(`Nothing is created at ${place.kind}`)
  const { resourceType } = place
  const input = await readBody(context, resourceType, await readJson(request))
  const projection = projectionOf(context, resourceType, input.named)
  const attributes = withDefaults(resourceType, input.attributes, input.named)
  checkRequired(resourceType, attributes)
  const draft = draftOf(resourceType, attributes, settings)
  const created = await settings.store.transaction(principal.tenant, async (unit) => {
    const admitted = await admit(context, unit, input.relations)
    const resource = await unit.insert(resourceType, draft)
    for (const [relation, elements] of admitted)
      await unit.changeRelation(resource, relation, [{ kind: 'add', elements }])
    return admitted.size === 0 ? resource : withRelations(resource, admitted)
  })
  return showResource(context, created satisfies StoredResource, { status: 201, resourceType, projection })
}

function withRelations(
  resource: StoredResource,
  admitted: ReadonlyMap<Attribute, readonly RelationElement[]>,
): StoredResource {
  const related = Object.fromEntries([...admitted].map(([relation, elements]) => [relation.name, elements]))
  return { ...resource, related }
}

/** Reads the body of a POST or PUT. No clear text of a password gets any further. */
export function readBody(
  context: OperationContext,
  resourceType: ResourceType,
  body: JsonObject,
): Promise<ResourceInput> {
  checkSchemas(resourceType, body, context.tolerance.allow('anySchemas'))
  const method = context.request.method === 'PUT' ? 'put' : 'post'
  const input = readResource(resourceType, body, readingFor(context, method, resourceType))
  return sealInput(resourceType, input, context.settings.passwords)
}

/** The elements of each relation that the membership rules let in. */
export async function admit(
  { settings }: OperationContext,
  unit: UnitOfWork,
  relations: ReadonlyMap<Attribute, readonly RelationElement[]>,
): Promise<ReadonlyMap<Attribute, readonly RelationElement[]>> {
  const admitted = new Map<Attribute, readonly RelationElement[]>()
  for (const [relation, elements] of relations)
    admitted.set(relation, await admitMembers(unit, { relation, elements }, settings.policy))
  return admitted
}
