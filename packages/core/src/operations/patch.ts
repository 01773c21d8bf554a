import { rewritePatchMessage } from '../dialect/patch-message.ts'
import { rewritePatchOperations } from '../dialect/patch-operations.ts'
import { ScimError } from '../errors/scim-error.ts'
import { printPath } from '../filter/print.ts'
import { readJson } from '../http/read-json.ts'
import { Allowance } from '../patch/allowance.ts'
import { applyEdits } from '../patch/apply.ts'
import { dropTakenBack } from '../patch/drop-taken-back.ts'
import type { RelationStep, RelationUnchanged } from '../patch/edit.ts'
import { joinRemovals } from '../patch/join-removals.ts'
import { readOperations } from '../patch/operation.ts'
import { type PatchPlan, type PlanOptions, planPatch } from '../patch/plan.ts'
import { nameIn, unknownPath } from '../patch/unknown-path.ts'
import { rewriteAliases } from '../provisioning/aliases.ts'
import { checkDocument } from '../provisioning/check-document.ts'
import { checkPaths } from '../provisioning/check-paths.ts'
import { refusesExternalId } from '../provisioning/dropped.ts'
import { withoutHollowEmails } from '../provisioning/emails.ts'
import { keepActive } from '../provisioning/keep-active.ts'
import { checkBatch, countChanges } from '../provisioning/member-batch.ts'
import { admitMembers, checkResulting } from '../provisioning/members.ts'
import { sealEdits } from '../provisioning/passwords.ts'
import { refuseRemovedName, settleUserName } from '../provisioning/rename.ts'
import { amend, effectOf } from '../provisioning/rewrite.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import { checkRequired } from '../schema/read-resource.ts'
import type { RelationDelta, RelationElement, StoredResource, UnitOfWork } from '../store/store.ts'
import { type OperationContext, type Outcome, readingFor, resourceAt, resourceOf } from './context.ts'
import { hold } from './hold.ts'
import { answerFor } from './patch-answer.ts'
import { projectionOf, resourceHeaders, showResource, withRelated } from './respond.ts'
import { transact } from './transact.ts'
import { type Refuse, refusingUnknown } from './unknown-names.ts'

/** PATCH on one resource (RFC 7644 §3.5.2): planned first, then applied completely or not at all. */
export async function patch(context: OperationContext): Promise<Outcome> {
  const { request } = context
  const { resourceType } = resourceOf(context)
  const plan = await readPlan(context, resourceType, await readJson(request))
  const projection = projectionOf(context, resourceType, plan.named)
  const { isEmpty, wish } = answerFor(context, resourceType)
  const { before, after, resource } = await transact(context, async (unit, context) => {
    const current = await hold(context, unit)
    const after = await applyPlan(context, unit, { plan, resourceType, current })
    const resource = isEmpty ? after : await withRelated(context, unit, { resource: after, projection })
    return { before: current, after, resource }
  })
  const effect = effectOf(before, after)
  const applied = wish === undefined ? undefined : { 'preference-applied': `return=${wish}` }
  if (isEmpty)
    return { status: 204, headers: { ...resourceHeaders(after, context), ...applied }, resourceId: after.id, effect }
  const shown = showResource(context, resource, { status: 200, resourceType, projection })
  return { ...shown, headers: { ...shown.headers, ...applied }, effect }
}

/**
 * Reads the body into a plan: the dialect puts message and operations right before the engine takes them to the letter.
 * No clear text of a password gets any further.
 */
async function readPlan(context: OperationContext, resourceType: ResourceType, body: JsonObject): Promise<PatchPlan> {
  const { tolerance, settings } = context
  const { policy } = settings
  const message = rewritePatchMessage(body, tolerance)
  const operations = readOperations(message, {
    anySchemas: tolerance.allow('anySchemas'),
    emptyOperations: tolerance.allow('emptyOperations'),
    unquotedValue: tolerance.allow('bareFilterValues'),
  })
  checkPaths(operations, policy)
  const named = rewriteAliases(resourceType, operations, policy)
  const rewritten = rewritePatchOperations(resourceType, named, tolerance)
  const plan = refusingUnknown((refuse) =>
    planPatch(resourceType, rewritten, planningFor(context, resourceType, refuse)),
  )
  if (plan.relations.size > 0) {
    const allowance = context.allowance ?? new Allowance()
    for (const step of [...plan.relations.values()].flat()) allowance.search(step)
  }
  return { ...plan, edits: await sealEdits(plan.edits, settings.passwords) }
}

