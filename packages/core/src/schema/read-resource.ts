import { ScimError } from '../errors/scim-error.ts'
import type { RelationElement } from '../store/store.ts'
import type { Attribute, Container, ResourceType } from './attribute.ts'
import { valueAt, withValue } from './document.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, memberNamed } from './json.ts'
import { checkPrimary, missingSub, type Reading, readValue } from './read-value.ts'
import { isComputedReference } from './reference.ts'
import { decodeSegment } from './resource-uri.ts'
import { isClientsDuty } from './settle.ts'
import { keepSole } from './sole-element.ts'
import { describe } from './value-types.ts'

/** A resource as a client wrote it, in canonical form. */
export interface ResourceInput {
  /** The values given, without what is read-only and without relations. */
  readonly attributes: JsonObject
  /** The elements given for each relation that was named. */
  readonly relations: ReadonlyMap<Attribute, readonly RelationElement[]>
  /**
   * Everything of the client's that was named, also when only to say that it has no value; and the sub-attributes
   * `returned: request` that were given one.
   */
  readonly named: ReadonlySet<Attribute>
  /**
   * What was given values that are not for this product: it is as if nothing had been sent, and what is there stays.
   */
  readonly kept: ReadonlySet<Attribute>
}

/** How a resource body is read, besides its values. */
export interface ResourceReading extends Reading {
  /**
   * Called for an extension URN the resource type does not have, with the paths below it; returns to ignore it, or
   * throws.
   */
  readonly unknownSchema: (urn: string, paths: readonly string[]) => void
}

/**
 * Reads the body of a POST or PUT. Attribute names and URNs count without case (RFC 7643 §2.1); what is read-only is
 * ignored (RFC 7644 §3.3, §3.5.1).
 *
 * @throws ScimError of the schema area
 */
export function readResource(resourceType: ResourceType, body: JsonObject, reading: ResourceReading): ResourceInput {
  const ignored = new Set<Attribute>()
  const named = new Set<Attribute>()
  const kept = new Set<Attribute>()
  const relations = new Map<Attribute, readonly RelationElement[]>()
  const attributes: Record<string, JsonValue> = {}
  const take = (attribute: Attribute, raw: unknown, into: Record<string, JsonValue>): void => {
    if (named.has(attribute) || ignored.has(attribute))
      throw new ScimError('ATTRIBUTE_DUPLICATE', { path: attribute.path })
    if (attribute.mutability === 'readOnly' || attribute.path === 'schemas') {
      ignored.add(attribute)
      return
    }
    named.add(attribute)
    if (attribute.relation) {
      relations.set(attribute, readRelation(attribute, raw, reading))
      return
    }
    const given = readValue(attribute, raw, reading)
    if (given === undefined) return
    checkPrimary(attribute, given)
    const value = keepSole(attribute, given, reading.sole)
    if (value === undefined) {
      named.delete(attribute)
      ignored.add(attribute)
      kept.add(attribute)
      return
    }
    for (const sub of shownWhenSent(attribute, value)) named.add(sub)
    into[attribute.name] = value
  }
  for (const name of Object.keys(body)) {
    const attribute = resourceType.byName.get(name.toLowerCase())
    if (attribute !== undefined) take(attribute, body[name], attributes)
    else readOther(resourceType, name, { raw: body[name], attributes, reading, take })
  }
  return { attributes, relations, named, kept }
}

interface Other {
  readonly raw: unknown
  readonly attributes: Record<string, JsonValue>
  readonly reading: ResourceReading
  readonly take: (attribute: Attribute, raw: unknown, into: Record<string, JsonValue>) => void
}

function readOther(resourceType: ResourceType, name: string, other: Other): void {
  const container = resourceType.containers.get(name.toLowerCase())
  if (container !== undefined) {
    readContainer(container, other)
    return
  }
  if (name.toLowerCase().startsWith('urn:')) other.reading.unknownSchema(name, pathsIn(name, other.raw))
  else other.reading.unknown(name)
}

/** No schema has a longer URN. It stands before each name below it, and a long one would fill the memory. */
const longestUrn = 1000

/** What is named below a URN nobody knows: the attributes of an extension, or one attribute by its full name. */
function pathsIn(urn: string, raw: unknown): readonly string[] {
  if (!isJsonObject(raw) || urn.length > longestUrn) return [urn]
  return Object.keys(raw).map((name) => `${urn}:${name}`)
}

function readContainer(container: Container, { raw, attributes, reading, take }: Other): void {
  if (Object.hasOwn(attributes, container.urn)) throw new ScimError('ATTRIBUTE_DUPLICATE', { path: container.urn })
  if (raw === null) return
  if (!isJsonObject(raw)) {
    throw new ScimError('ATTRIBUTE_TYPE', { path: container.urn, expected: 'an object', found: describe(raw) })
  }
  const values: Record<string, JsonValue> = {}
  for (const name of Object.keys(raw)) {
    const attribute = container.byName.get(name.toLowerCase())
    if (attribute !== undefined) {
      take(attribute, raw[name], values)
      continue
    }
    reading.unknown(`${container.urn}:${name}`)
  }
  if (Object.keys(values).length > 0) attributes[container.urn] = values
}

