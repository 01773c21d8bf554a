import type { Attribute } from '../schema/attribute.ts'
import { valueAt } from '../schema/document.ts'
import { isJsonArray, isJsonObject, type JsonValue } from '../schema/json.ts'
import { versionTag } from '../schema/represent.ts'
import type { StoredResource } from '../store/store.ts'

/** Reads something from a resource. Made once per attribute, so that reading costs no more than it must. */
export type Reader = (resource: StoredResource) => JsonValue | undefined

/**
 * What is kept beside the document: the common attributes (RFC 7643 §3.1), by path. `schemas` and `meta.location` are
 * kept nowhere; a resolved filter or sort never names them.
 */
const kept: Readonly<Record<string, Reader>> = {
  schemas: () => undefined,
  id: (resource) => resource.id,
  meta: ({ resourceType, created, lastModified }) => ({ resourceType, created, lastModified }),
  'meta.resourceType': (resource) => resource.resourceType,
  'meta.created': (resource) => resource.created,
  'meta.lastModified': (resource) => resource.lastModified,
  'meta.location': () => undefined,
  'meta.version': versionTag,
}

/** A function that reads what a resource holds under a top-level attribute or one of `meta`, as it is. */
export function readerOf(attribute: Attribute): Reader {
  const { name } = attribute
  if (attribute.schema === '' && Object.hasOwn(kept, attribute.path)) return kept[attribute.path] as Reader
  if (attribute.relation || attribute.inverseOf !== undefined) {
    // An element has only members that are strings, so it is JSON.
    return (resource) => resource.related?.[name] as JsonValue | undefined
  }
  return (resource) => valueAt(resource.attributes, attribute)
}

/** Whether an attribute can be read without its parent: it is at the top, or one of the common sub-attributes. */
export function isReadDirectly(attribute: Attribute): boolean {
  return attribute.parent === undefined || attribute.schema === ''
}

/**
 * A function that lists all values a resource has of an attribute, through multi-valued parents.
 *
 * @example
 * ```ts
 * valuesOf(resolveSort('emails.value', userType))(ada) // ['ada@example.com', 'ada@home.example']
 * ```
 */
export function valuesOf(attribute: Attribute): (resource: StoredResource) => readonly JsonValue[] {
  if (isReadDirectly(attribute)) {
    const read = readerOf(attribute)
    return (resource) => listOf(read(resource))
  }
  const { name, parent } = attribute
  const read = readerOf(parent as Attribute)
  return (resource) => {
    const values: JsonValue[] = []
    for (const element of listOf(read(resource))) {
      for (const value of listOf(memberOf(element, name))) values.push(value)
    }
    return values
  }
}

/** What an element holds under a sub-attribute's name. */
export function memberOf(element: JsonValue | undefined, name: string): JsonValue | undefined {
  return isJsonObject(element) ? element[name] : undefined
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return []
  return isJsonArray(value) ? value : [value]
}

/**
 * Present means not empty: `""`, `[]`, `{}`, `null` and what is made of those are absent; `false` and 0 are not (A4).
 *
 * @example
 * ```ts
 * hasContent({ value: '' }) // false
 * hasContent(false) // true
 * ```
 */
export function hasContent(value: JsonValue | undefined): boolean {
  if (value === undefined || value === null || value === '') return false
  if (isJsonArray(value)) return value.some(hasContent)
  return !isJsonObject(value) || Object.values(value).some(hasContent)
}
