import { ScimError } from '../errors/scim-error.ts'
import type { ResolvedFilter } from '../filter/ast.ts'
import { readRelation } from '../schema/read-resource.ts'
import type { Reading } from '../schema/read-value.ts'
import type { AttributeTarget, RelationStep } from './edit.ts'
import type { PatchOperation } from './operation.ts'
import { selectedValues } from './selected-values.ts'

/**
 * Turns an operation on a relation into steps whose cost follows the operation. The sub-attributes of an element are
 * immutable (RFC 7643 §4.2): elements come and go whole.
 *
 * @throws ScimError `ATTRIBUTE_MUTABILITY`, `PATH_TARGET`
 */
export function planRelation(
  target: AttributeTarget,
  operation: PatchOperation,
  reading: Reading,
): readonly RelationStep[] {
  const { attribute, filter, sub, text } = target
  if (sub !== undefined) throw new ScimError('ATTRIBUTE_MUTABILITY', { path: sub.path, mutability: sub.mutability })
  const { op, value } = operation
  if (op === 'remove') return [filter === undefined ? { kind: 'replaceAll', elements: [] } : removal(filter)]
  if (filter !== undefined && op === 'add') {
    const problem = `elements of "${attribute.path}" come and go whole, and are added with the path "${attribute.path}"`
    throw new ScimError('PATH_TARGET', { path: text, problem })
  }
  const isSingle = op === 'add' || filter !== undefined
  const elements = readRelation(
    attribute,
    isSingle && value !== null && !Array.isArray(value) ? [value] : value,
    reading,
  )
  if (op === 'add') return [{ kind: 'add', elements }]
  return [filter === undefined ? { kind: 'replaceAll', elements } : { kind: 'replaceWhere', filter, elements, text }]
}

function removal(filter: ResolvedFilter): RelationStep {
  const values = selectedValues(filter)
  return values === undefined ? { kind: 'removeWhere', filter } : { kind: 'remove', values }
}
