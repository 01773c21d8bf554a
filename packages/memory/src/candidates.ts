import { type Attribute, isIndexed, type ResolvedFilter, type ResourceType } from '@scimkit/core'
import type { EqualityIndex } from './equality-index.ts'
import type { Tenant } from './tenant.ts'

interface Place {
  readonly tenant: Tenant
  readonly resourceType: ResourceType
  /** Of the live resources, or of the tombstones. */
  readonly index: EqualityIndex
}

/**
 * The ids of all resources a filter can match at all, found without looking at the resources; undefined when only a
 * scan can tell. Whoever asks still has to try the filter on them: a candidate matches one condition, not yet all.
 */
export function candidates(place: Place, filter: ResolvedFilter): ReadonlySet<string> | undefined {
  switch (filter.kind) {
    case 'compare':
      return filter.operator === 'eq' ? withValue(place, filter.attribute, filter.value) : undefined
    case 'and':
      return smallest(filter.operands.map((operand) => candidates(place, operand)))
    case 'or':
      return union(filter.operands.map((operand) => candidates(place, operand)))
    // Attributes inside the brackets are the same sub-attributes, only about one element.
    case 'valuePath':
      return candidates(place, filter.filter)
    case 'never':
      return new Set()
    case 'present':
    case 'not':
      return undefined
  }
}

function withValue({ tenant, resourceType, index }: Place, attribute: Attribute, value: string | number | boolean) {
  if (attribute.path === 'id') return new Set([String(value)])
  // The rows of a relation are found by their exact value only.
  if (attribute.parent?.relation === true && attribute.name === 'value' && attribute.caseExact) {
    return new Set(tenant.relation(resourceType.name, attribute.parent.name).ownersOf(String(value)))
  }
  return isIndexed(attribute) ? index.find(attribute, value) : undefined
}

function smallest(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const known = sets.filter((set) => set !== undefined)
  return known.toSorted((left, right) => left.size - right.size)[0]
}

function union(sets: readonly (ReadonlySet<string> | undefined)[]): ReadonlySet<string> | undefined {
  const known = sets.filter((set) => set !== undefined)
  return known.length === sets.length ? new Set(known.flatMap((set) => [...set])) : undefined
}
