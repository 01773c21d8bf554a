import { patchSchema } from '../patch/operation.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { isUrn } from '../schema/check-schemas.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, keyNamed, memberNamed } from '../schema/json.ts'
import type { Tolerance } from './dialect.ts'

const core = 'urn:scim:schemas:core:1.0'

/** What a message has besides attributes. */
const ownMembers: ReadonlySet<string> = new Set(['schemas', 'meta'])

/** The member that says what becomes of an element. */
const operation = 'operation'

/** `emails: {…}` for a list, in a body that says it is SCIM 1.1, as OneLogin’s template for it has it. */
export function rewriteScim11Resource(resourceType: ResourceType, body: JsonObject, tolerance: Tolerance): JsonObject {
  const onUse = tolerance.allow('scim11')
  if (onUse === undefined || !isDeclared(body)) return body
  const lists = Object.keys(body).filter((name) => {
    const attribute = resourceType.byName.get(name.toLowerCase())
    return attribute?.multiValued === true && isJsonObject(body[name])
  })
  if (lists.length === 0) return body
  onUse()
  return { ...body, ...Object.fromEntries(lists.map((name) => [name, [body[name] as JsonObject]])) }
}

/**
 * A PATCH of SCIM 1.1, which is part of a resource: what it has is added, `operation` and `meta.attributes` say what is
 * deleted, as in `{"members":[{"value":"…","operation":"delete"}]}`. `scim11` takes a message for one that says so, by
 * its schemas or by an `operation`; `memberOperations` takes every message without operations.
 */
export function rewriteScim11Patch(message: JsonObject, tolerance: Tolerance): JsonObject {
  if (memberNamed(message, 'Operations') !== undefined) return message
  const content = Object.fromEntries(Object.entries(message).filter(([name]) => !ownMembers.has(name.toLowerCase())))
  const says11 = isDeclared(message) || hasOperations(content)
  const onUse = (says11 ? tolerance.allow('scim11') : undefined) ?? tolerance.allow('memberOperations')
  if (onUse === undefined) return message
  const removals = [
    ...namesIn(memberNamed(message, 'meta')).map((path) => ({ op: 'remove', path })),
    ...deletions(content),
  ]
  const additions = Object.entries(content).flatMap(([name, value]) => addition(name, value))
  if (removals.length === 0 && additions.length === 0) return message
  onUse()
  const added = additions.length === 0 ? [] : [{ op: 'add', value: Object.fromEntries(additions) }]
  return { schemas: [patchSchema], Operations: [...removals, ...added] }
}

function isDeclared(body: JsonObject): boolean {
  const schemas = memberNamed(body, 'schemas')
  if (!isJsonArray(schemas)) return false
  return schemas.some((schema) => isUrn(schema, core))
}

function hasOperations(content: JsonObject): boolean {
  return Object.values(content).some((value) =>
    elementsOf(value).some((element) => typeof memberNamed(element, operation) === 'string'),
  )
}

/** SCIM 1.1 lists under `meta.attributes` what is to be unassigned. */
function namesIn(meta: JsonValue | undefined): readonly string[] {
  const names = isJsonObject(meta) ? meta.attributes : undefined
  return isJsonArray(names) ? names.filter((name) => typeof name === 'string') : []
}

function deletions(content: JsonObject): readonly JsonObject[] {
  return Object.entries(content).flatMap(([name, value]) =>
    elementsOf(value)
      .filter(isDeleted)
      .map((element) => deletion(name, element)),
  )
}

/** By its value, and without one by all that is said of it, as of listed values. */
function deletion(name: string, element: JsonObject): JsonObject {
  const value = memberNamed(element, 'value')
  if (typeof value !== 'string') return { op: 'remove', path: name, value: [withoutOperation(element)] }
  return { op: 'remove', path: `${name}[value eq ${JSON.stringify(value)}]` }
}

function addition(name: string, value: JsonValue | undefined): readonly (readonly [string, JsonValue | undefined])[] {
  if (isJsonObject(value)) return isDeleted(value) ? [] : [[name, withoutOperation(value)]]
  if (!isJsonArray(value)) return [[name, value]]
  const kept = value.filter((element) => !isJsonObject(element) || !isDeleted(element)).map(withoutOperation)
  return kept.length === 0 && value.length > 0 ? [] : [[name, kept]]
}

function withoutOperation(element: JsonValue): JsonValue {
  const key = isJsonObject(element) ? keyNamed(element, operation) : undefined
  if (!isJsonObject(element) || key === undefined) return element
  const { [key]: _, ...rest } = element
  return rest
}

function elementsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return [value].flat().filter(isJsonObject)
}

function isDeleted(element: JsonObject): boolean {
  const said = memberNamed(element, operation)
  return typeof said === 'string' && said.toLowerCase() === 'delete'
}