/** The sub-attributes shown to whoever sends them that have a value in a complex value, or in one of several. */
export function shownWhenSent({ subAttributes }: Attribute, value: JsonValue): readonly Attribute[] {
  if (!subAttributes.some(isShownOnRequest)) return nothing
  const candidates = subAttributes.filter(isShownOnRequest)
  const elements = isJsonArray(value) ? value : [value]
  return candidates.filter(({ name }) =>
    elements.some((element) => isJsonObject(element) && element[name] !== undefined),
  )
}

const nothing: readonly Attribute[] = []

function isShownOnRequest({ returned }: Attribute): boolean {
  return returned === 'request'
}

/**
 * Reads the elements of a relation. An element that names only a `$ref` refers to the id at its end. Elements are told
 * apart by their value alone: of several with the same the last one counts, as it does in every list.
 */
export function readRelation(attribute: Attribute, raw: unknown, reading: Reading): readonly RelationElement[] {
  const elements = readValue(attribute, fillFromReference(attribute, raw), reading)
  if (!Array.isArray(elements)) return []
  const byValue = new Map<string, RelationElement>()
  for (const element of elements) {
    const { value, type, display } = element
    if (typeof value !== 'string')
      throw new ScimError('ATTRIBUTE_REQUIRED', { path: `${attribute.path}.value`, owner: attribute.path })
    byValue.set(value, { value, ...(type && { type }), ...(display && { display }) })
  }
  return [...byValue.values()]
}

function fillFromReference(attribute: Attribute, raw: unknown): unknown {
  if (!Array.isArray(raw) || !attribute.subAttributes.some(isComputedReference)) return raw
  return raw.map((element) => {
    const uri = isJsonObject(element) ? memberNamed(element, '$ref') : undefined
    if (!isJsonObject(element) || typeof uri !== 'string' || memberNamed(element, 'value') !== undefined) return element
    return { ...element, value: decodeSegment(uri.slice(uri.lastIndexOf('/') + 1)) }
  })
}

/**
 * Checks what a finished document must have: the required attributes of the base schema, of every extension that is
 * present, and every required extension (RFC 7643 §6, §7). A blank string is no value for a required attribute.
 *
 * @throws ScimError `ATTRIBUTE_REQUIRED`, `EXTENSION_REQUIRED`
 */
export function checkRequired(resourceType: ResourceType, document: JsonObject): void {
  for (const attribute of resourceType.requiredAttributes) {
    if (!hasContent(document[attribute.name])) throw required(attribute, resourceType)
  }
  for (const attribute of resourceType.partlyRequired) checkElements(attribute, valueAt(document, attribute))
  for (const container of resourceType.containers.values()) {
    const values = document[container.urn]
    if (isJsonObject(values)) {
      const missing = container.attributes.find(
        (attribute) => isClientsDuty(attribute) && !hasContent(values[attribute.name]),
      )
      if (missing !== undefined) throw required(missing, resourceType)
    } else if (container.required) {
      throw new ScimError('EXTENSION_REQUIRED', { schema: container.urn, resourceType: resourceType.name })
    }
  }
}

/** Each complex value has its required sub-attributes, also after a PATCH has put it together (A45). */
function checkElements(attribute: Attribute, value: JsonValue | undefined): void {
  if (value === undefined) return
  for (const element of isJsonArray(value) ? value : [value]) {
    const missing = isJsonObject(element) ? missingSub(attribute, element) : undefined
    if (missing !== undefined) throw new ScimError('ATTRIBUTE_REQUIRED', { path: missing.path, owner: attribute.path })
  }
}

function hasContent(value: JsonValue | undefined): boolean {
  return value !== undefined && value !== null && !(typeof value === 'string' && value.trim() === '')
}

function required(attribute: Attribute, resourceType: ResourceType): ScimError {
  return new ScimError('ATTRIBUTE_REQUIRED', { path: attribute.path, owner: resourceType.name })
}

/** Gives a resource the defaults of what it neither names nor has (RFC 7644 §3.3); naming null keeps a default away. */
export function withDefaults(
  resourceType: ResourceType,
  document: JsonObject,
  named: ReadonlySet<Attribute>,
): JsonObject {
  return resourceType.defaulted.reduce(
    // A default is part of a definition that was checked at start-up, so it is a JSON value of the attribute's type.
    (result, attribute) =>
      named.has(attribute) || valueAt(result, attribute) !== undefined
        ? result
        : withValue(result, attribute, attribute.default as JsonValue),
    document,
  )
}
