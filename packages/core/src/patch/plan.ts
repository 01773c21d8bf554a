import { ScimError } from '../errors/scim-error.ts'
import type { Path } from '../filter/ast.ts'
import { printPath } from '../filter/print.ts'
import type { Attribute, Container, ResourceType } from '../schema/attribute.ts'
import { checkSchemaList } from '../schema/check-schemas.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { shownWhenSent } from '../schema/read-resource.ts'
import type { Reading } from '../schema/read-value.ts'
import { describe } from '../schema/value-types.ts'
import type { AttributeTarget, DocumentEdit, RelationStep } from './edit.ts'
import { joinAdditions } from './join-additions.ts'
import { limitUnknown } from './limit-unknown.ts'
import type { PatchOperation } from './operation.ts'
import { planRelation } from './plan-relation.ts'
import { isWholeValue, readOperand, readWholeOperand } from './read-operand.ts'
import { refuseRemoveWithValue } from './remove-with-value.ts'
import { fitIn, isOtherElement } from './sole-element.ts'
import { resolveTarget, type Target, type TargetOptions } from './target.ts'

/**
 * What a PATCH comes to: edits of the document, and for each relation the steps that change it. The two never touch
 * the same attribute, so a relation need not be loaded to apply the edits, nor the document to change a relation.
 */
export interface PatchPlan {
  readonly edits: readonly DocumentEdit[]
  readonly relations: ReadonlyMap<Attribute, readonly RelationStep[]>
  /** The attributes the request names, for `returned: request`. */
  readonly named: ReadonlySet<Attribute>
}

/** How a plan is made. */
export interface PlanOptions extends TargetOptions {
  readonly reading: Reading
  /** Called for a path that names no attribute; returns to ignore the operation, or throws. */
  readonly unknownPath: (path: Path) => void
  /** Lets `schemas` be replaced by any list, which is ignored, and is called for it. */
  readonly anySchemas?: (() => void) | undefined
  /** Whether to replace a complex attribute is to replace all of its sub-attributes (A15). */
  readonly replacesWhole?: boolean | undefined
}

interface Planning {
  readonly resourceType: ResourceType
  readonly options: PlanOptions
  readonly edits: DocumentEdit[]
  readonly relations: Map<Attribute, RelationStep[]>
}

/**
 * Compiles operations into a plan. Everything that can be decided without the resource is decided here: paths, values,
 * and what `mutability` forbids (RFC 7644 §3.5.2).
 *
 * @throws ScimError of the PATCH, filter and schema areas
 */
export function planPatch(
  resourceType: ResourceType,
  operations: readonly PatchOperation[],
  options: PlanOptions,
): PatchPlan {
  const reading = limitUnknown(options.reading)
  const planning: Planning = { resourceType, options: { ...options, reading }, edits: [], relations: new Map() }
  for (const operation of operations) planOperation(operation, planning)
  const named = new Set([...planning.edits.flatMap(namedBy), ...planning.relations.keys()])
  return { edits: joinAdditions(planning.edits), relations: planning.relations, named }
}

function namedBy({ target: { attribute, sub }, value }: DocumentEdit): readonly Attribute[] {
  if (sub !== undefined) return [attribute, sub]
  return value === undefined ? [attribute] : [attribute, ...shownWhenSent(attribute, value)]
}

function planOperation(operation: PatchOperation, planning: Planning): void {
  const { op, path, value, index } = operation
  if (op !== 'remove' && value === undefined) throw new ScimError('PATCH_VALUE_REQUIRED', { index, op })
  if (path === undefined) {
    planWithoutPath(operation, planning)
    return
  }
  const target = targetOf(path, planning)
  if (target?.kind === 'container') planContainer(target.container, operation, planning)
  else if (target !== undefined) planTarget(target, operation, planning)
}

function targetOf(path: Path, { resourceType, options }: Planning): Target | undefined {
  const target = resolveTarget(resourceType, path, options)
  if (target !== undefined && !isOtherElement(target, options.reading)) return target
  options.unknownPath(path)
  return undefined
}

/** Without a path the value is a set of attributes (RFC 7644 §3.5.2.1, §3.5.2.3): as if each were its own operation. */
function planWithoutPath(operation: PatchOperation, planning: Planning): void {
  const { op, value, index } = operation
  if (op === 'remove') throw new ScimError('PATCH_PATH_REQUIRED', { index })
  if (!isJsonObject(value))
    throw new ScimError('PATCH_VALUE_FORM', { index, expected: 'an object', found: describe(value) })
  planMembers(value, { prefix: '', operation, planning })
}

