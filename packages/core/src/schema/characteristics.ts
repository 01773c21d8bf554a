import type { Attribute, AttributeDefinition, AttributeType } from './attribute.ts'

/** The characteristics of RFC 7643 §7: what an attribute says of itself wherever it stands. */
export type Characteristics = Pick<
  Attribute,
  | 'type'
  | 'multiValued'
  | 'required'
  | 'canonicalValues'
  | 'caseExact'
  | 'mutability'
  | 'returned'
  | 'uniqueness'
  | 'referenceTypes'
>

// RFC 7643 §2.3.6 and §2.3.7: these two count case without saying so.
const alwaysExact: ReadonlySet<AttributeType> = new Set(['binary', 'reference'])

/** The characteristics of an attribute, by the defaults of RFC 7643 §2.2 where the definition leaves one out. */
export function characteristicsOf(definition: AttributeDefinition): Characteristics {
  const type = definition.type ?? 'string'
  const mutability = definition.mutability ?? 'readWrite'
  return {
    type,
    multiValued: definition.multiValued ?? false,
    required: definition.required ?? false,
    canonicalValues: definition.canonicalValues ?? [],
    caseExact: definition.caseExact ?? alwaysExact.has(type),
    mutability,
    // §7: the value of a writeOnly attribute is not returned, whatever else the definition says.
    returned: mutability === 'writeOnly' ? 'never' : (definition.returned ?? 'default'),
    uniqueness: definition.uniqueness ?? 'none',
    referenceTypes: definition.referenceTypes ?? [],
  }
}
