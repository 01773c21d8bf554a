import { ScimError } from '../errors/scim-error.ts'
import type { ResolvedFilter } from '../filter/ast.ts'
import { printPath } from '../filter/print.ts'
import type { Attribute } from '../schema/attribute.ts'
import { readRelation } from '../schema/read-resource.ts'
import { type Reading, readValue } from '../schema/read-value.ts'
import { isComputedReference } from '../schema/reference.ts'
import type { AttributeTarget, RelationStep } from './edit.ts'
import type { PatchOperation } from './operation.ts'
import { selectedValues } from './selected-values.ts'

/**
 * Turns an operation on a relation into steps whose cost follows the operation. The sub-attributes of an element are
 * immutable (RFC 7643 §4.2): elements come and go whole, and a part of one can only be said to be what it is.
 *
 * @throws ScimError `ATTRIBUTE_MUTABILITY`, `PATH_TARGET`
 */
export function planRelation(
  target: AttributeTarget,
  operation: PatchOperation,
  reading: Reading,
): readonly RelationStep[] {
  const { attribute, filter, sub, path } = target
  const { op, value } = operation
  if (sub !== undefined) return [unchanged({ ...target, sub }, operation, reading)]
  if (op === 'remove') return [filter === undefined ? { kind: 'replaceAll', elements: [] } : removal(filter)]
  if (filter !== undefined && op === 'add') {
    const problem = `elements of "${attribute.path}" come and go whole, and are added with the path "${attribute.path}"`
    throw new ScimError('PATH_TARGET', { path: printPath(path), problem })
  }
  const isSingle = op === 'add' || filter !== undefined
  const elements = readRelation(
    attribute,
    isSingle && value !== null && !Array.isArray(value) ? [value] : value,
    reading,
  )
  if (op === 'add') return [{ kind: 'add', elements }]
  return [filter === undefined ? { kind: 'replaceAll', elements } : { kind: 'replaceWhere', filter, elements, path }]
}

/**
 * An immutable part can be said once more, and no more than that: whether it is the same, the elements have to tell.
 */
function unchanged(
  { attribute, filter, sub, path }: AttributeTarget & { readonly sub: Attribute },
  { op, value }: PatchOperation,
  reading: Reading,
): RelationStep {
  const said = op === 'remove' || isComputedReference(sub) ? undefined : readValue(sub, value, reading)
  const id = attribute.byName.get('value')
  if (typeof said !== 'string' || id === undefined)
    throw new ScimError('ATTRIBUTE_MUTABILITY', { path: sub.path, mutability: sub.mutability })
  const selected: ResolvedFilter = filter ?? { kind: 'present', attribute: id }
  const isSame: ResolvedFilter = { kind: 'compare', attribute: sub, operator: 'eq', value: said }
  const differing: ResolvedFilter = { kind: 'and', operands: [selected, { kind: 'not', operand: isSame }] }
  return { kind: 'unchanged', filter: selected, differing, sub, path }
}

function removal(filter: ResolvedFilter): RelationStep {
  const values = selectedValues(filter)
  return values === undefined ? { kind: 'removeWhere', filter } : { kind: 'remove', values }
}
