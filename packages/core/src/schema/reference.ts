import type { Attribute } from './attribute.ts'

/** What begins a reference to a resource that a bulk request is yet to create (RFC 7644 §3.7.2). */
export const bulkIdPrefix = 'bulkId:'

/** Reference types outside of what SCIM names (RFC 7643 §7). */
const elsewhere: ReadonlySet<string> = new Set(['external', 'uri'])

/** Whether a reference leads to a SCIM resource: then its API version does not count (RFC 7643 §2.4). */
export function isToResource({ referenceTypes }: Pick<Attribute, 'referenceTypes'>): boolean {
  return referenceTypes.some((type) => !elsewhere.has(type))
}

/** The type of all that a reference can lead to; undefined when there are several. */
export function soleTypeOf({ parent, referenceTypes }: Attribute): string | undefined {
  return parent?.inverseOf?.resourceType ?? (referenceTypes.length === 1 ? referenceTypes[0] : undefined)
}

/** A `$ref` beside a `value`: rebuilt from it on the way out, because clients send null, relative and stale ones. */
export function isComputedReference(attribute: Attribute): boolean {
  return attribute.name === '$ref' && attribute.parent?.byName.has('value') === true
}

/** The `value` beside a `$ref` or in a relation: the id of a resource, so never empty. */
export function isResourceId({ name, parent }: Attribute): boolean {
  return name === 'value' && (parent?.relation === true || parent?.byName.has('$ref') === true)
}

/**
 * No id contains `bulkId` (RFC 7643 §3.1): such a reference means something only until a bulk request has resolved it.
 */
export function isNoId(value: unknown): boolean {
  return value === '' || (typeof value === 'string' && value.startsWith(bulkIdPrefix))
}
