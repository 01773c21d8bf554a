import { rewritePatchMessage } from '../dialect/patch-message.ts'
import { rewritePatchOperations } from '../dialect/patch-operations.ts'
import { ScimError } from '../errors/scim-error.ts'
import { readJson } from '../http/read-json.ts'
import { applyEdits } from '../patch/apply.ts'
import { readOperations } from '../patch/operation.ts'
import { type PatchPlan, planPatch, type RelationStep } from '../patch/plan.ts'
import { draftOf } from '../provisioning/draft.ts'
import { admitMembers } from '../provisioning/members.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import { checkRequired } from '../schema/read-resource.ts'
import type { RelationDelta, StoredResource, UnitOfWork } from '../store/store.ts'
import { type OperationContext, type Outcome, readingFor, resourceOf } from './context.ts'
import { hold } from './hold.ts'
import { projectionOf, resourceHeaders, showResource, withRelated } from './respond.ts'

/** PATCH on one resource (RFC 7644 §3.5.2): planned first, then applied completely or not at all. */
export async function patch(context: OperationContext): Promise<Outcome> {
  const { settings, principal, request } = context
  const { resourceType } = resourceOf(context)
  const plan = readPlan(context, resourceType, await readJson(request))
  const projection = projectionOf(context, resourceType, plan.named)
  const changed = await settings.store.transaction(principal.tenant, async (unit) => {
    const current = await hold(context, unit)
    return applyPlan(context, unit, { plan, resourceType, current })
  })
  if (answersEmpty(context, resourceType))
    return { status: 204, headers: resourceHeaders(changed, context), resourceId: changed.id }
  const resource = await withRelated(context, changed, { resourceType, projection })
  return showResource(context, resource, { status: 200, resourceType, projection })
}

/**
 * A type with relations answers 204, so that changing a member of a large group does not send all the others back
 * (A29); asking for attributes asks for the resource.
 */
function answersEmpty({ query }: OperationContext, resourceType: ResourceType): boolean {
  return resourceType.relations.length > 0 && !/(?:^|&)(?:attributes|excludedAttributes)=/.test(query)
}

/** Reads the body into a plan: the dialect puts message and operations right before the engine takes them to the letter. */
function readPlan(context: OperationContext, resourceType: ResourceType, body: JsonObject): PatchPlan {
  const { tolerance, settings } = context
  const message = rewritePatchMessage(body, tolerance)
  const operations = readOperations(message, {
    anySchemas: tolerance.allow('anySchemas'),
    emptyOperations: tolerance.allow('emptyOperations'),
  })
  return planPatch(resourceType, rewritePatchOperations(resourceType, operations, tolerance), {
    reading: readingFor(context, 'patch', resourceType),
    stringBooleans: tolerance.allow('stringBooleans'),
    unqualifiedPath: tolerance.allow('unqualifiedPath'),
    unknownPath: (error) => {
      if (settings.policy.attributes.unknown.patch === 'reject') throw error
    },
  })
}

interface Applying {
  readonly plan: PatchPlan
  readonly resourceType: ResourceType
  readonly current: StoredResource
}

async function applyPlan(
  context: OperationContext,
  unit: UnitOfWork,
  { plan, resourceType, current }: Applying,
): Promise<StoredResource> {
  const { settings, tolerance } = context
  const attributes = applyEdits(current.attributes, plan.edits, {
    createUnmatched: tolerance.allow('createUnmatched'),
    lastPrimaryWins: tolerance.allow('lastPrimaryWins'),
  })
  const isEdited = attributes !== current.attributes
  if (isEdited) checkRequired(resourceType, attributes)
  let isRelationChanged = false
  for (const [relation, steps] of plan.relations) {
    const deltas = await settleSteps(context, unit, { current, relation, steps })
    if (await unit.changeRelation(current, relation, deltas)) isRelationChanged = true
  }
  // A PATCH that changes nothing leaves version and lastModified alone (RFC 7644 §3.5.2.1).
  if (!isEdited && !isRelationChanged) return current
  return unit.update(
    resourceType,
    current,
    draftOf(resourceType, attributes, { policy: settings.policy, before: current.provenance }),
  )
}

interface Settling {
  readonly current: StoredResource
  readonly relation: Attribute
  readonly steps: readonly RelationStep[]
}

/** Turns steps into deltas: members checked, and what a filter selects looked up. */
async function settleSteps(
  context: OperationContext,
  unit: UnitOfWork,
  { current, relation, steps }: Settling,
): Promise<readonly RelationDelta[]> {
  const { policy } = context.settings
  const deltas: RelationDelta[] = []
  const given = steps.flatMap((step) => ('elements' in step ? step.elements : []))
  const admitted = new Map(
    (await admitMembers(unit, { relation, elements: given }, policy)).map((element) => [element.value, element]),
  )
  for (const step of steps) {
    if (!('elements' in step)) {
      deltas.push(step)
      continue
    }
    const elements = step.elements.flatMap((element) => admitted.get(element.value) ?? [])
    if (step.kind !== 'replaceWhere') {
      deltas.push({ ...step, elements })
      continue
    }
    const values = await unit.matchRelation(current, relation, step.filter)
    if (values.length === 0) throw new ScimError('PATCH_NO_TARGET', { path: step.text })
    deltas.push({ kind: 'remove', values }, { kind: 'add', elements })
  }
  return deltas
}