function planningFor(context: OperationContext, resourceType: ResourceType, refuse: Refuse): PlanOptions {
  const { tolerance, settings } = context
  const { policy, isDropped } = settings
  return {
    reading: readingFor(context, resourceType, { method: 'patch', refuse }),
    anySchemas: tolerance.allow('anySchemas'),
    stringBooleans: tolerance.allow('stringBooleans'),
    resourceAt: resourceAt(settings, context.request),
    unqualifiedPath: tolerance.allow('unqualifiedPath'),
    filterOnSingle: tolerance.allow('filterOnSingle'),
    replacesWhole: policy.protocol.replaceComplex === 'whole',
    unknownPath: (path) => {
      const name = nameIn(path)
      if (isDropped(resourceType.name, name)) return
      const isRefused = policy.attributes.unknown.patch === 'reject' || refusesExternalId(resourceType, name, policy)
      if (isRefused) refuse(unknownPath(resourceType, path))
      else context.ignored(printPath(path))
    },
  }
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
  const { settings, tolerance, note } = context
  const judging = { policy: settings.policy, note }
  checkBatch(countChanges([...plan.relations.values()].flat()), judging)
  const before = current.attributes
  refuseRemovedName(plan.edits, { resourceType, current }, judging)
  const edited = applyEdits(before, plan.edits, {
    createUnmatched: tolerance.allow('createUnmatched'),
    lastPrimaryWins: tolerance.allow('lastPrimaryWins'),
    // Outside of a bulk request each try is a new one: a store may run the work again.
    allowance: context.allowance,
  })
  const whole = withoutHollowEmails(resourceType, { before, after: edited }, settings.policy)
  const remaining = keepActive(resourceType, { before, after: whole })
  const attributes = settleUserName({ resourceType, current, attributes: remaining }, judging)
  const isEdited = attributes !== current.attributes
  if (isEdited) {
    checkRequired(resourceType, attributes)
    checkDocument(resourceType, attributes, settings.policy)
  }
  let isRelationChanged = false
  for (const [relation, steps] of plan.relations) {
    if (await changeRelation(context, unit, { current, relation, steps })) isRelationChanged = true
  }
  const isChanged = isEdited || isRelationChanged
  // Awaited, as everything on the way of each PATCH is: see `rewrite`.
  return await amend(unit, { resourceType, current, attributes, isChanged }, judging)
}

interface Changing {
  readonly current: StoredResource
  readonly relation: Attribute
  readonly steps: readonly RelationStep[]
}

/**
 * Changes a relation step by step, in as few deltas as their order allows. All new elements are checked before the
 * first.
 */
async function changeRelation(
  { settings: { policy }, note }: OperationContext,
  unit: UnitOfWork,
  { current, relation, steps }: Changing,
): Promise<boolean> {
  const given = steps.flatMap((step) => ('elements' in step ? step.elements : []))
  const admitted = await admitMembers(unit, { relation, elements: given, patched: current }, { policy, note })
  const types = new Map(admitted.map(({ value, type }) => [value, type]))
  const pending: RelationDelta[] = []
  let isChanged = false
  const flush = async (): Promise<void> => {
    if (await unit.changeRelation(current, relation, joinRemovals(dropTakenBack(pending.splice(0))))) isChanged = true
  }
  for (const step of steps) {
    const elements = 'elements' in step ? withTypes(step.elements, types) : []
    if (step.kind === 'add' || step.kind === 'replaceAll') pending.push({ ...step, elements })
    else if (step.kind === 'unchanged') {
      await flush()
      await checkUnchanged(unit, { current, relation, step })
    } else if (step.kind !== 'replaceWhere') pending.push(step)
    else {
      // What the filter selects may have come with an earlier step.
      await flush()
      const values = await unit.matchRelation(current, relation, step.filter)
      if (values.length === 0) throw new ScimError('PATCH_NO_TARGET', { path: printPath(step.path) })
      const kept = new Set(elements.map((element) => element.value))
      pending.push({ kind: 'remove', values: values.filter((value) => !kept.has(value)) }, { kind: 'add', elements })
    }
  }
  await flush()
  await checkResulting(unit, { current, relation }, policy)
  return isChanged
}

/** The parts of an element are immutable (RFC 7643 §4.2): they can be replaced only by their equals. */
async function checkUnchanged(
  unit: UnitOfWork,
  { current, relation, step }: Omit<Changing, 'steps'> & { readonly step: RelationUnchanged },
): Promise<void> {
  const { filter, differing, path, sub } = step
  if ((await unit.matchRelation(current, relation, filter)).length === 0)
    throw new ScimError('PATCH_NO_TARGET', { path: printPath(path) })
  if ((await unit.matchRelation(current, relation, differing)).length > 0)
    throw new ScimError('ATTRIBUTE_MUTABILITY', { path: sub.path, mutability: sub.mutability })
}

/**
 * Those of a step that are admitted, each of the type of what it refers to. What another step says of it stays there.
 */
function withTypes(
  elements: readonly RelationElement[],
  types: ReadonlyMap<string, string | undefined>,
): readonly RelationElement[] {
  return elements
    .filter(({ value }) => types.has(value))
    .map((element) => {
      const type = types.get(element.value)
      return type === undefined ? element : { ...element, type }
    })
}
