import {
  type Attribute,
  type Comparable,
  comparableOf,
  hasContent,
  isIndexed,
  isJsonObject,
  type JsonValue,
  type ResourceType,
  type StoredResource,
  textOf,
  valuesOf,
} from '@scimkit/core'
import { toKey, toText } from './text.ts'

/**
 * What is compared of one value: its comparable, and the text that `co`, `sw` and `ew` look into where that is another
 * one, as for a URI.
 */
type Searchable = Comparable | { readonly c: Comparable; readonly t: string }

/** The values of an element by the name of the sub-attribute, and under `+` the names of those with content. */
type Element = Readonly<Record<string, readonly Searchable[] | readonly string[]>>

/**
 * What filters and sorts look into: values by path (`v`), and the paths that have content (`p`). `n` is the displayName
 * as it was written, for those who show this resource as one they belong to.
 */
export interface Search {
  readonly v: Readonly<Record<string, readonly (Searchable | Element)[]>>
  readonly p: readonly string[]
  readonly n?: readonly [string]
}

type Read = (resource: StoredResource) => readonly JsonValue[]

interface Reading {
  readonly path: string
  readonly read: Read
  readonly toEntry: (value: JsonValue) => Searchable | Element | undefined
}

const known = new WeakMap<ResourceType, readonly Reading[]>()

/** Makes ready what filters and sorts look into: everything but what is kept in columns and rows of its own. */
export function searchOf(resourceType: ResourceType, resource: StoredResource): Search {
  const readings = known.get(resourceType) ?? resourceType.attributes.filter(isSearched).map(toReading)
  known.set(resourceType, readings)
  const v: Record<string, readonly (Searchable | Element)[]> = {}
  const p: string[] = []
  for (const { path, read, toEntry } of readings) {
    const values = read(resource)
    if (values.length === 0) continue
    v[path] = values.map(toEntry).filter((entry) => entry !== undefined)
    if (values.some(hasContent)) p.push(path)
  }
  const { displayName } = resource.attributes
  return { v, p, ...(typeof displayName === 'string' && { n: [toText(displayName)] as const }) }
}

function isSearched({ path, schema, relation, inverseOf, returned }: Attribute): boolean {
  if (relation || inverseOf !== undefined || returned === 'never') return false
  return schema !== '' || path === 'externalId'
}

function toReading(attribute: Attribute): Reading {
  const toEntry = attribute.type === 'complex' ? elementReader(attribute) : searchableReader(attribute)
  return { path: attribute.path, read: valuesOf(attribute), toEntry }
}

function searchableReader(attribute: Attribute): (value: JsonValue) => Searchable | undefined {
  const comparable = comparableOf(attribute)
  // Only URIs are compared in another form than they are looked into (RFC 3986 §6.2).
  const textual = hasTextOfItsOwn(attribute) ? textOf(attribute) : () => undefined
  return (value) => {
    const c = comparable(value)
    if (c === undefined) return undefined
    const t = textual(value)
    const ready = typeof c === 'string' ? toText(c) : c
    return t === undefined || t === c ? ready : { c: ready, t: toText(t) }
  }
}

function elementReader({ subAttributes }: Attribute): (value: JsonValue) => Element | undefined {
  const subs = subAttributes.map((each) => ({ name: each.name, toEntry: searchableReader(each) }))
  return (value) => {
    if (!isJsonObject(value)) return undefined
    const present: string[] = []
    const element: Record<string, readonly Searchable[] | readonly string[]> = {}
    for (const { name, toEntry } of subs) {
      const values = listOf(value[name])
      if (values.length === 0) continue
      element[name] = values.map(toEntry).filter((entry) => entry !== undefined)
      if (values.some(hasContent)) present.push(name)
    }
    element['+'] = present
    return element
  }
}

/** Whether what is looked into differs from what is compared. */
export function hasTextOfItsOwn({ type }: Attribute): boolean {
  return type === 'reference'
}

function listOf(value: JsonValue | undefined): readonly JsonValue[] {
  if (value === undefined || value === null) return []
  // Sound: what is a list of JSON is a list of JSON values.
  return Array.isArray(value) ? (value as readonly JsonValue[]) : [value]
}

/** The entries of a resource in the look-up table: equality on these attributes is answered from an index. */
export function lookupsOf(
  resourceType: ResourceType,
  resource: StoredResource,
): readonly (readonly [string, string])[] {
  const entries = resourceType.indexed.filter(isIndexed).flatMap((attribute) => {
    const comparable = comparableOf(attribute)
    return valuesOf(attribute)(resource).flatMap((value) => {
      const key = comparable(value)
      return key === undefined ? [] : [[attribute.path, toKey(toText(String(key)))] as const]
    })
  })
  return [...new Map(entries.map((entry) => [entry.join('\n'), entry])).values()]
}
