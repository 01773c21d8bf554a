import type { ElementStream, RelationElement, StoredResource } from '../store/store.ts'
import type { Attribute, ResourceType } from './attribute.ts'
import { valueAt } from './document.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json.ts'
import type { Projection, Shown, Visible } from './projection.ts'
import { isComputedReference, soleTypeOf } from './reference.ts'

/** Gives the URI of a resource of a type, as this client sees it; undefined when the type is unknown. */
export type Locate = (resourceTypeName: string, id: string) => string | undefined

/**
 * The version of a resource as an entity tag. Weak, because `attributes` changes the bytes but not the version.
 *
 * @example
 * ```ts
 * versionTag({ version: 7 }) // 'W/"7"'
 * ```
 */
export function versionTag({ version }: Pick<StoredResource, 'version'>): string {
  return `W/"${version}"`
}

/** What is streamed in a representation, by the empty array that holds its place there. */
export type Streams = Map<JsonValue, AsyncIterable<readonly JsonValue[]>>

/** How a resource is represented. */
export interface Representing {
  readonly projection: Projection
  readonly locate: Locate
  /** Is given what the resource has as streams; may be left out for one that has none. */
  readonly streams?: Streams | undefined
}

/** The resource as a response shows it: the projection applied, `schemas` and `meta` made, references resolved. */
export function represent(
  resource: StoredResource,
  resourceType: ResourceType,
  { projection, locate, streams }: Representing,
): JsonObject {
  const result: Record<string, JsonValue> = {}
  const making = { resourceType, locate }
  for (const { attribute, visible } of projection.shown) {
    const stream = streamIn(resource, attribute)
    if (stream !== undefined) {
      const held: readonly JsonValue[] = []
      streams?.set(held, narrowEach(stream, { attribute, visible, locate }))
      place(result, attribute, held)
      continue
    }
    const value = readAttribute(resource, attribute, making)
    if (value === undefined) continue
    const seen = visible === 'whole' ? value : narrow(value, { visible, locate })
    if (seen !== undefined) place(result, attribute, seen)
  }
  return result
}

interface Making {
  readonly resourceType: ResourceType
  readonly locate: Locate
}

/** The values the server makes rather than stores, by the name RFC 7643 §3.1 gives them. */
const made: Readonly<Record<string, (resource: StoredResource, making: Making) => JsonValue>> = {
  schemas: (resource, { resourceType }) => schemasOf(resource.attributes, resourceType),
  id: (resource) => resource.id,
  meta: (resource, { resourceType, locate }) => {
    const meta: Record<string, JsonValue> = {
      resourceType: resource.resourceType,
      created: resource.created,
      lastModified: resource.lastModified,
      location: locate(resource.resourceType, resource.id) ?? '',
    }
    if (resourceType.versions) meta.version = versionTag(resource)
    return meta
  },
}

function readAttribute(resource: StoredResource, attribute: Attribute, making: Making): JsonValue | undefined {
  if (attribute.schema === '' && Object.hasOwn(made, attribute.name)) return made[attribute.name]?.(resource, making)
  if (attribute.relation || attribute.inverseOf !== undefined)
    return relatedElements(resource.related?.[attribute.name])
  return valueAt(resource.attributes, attribute)
}

function relatedElements(elements: readonly RelationElement[] | undefined): JsonValue | undefined {
  // A relation element has only string members, so it is a JSON object.
  return elements === undefined || elements.length === 0 ? undefined : (elements as unknown as JsonValue)
}

/** `schemas` follows what the resource holds: the base schema, and each extension with a value (RFC 7643 §3.3). */
function schemasOf(document: JsonObject, resourceType: ResourceType): readonly string[] {
  const present = [resourceType.schema.id]
  for (const { schema } of resourceType.extensions) if (document[schema.id] !== undefined) present.push(schema.id)
  return present
}

function streamIn({ streamed }: StoredResource, { relation, name }: Attribute): ElementStream | undefined {
  return relation && streamed !== undefined && Object.hasOwn(streamed, name) ? streamed[name] : undefined
}

async function* narrowEach(
  stream: ElementStream,
  { visible, locate }: Shown & { readonly locate: Locate },
): AsyncGenerator<readonly JsonValue[]> {
  for await (const elements of stream) {
    const value = relatedElements(elements)
    const seen = visible === 'whole' || value === undefined ? value : narrow(value, { visible, locate })
    if (isJsonArray(seen)) yield seen
  }
}

interface Narrowing {
  readonly visible: Exclude<Visible, 'whole'>
  readonly locate: Locate
}

function narrow(value: JsonValue, narrowing: Narrowing): JsonValue | undefined {
  if (isJsonArray(value)) {
    const elements = value.flatMap((element): readonly JsonValue[] => {
      const seen = narrowObject(element, narrowing)
      return seen === undefined ? [] : [seen]
    })
    return elements.length === 0 ? undefined : elements
  }
  return narrowObject(value, narrowing)
}

function narrowObject(value: JsonValue, { visible, locate }: Narrowing): JsonObject | undefined {
  if (!isJsonObject(value)) return undefined
  const result: Record<string, JsonValue> = {}
  for (const sub of visible) {
    const seen = isComputedReference(sub) ? referenceOf(sub, { value, locate }) : value[sub.name]
    if (seen !== undefined) result[sub.name] = seen
  }
  return Object.keys(result).length === 0 ? undefined : result
}

/** The URI a value refers to: the element's own type decides, else the only type the reference allows. */
function referenceOf(
  reference: Attribute,
  { value, locate }: { readonly value: JsonObject; readonly locate: Locate },
): string | undefined {
  const { value: id, type } = value
  if (typeof id !== 'string') return undefined
  const only = soleTypeOf(reference)
  const name = only ?? (typeof type === 'string' ? type : undefined)
  return name === undefined ? undefined : locate(name, id)
}

function place(result: Record<string, JsonValue>, { container, name }: Attribute, value: JsonValue): void {
  if (container === undefined) result[name] = value
  else extensionIn(result, container)[name] = value
}

function extensionIn(result: Record<string, JsonValue>, urn: string): Record<string, JsonValue> {
  const made: Record<string, JsonValue> = {}
  // Whatever stands under an extension's URN was put there by this function.
  const extension = (result[urn] as Record<string, JsonValue> | undefined) ?? made
  result[urn] = extension
  return extension
}
