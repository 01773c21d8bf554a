import type { InvalidMembers, MemberProblem } from '../errors/member-problem.ts'
import { ScimError } from '../errors/scim-error.ts'
import type { ResolvedFilter } from '../filter/ast.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { Identified, RelationElement, StoredResource, UnitOfWork } from '../store/store.ts'
import type { Policy } from './policy.ts'
import type { Judging } from './rewrite.ts'
import { visibleIn } from './visibility.ts'

/** Elements about to be added to a relation. */
export interface Joining {
  readonly relation: Attribute
  readonly elements: readonly RelationElement[]
  /** Whose members they become, when a PATCH adds them: some may be there already. */
  readonly patched?: StoredResource | undefined
}

/**
 * Applies the membership rules to elements about to be added: those that cannot be members are refused, left out or
 * kept, as the policy says, and each element gets the type of what it refers to.
 *
 * @throws ScimError `MEMBERS_INVALID` with all invalid ids, before anything is written
 */
export async function admitMembers(
  unit: UnitOfWork,
  { relation, elements, patched }: Joining,
  { policy, note }: Judging,
): Promise<readonly RelationElement[]> {
  if (elements.length === 0) return elements
  const ids = elements.map((element) => element.value)
  const known = await unit.identify(ids, policy.groups.identityWindow)
  const found = await problemsOf(unit, ids, { relation, known, policy })
  const problems = patched === undefined ? found : await amongAdded(unit, found, { relation, patched })
  if (policy.groups.memberValidation === 'reject') refuse(relation, problems)
  const isLeftOut = policy.groups.memberValidation === 'skip' && problems.size > 0
  if (isLeftOut) note('MEMBERS_SKIPPED', told(problems))
  const admitted = isLeftOut ? elements.filter((element) => !problems.has(element.value)) : elements
  return admitted.map((element) => withType(element, known.get(element.value)?.resourceType))
}

/**
 * Who is a member already is not added by being named once more: that somebody has been deactivated holds up no change
 * of the others.
 */
async function amongAdded(
  unit: UnitOfWork,
  problems: Problems,
  { relation, patched }: { readonly relation: Attribute; readonly patched: StoredResource },
): Promise<Problems> {
  const attribute = relation.byName.get('value')
  const inactive = [...problems].flatMap(([id, problem]) => (problem === 'inactive' ? [id] : []))
  if (attribute === undefined || inactive.length === 0) return problems
  const operands = inactive.map((value) => ({ kind: 'compare', attribute, operator: 'eq', value }) as const)
  const members = new Set(await unit.matchRelation(patched, relation, { kind: 'or', operands }))
  return new Map([...problems].filter(([id]) => !members.has(id)))
}

const everything: ResolvedFilter = { kind: 'not', operand: { kind: 'never' } }

/**
 * Applies the membership rules to all elements a relation has after a PATCH, where the policy asks for that: members
 * that have become invalid since they were added then hold up every change of members but the one that removes them.
 *
 * @throws ScimError `MEMBERS_INVALID`; what the unit of work has done until then is undone with it
 */
export async function checkResulting(
  unit: UnitOfWork,
  { current, relation }: { readonly current: StoredResource; readonly relation: Attribute },
  policy: Policy,
): Promise<void> {
  const { patchChecks, memberValidation, identityWindow } = policy.groups
  if (patchChecks === 'added' || memberValidation !== 'reject') return
  const ids = await unit.matchRelation(current, relation, everything)
  if (ids.length === 0) return
  const known = await unit.identify(ids, identityWindow)
  refuse(relation, await problemsOf(unit, ids, { relation, known, policy }))
}

type Problems = ReadonlyMap<string, MemberProblem>

interface Judged {
  readonly relation: Attribute
  readonly known: ReadonlyMap<string, Identified>
  readonly policy: Policy
}

/** What is wrong with each id that cannot be a member, in the order of the request. */
async function problemsOf(unit: UnitOfWork, ids: readonly string[], judged: Judged): Promise<Problems> {
  const found = ids.flatMap((id): readonly (readonly [string, MemberProblem])[] => {
    const problem = problemOf(judged.known.get(id), judged)
    return problem === undefined ? [] : [[id, problem]]
  })
  const beyond = await beyondWindow(unit, found, judged)
  return new Map(found.map(([id, problem]) => [id, beyond.has(id) ? 'beyond window' : problem]))
}

/**
 * Of whom the check does not know, those who are here: nothing the identity provider can do makes members of them
 * (P-22).
 */
async function beyondWindow(
  unit: UnitOfWork,
  found: readonly (readonly [string, MemberProblem])[],
  { policy: { groups } }: Judged,
): Promise<Pick<ReadonlyMap<string, unknown>, 'has'>> {
  const unknown = found.flatMap(([id, problem]) => (problem === 'unknown' ? [id] : []))
  const isAsked = groups.identityWindow !== undefined && groups.memberValidation !== 'accept' && unknown.length > 0
  return isAsked ? await unit.identify(unknown) : new Map()
}

function problemOf(target: Identified | undefined, { relation, policy }: Judged): MemberProblem | undefined {
  if (target === undefined) return 'unknown'
  if (!canBe(relation, target.resourceType)) return 'wrong type'
  // An account SCIM does not see is not provisioned as far as the identity provider knows (P-07).
  if (!target.managed && visibleIn({ name: target.resourceType }, policy) === 'managed') return 'unmanaged'
  return policy.groups.requireActiveMembers && !target.active ? 'inactive' : undefined
}

function refuse({ name }: Attribute, problems: Problems): void {
  if (problems.size === 0) return
  throw new ScimError('MEMBERS_INVALID', { attribute: name, ...told(problems) })
}

function told(problems: Problems): InvalidMembers {
  return { ids: [...problems.keys()], why: Object.fromEntries(problems) }
}

/** Whether the relation may refer to resources of this type: `referenceTypes` of its `$ref` (RFC 7643 §7). */
function canBe(relation: Attribute, resourceType: string): boolean {
  const types = relation.byName.get('$ref')?.referenceTypes ?? []
  return types.length === 0 || types.includes(resourceType)
}

function withType({ value, type, display }: RelationElement, known: string | undefined): RelationElement {
  const actual = known ?? type
  return { value, ...(actual !== undefined && { type: actual }), ...(display !== undefined && { display }) }
}
