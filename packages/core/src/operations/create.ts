import { readJson } from '../http/read-json.ts'
import { checkDocument } from '../provisioning/check-document.ts'
import { provision } from '../provisioning/on-create.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { valueAt } from '../schema/document.ts'
import { checkRequired, type ResourceInput, withDefaults } from '../schema/read-resource.ts'
import type { RelationElement, StoredResource } from '../store/store.ts'
import { admitRelations } from './admit-relations.ts'
import type { OperationContext, Outcome } from './context.ts'
import { readInput } from './read-input.ts'
import { projectionOf, showResource, withRelated } from './respond.ts'
import { transact } from './transact.ts'

/**
 * POST on a resource type's endpoint (RFC 7644 §3.3). It may go on with an account that was there: the answer is the
 * same 201 with its Location then, because that is the success clients know of a POST.
 */
export async function create(context: OperationContext): Promise<Outcome> {
  const { settings, place, request } = context
  if (place.kind !== 'collection') throw new Error(`Nothing is created at ${place.kind}`)
  const { resourceType } = place
  const input = await readInput(context, resourceType, await readJson(request))
  const projection = projectionOf(context, resourceType, input.named)
  const attributes = withDefaults(resourceType, input.attributes, namedIn(resourceType, input))
  checkRequired(resourceType, attributes)
  checkDocument(resourceType, attributes, settings.policy)
  const { resource, effect } = await transact(context, async (unit, context) => {
    const admitted = await admitRelations(context, unit, input.relations)
    const judging = { policy: settings.policy, note: context.note }
    const { resource, effect } = await provision(unit, { resourceType, input, attributes }, judging)
    const kind = effect === 'created' ? 'add' : 'replaceAll'
    for (const [relation, elements] of admitted) await unit.changeRelation(resource, relation, [{ kind, elements }])
    // What is new has no relations but these. An account that was there may be in groups.
    if (effect === 'created') return { resource: withRelations(resource, admitted), effect }
    return { resource: await withRelated(context, unit, { resource, projection }), effect }
  })
  return { ...showResource(context, resource, { status: 201, resourceType, projection }), effect }
}

/** What has no default of its own any more. Whether somebody is in use is always known: null says nothing of it. */
function namedIn({ activeAttribute }: ResourceType, { attributes, named }: ResourceInput): ReadonlySet<Attribute> {
  if (activeAttribute === undefined || !named.has(activeAttribute)) return named
  if (valueAt(attributes, activeAttribute) !== undefined) return named
  return new Set([...named].filter((attribute) => attribute !== activeAttribute))
}

function withRelations(
  resource: StoredResource,
  admitted: ReadonlyMap<Attribute, readonly RelationElement[]>,
): StoredResource {
  if (admitted.size === 0) return resource
  const related = Object.fromEntries([...admitted].map(([relation, elements]) => [relation.name, elements]))
  return { ...resource, related }
}