function planContainer(container: Container, operation: PatchOperation, planning: Planning): void {
  const { op, value, index } = operation
  if (op === 'add' && value === null) return
  if (op === 'remove' || value === null) {
    for (const attribute of container.attributes) {
      if (attribute.mutability !== 'readOnly')
        planTarget(whole(attribute), { ...operation, op: 'remove', value: undefined }, planning)
    }
    return
  }
  if (!isJsonObject(value))
    throw new ScimError('PATCH_VALUE_FORM', { index, expected: 'an object', found: describe(value) })
  planMembers(value, { prefix: `${container.urn}:`, operation, planning })
}

interface Members {
  readonly prefix: string
  readonly operation: PatchOperation
  readonly planning: Planning
}

/** A name in a value is that of an attribute. One that is a path is refused. */
function planMembers(value: JsonObject, { prefix, operation, planning }: Members): void {
  const seen = new Set<string>()
  for (const name of Object.keys(value)) {
    const key = name.toLowerCase()
    if (seen.has(key)) throw new ScimError('ATTRIBUTE_DUPLICATE', { path: `${prefix}${name}` })
    seen.add(key)
    planMember(name, value[name] ?? null, { prefix, operation, planning })
  }
}

function planMember(name: string, value: JsonValue, { prefix, operation, planning }: Members): void {
  if (prefix === '' && isJsonObject(value) && isForeignUrn(name, planning)) {
    planMembers(value, { prefix: `${name}:`, operation, planning })
    return
  }
  const target = targetOf({ path: `${prefix}${name}` }, planning)
  if (target === undefined) return
  const member = { ...operation, value }
  if (target.kind === 'container') {
    planContainer(target.container, member, planning)
    return
  }
  if (target.sub !== undefined || (prefix === '' && target.attribute.container !== undefined)) {
    throw new ScimError('PATH_TARGET', {
      path: printPath(target.path),
      problem: 'in an operation without a path, a name is an attribute and no path',
    })
  }
  planTarget(target, member, planning)
}

/** Whether a name is the URN of an extension that is not there: then each attribute in it is unknown by itself. */
function isForeignUrn(name: string, { resourceType }: Planning): boolean {
  return name.toLowerCase().startsWith('urn:') && findAttribute(resourceType, name) === undefined
}

function planTarget(target: AttributeTarget, operation: PatchOperation, planning: Planning): void {
  const { attribute, sub } = target
  if (attribute.path === 'schemas') {
    checkSchemasOperation(target, operation, planning)
    return
  }
  const readOnly = [attribute, sub].find((touched) => touched?.mutability === 'readOnly')
  if (readOnly !== undefined)
    throw new ScimError('ATTRIBUTE_MUTABILITY', { path: readOnly.path, mutability: 'readOnly' })
  refuseRemoveWithValue(target, operation)
  if (operation.op === 'add' && operation.value === null) {
    refuseAddingNothing(target, planning)
    return
  }
  if (attribute.relation) {
    const steps = planning.relations.get(attribute) ?? []
    steps.push(...planRelation(target, operation, planning.options.reading))
    planning.relations.set(attribute, steps)
    return
  }
  planning.edits.push(...fitIn(editOf(target, operation, planning.options), planning.options.reading))
}

function editOf(
  target: AttributeTarget,
  operation: PatchOperation,
  { reading, replacesWhole }: PlanOptions,
): DocumentEdit {
  const { op } = operation
  if (replacesWhole && isWholeValue(target, operation))
    return { op, target, value: readWholeOperand(target, operation, reading), isWhole: true }
  return { op, target, value: readOperand(target, operation, reading) }
}

/** Adding null adds nothing (RFC 7643 §2.5, S7644-3.5.2.1-14), and to a required attribute something must be added. */
function refuseAddingNothing({ attribute, filter, sub }: AttributeTarget, { resourceType }: Planning): void {
  const named = filter === undefined ? (sub ?? attribute) : sub
  if (named?.required) throw new ScimError('ATTRIBUTE_REQUIRED', { path: named.path, owner: resourceType.name })
}

/** `schemas` follows what the resource holds, so naming a known schema changes nothing and the base schema stays. */
function checkSchemasOperation(
  { path, filter }: AttributeTarget,
  { op, value }: PatchOperation,
  { resourceType, options }: Planning,
): void {
  if (op === 'remove' || (op === 'replace' && value === null))
    throw new ScimError('ATTRIBUTE_REQUIRED_REMOVED', { path: printPath(path) })
  const given: readonly unknown[] = Array.isArray(value) ? value : [value]
  const schemas = op === 'replace' && filter === undefined ? given : [resourceType.schema.id, ...given]
  checkSchemaList(resourceType, schemas, options.anySchemas)
}

function whole(attribute: Attribute): AttributeTarget {
  return { kind: 'attribute', attribute, filter: undefined, sub: undefined, path: { path: attribute.path } }
}
