import { readJson } from '../http/read-json.ts'
import { checkDocument } from '../provisioning/check-document.ts'
import { keepActive } from '../provisioning/keep-active.ts'
import { settleUserName } from '../provisioning/rename.ts'
import { amend, effectOf } from '../provisioning/rewrite.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { equalJson } from '../schema/json.ts'
import { checkRequired, type ResourceInput } from '../schema/read-resource.ts'
import { replaceAttributes } from '../schema/replace-attributes.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import { admitRelations } from './admit-relations.ts'
import { type OperationContext, type Outcome, resourceOf } from './context.ts'
import { hold } from './hold.ts'
import { readInput } from './read-input.ts'
import { projectionOf, showResource, withRelated } from './respond.ts'
import { transact } from './transact.ts'

/** PUT on one resource (RFC 7644 §3.5.1). It never creates one. */
export async function replace(context: OperationContext): Promise<Outcome> {
  const { settings, request } = context
  const { resourceType } = resourceOf(context)
  const input = await readInput(context, resourceType, await readJson(request))
  const projection = projectionOf(context, resourceType, input.named)
  const { before, after, resource } = await transact(context, async (unit, context) => {
    const current = await hold(context, unit)
    const judging = { policy: settings.policy, note: context.note }
    const replaced = replaceAttributes(resourceType, current.attributes, input)
    const remaining = keepActive(resourceType, { before: current.attributes, after: replaced })
    const attributes = settleUserName({ resourceType, current, attributes: remaining }, judging)
    checkRequired(resourceType, attributes)
    checkDocument(resourceType, attributes, settings.policy)
    const relationsChanged = await replaceRelations(context, unit, { resourceType, current, input })
    const isChanged = relationsChanged || !equalJson(attributes, current.attributes)
    const after = await amend(unit, { resourceType, current, attributes, isChanged }, judging)
    return { before: current, after, resource: await withRelated(context, unit, { resource: after, projection }) }
  })
  const shown = showResource(context, resource, { status: 200, resourceType, projection })
  return { ...shown, effect: effectOf(before, after) }
}

interface Replacement {
  readonly resourceType: ResourceType
  readonly current: StoredResource
  readonly input: ResourceInput
}

/** The relation is the whole of what the body lists, and empty when the body does not name it. */
async function replaceRelations(
  context: OperationContext,
  unit: UnitOfWork,
  { resourceType, current, input }: Replacement,
): Promise<boolean> {
  const admitted = await admitRelations(context, unit, input.relations)
  let isChanged = false
  for (const relation of resourceType.relations) {
    const elements = admitted.get(relation) ?? []
    if (await unit.changeRelation(current, relation, [{ kind: 'replaceAll', elements }])) isChanged = true
  }
  return isChanged
}
