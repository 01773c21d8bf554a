import { readJson } from '../http/read-json.ts'
import { readAliased } from '../provisioning/aliases.ts'
import { checkDocument } from '../provisioning/check-document.ts'
import { checkBatch } from '../provisioning/member-batch.ts'
import { admitMembers } from '../provisioning/members.ts'
import { provision } from '../provisioning/on-create.ts'
import { sealInput } from '../provisioning/passwords.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { checkSchemas } from '../schema/check-schemas.ts'
import type { JsonObject } from '../schema/json.ts'
import { checkRequired, type ResourceInput, withDefaults } from '../schema/read-resource.ts'
import type { RelationElement, StoredResource, UnitOfWork } from '../store/store.ts'
import { type OperationContext, type Outcome, readingFor } from './context.ts'
import { projectionOf, showResource } from './respond.ts'
import { transact } from './transact.ts'

/**
 * POST on a resource type's endpoint (RFC 7644 §3.3). It may go on with an account that was there: the answer is the same
 * 201 with its Location then, because that is the success clients know of a POST.
 */
export async function create(context: OperationContext): Promise<Outcome> {
  const { settings, place, request } = context
  if (place.kind !== 'collection') throw new Error(`Nothing is created at ${place.kind}`)
  const { resourceType } = place
  const input = await readBody(context, resourceType, await readJson(request))
  const projection = projectionOf(context, resourceType, input.named)
  const attributes = withDefaults(resourceType, input.attributes, input.named)
  checkRequired(resourceType, attributes)
  checkDocument(resourceType, attributes, settings.policy)
  const { resource, effect } = await transact(context, async (unit, context) => {
    const admitted = await admit(context, unit, input.relations)
    const judging = { policy: settings.policy, note: context.note }
    const { resource, effect } = await provision(unit, { resourceType, input, attributes }, judging)
    const kind = effect === 'created' ? 'add' : 'replaceAll'
    for (const [relation, elements] of admitted) await unit.changeRelation(resource, relation, [{ kind, elements }])
    return { resource: admitted.size === 0 ? resource : withRelations(resource, admitted), effect }
  })
  return { ...showResource(context, resource, { status: 201, resourceType, projection }), effect }
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
  const reading = readingFor(context, method, resourceType)
  const input = readAliased(resourceType, body, { policy: context.settings.policy, reading })
  return sealInput(resourceType, input, context.settings.passwords)
}

/** The elements of each relation that the membership rules let in. */
export async function admit(
  { settings: { policy }, note }: OperationContext,
  unit: UnitOfWork,
  relations: ReadonlyMap<Attribute, readonly RelationElement[]>,
): Promise<ReadonlyMap<Attribute, readonly RelationElement[]>> {
  checkBatch([...relations.values()].flat().length, { policy, note })
  const admitted = new Map<Attribute, readonly RelationElement[]>()
  for (const [relation, elements] of relations)
    admitted.set(relation, await admitMembers(unit, { relation, elements }, { policy, note }))
  return admitted
}
