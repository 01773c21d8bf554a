import type { Attribute, Container, ResourceType } from '../../schema/attribute.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, memberNamed } from '../../schema/json.ts'
import { isComputedReference, isResourceId } from '../../schema/reference.ts'
import { type Resolve, referenceIn, textOfBulkId } from './reference.ts'

/**
 * The value of an attribute with its references resolved. The schema says what is a reference: everything else stays as
 * it is, also a text that reads `bulkId:x`. An element whose reference is left out goes; undefined when the whole value
 * does.
 */
export function rewriteValue(attribute: Attribute, value: JsonValue, resolve: Resolve): JsonValue | undefined {
  if (isJsonArray(value)) return value.flatMap((element) => rewriteValue(attribute, element, resolve) ?? [])
  if (typeof value === 'string') return rewriteText(attribute, value, resolve)
  return isJsonObject(value) && attribute.type === 'complex' ? rewriteObject(attribute, value, resolve) : value
}

function rewriteText(attribute: Attribute, text: string, resolve: Resolve): string | undefined {
  const reference = referenceIn(attribute, text)
  if (reference === undefined) return text
  const created = resolve(reference.bulkId)
  return created && reference.toText(created)
}

function rewriteObject(attribute: Attribute, object: JsonObject, resolve: Resolve): JsonObject | undefined {
  const result: Record<string, JsonValue | undefined> = { ...withId(attribute, object) }
  for (const [name, value] of Object.entries(result)) {
    const sub = attribute.byName.get(name.toLowerCase())
    if (sub === undefined || value === undefined) continue
    const rewritten = rewriteValue(sub, value, resolve)
    if (rewritten === undefined) return undefined
    result[name] = rewritten
  }
  return result
}

/**
 * What names only the URI of what it refers to is given the id: elsewhere the URI is read from the id, never stored.
 */
function withId(attribute: Attribute, object: JsonObject): JsonObject {
  const id = attribute.subAttributes.find(isResourceId)
  const uri = attribute.subAttributes.find(isComputedReference)
  if (id === undefined || uri === undefined || memberNamed(object, id.name) !== undefined) return object
  const text = memberNamed(object, uri.name)
  const reference = typeof text === 'string' ? referenceIn(uri, text) : undefined
  return reference === undefined ? object : { ...object, [id.name]: textOfBulkId(reference.bulkId) }
}

/** What a name in a body stands for. */
export type Named = Attribute | Container

/**
 * The attribute or the extension that a name at the top of a body stands for; names count without case (RFC 7643 §2.1).
 */
export function namedIn({ byName, containers }: ResourceType, name: string): Named | undefined {
  const key = name.toLowerCase()
  return byName.get(key) ?? containers.get(key)
}

/** The value of whatever was named, with its references resolved. */
export function rewriteNamed(named: Named | undefined, value: JsonValue, resolve: Resolve): JsonValue | undefined {
  if (named === undefined) return value
  if (!('urn' in named)) return named.mutability === 'readOnly' ? value : rewriteValue(named, value, resolve)
  if (!isJsonObject(value)) return value
  return rewriteMembers(value, (name, member) => [
    name,
    rewriteNamed(named.byName.get(name.toLowerCase()), member, resolve),
  ])
}

/** The object with each member rewritten, or left out. */
export function rewriteMembers(
  object: JsonObject,
  rewrite: (name: string, value: JsonValue) => readonly [string, JsonValue | undefined],
): JsonObject {
  const members = Object.entries(object).map(([name, value]) => rewrite(name, value ?? null))
  return Object.fromEntries(members.filter(([, value]) => value !== undefined))
}
