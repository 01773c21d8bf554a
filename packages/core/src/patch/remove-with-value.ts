import { ScimError } from '../errors/scim-error.ts'
import { printPath } from '../filter/print.ts'
import type { Attribute } from '../schema/attribute.ts'
import type { AttributeTarget } from './edit.ts'
import type { PatchOperation } from './operation.ts'

/**
 * Read to the letter, RFC 7644 §3.5.2.2 would ignore the value and remove everything: refused instead (A1). Beside a
 * filter it does no harm to ignore it: what is removed is what the path selects, as Entra ID means it.
 *
 * @throws ScimError `PATCH_REMOVE_WITH_VALUE`
 */
export function refuseRemoveWithValue(target: AttributeTarget, operation: PatchOperation): void {
  const { op, value } = operation
  const { attribute, filter, sub } = target
  const isRisky = sub?.multiValued === true || (attribute.multiValued && filter === undefined)
  if (op !== 'remove' || !isRisky || value === undefined || value === null) return
  throw new ScimError('PATCH_REMOVE_WITH_VALUE', { path: printPath(target.path), instead: insteadOf(target) })
}

function insteadOf({ attribute, sub }: AttributeTarget): string {
  // No path selects one value of a list inside a complex value (RFC 7644 §3.5.2, Figure 7).
  if (sub?.multiValued === true) return 'Replace it with the values that are to stay'
  const filter = { path: selectorOf(attribute, sub), operator: 'eq', kind: 'compare', value: '…' } as const
  const selecting = printPath({ path: attribute.path, filter, ...(sub && { subAttribute: sub.name }) })
  return `Remove single values with a filter in the path, such as ${selecting}`
}

function selectorOf({ byName, subAttributes }: Attribute, sub: Attribute | undefined): string {
  return (sub ?? byName.get('value') ?? subAttributes[0])?.name ?? 'value'
}
