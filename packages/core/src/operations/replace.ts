import { readJson } from '../http/read-json.ts'
import { draftOf } from '../provisioning/draft.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { keepFixed } from '../schema/fixed.ts'
import { equalJson, type JsonObject } from '../schema/json.ts'
import { checkRequired, type ResourceInput, withDefaults } from '../schema/read-resource.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import { type OperationContext, type Outcome, resourceOf } from './context.ts'
import { admit, readBody } from './create.ts'
import { hold } from './hold.ts'
import { projectionOf, showResource, withRelated } from './respond.ts'

/** PUT on one resource (RFC 7644 §3.5.1). It never creates one. */
export async function replace(context: OperationContext): Promise<Outcome> {
  const { settings, principal, request } = context
  const { resourceType } = resourceOf(context)
  const input = await readBody(context, resourceType, await readJson(request))
  const projection = projectionOf(context, resourceType, input.named)
  const changed = await settings.store.transaction(principal.tenant, async (unit) => {
    const current = await hold(context, unit)
    const attributes = replaceAttributes(resourceType, current.attributes, input)
    checkRequired(resourceType, attributes)
    const relationsChanged = await replaceRelations(context, unit, { resourceType, current, input })
    if (!relationsChanged && equalJson(attributes, current.attributes)) return current
    return unit.update(
      resourceType,
      current,
      draftOf(resourceType, attributes, { policy: settings.policy, before: current.provenance }),
    )
  })
  const resource = await withRelated(context, changed, { resourceType, projection })
  return showResource(context, resource, { status: 200, resourceType, projection })
}

/**
 * What the resource becomes: what is named replaces, what is left out is cleared and defaulted anew; read-only,
 * immutable, write-only and protected attributes keep their value (A37).
 */
function replaceAttributes(
  resourceType: ResourceType,
  before: JsonObject,
  { attributes, named }: ResourceInput,
): JsonObject {
  const candidates = resourceType.attributes.filter((attribute) => isStored(attribute))
  const replaced = candidates.reduce((document, attribute) => {
    const old = valueAt(before, attribute)
    if (named.has(attribute)) {
      return withValue(document, attribute, keepFixed(attribute, old, valueAt(attributes, attribute)))
    }
    return old !== undefined && staysWhenOmitted(attribute) ? withValue(document, attribute, old) : document
  }, attributes)
  return withDefaults(resourceType, replaced, named)
}

function isStored(attribute: Attribute): boolean {
  return !attribute.relation && attribute.path !== 'schemas'
}

function staysWhenOmitted({ mutability, whenOmitted }: Attribute): boolean {
  return mutability !== 'readWrite' || whenOmitted === 'keep'
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
  const admitted = await admit(context, unit, input.relations)
  let isChanged = false
  for (const relation of resourceType.relations) {
    const elements = admitted.get(relation) ?? []
    if (await unit.changeRelation(current, relation, [{ kind: 'replaceAll', elements }])) isChanged = true
  }
  return isChanged
}
