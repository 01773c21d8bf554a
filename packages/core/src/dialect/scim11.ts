import { patchSchema } from '../patch/operation.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { isUrn } from '../schema/check-schemas.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue, memberNamed } from '../schema/json.ts'
import type { Tolerance } from './dialect.ts'

const core = 'urn:scim:schemas:core:1.0'

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
 * deleted, as in `{"members":[{"value":"…","operation":"delete"}]}`. `memberOperations` takes every message without
 * operations for one; otherwise it has to say so, by its schemas or by an `operation`.
 */
export function rewriteScim11Patch(message: JsonObject, tolerance: Tolerance): JsonObject {
  if (message.Operations !== undefined) return message
  const { schemas: _, ...rest } = message
  const content = Object.fromEntries(Object.entries(rest).filter(([name]) => name.toLowerCase() !== 'meta'))
  const onUse =
    isDeclared(message) || hasOperations(content) ? tolerance.allow('scim11') : tolerance.allow('memberOperations')
  if (onUse === undefined || Object.keys(content).some((name) => name.toLowerCase() === 'operations')) return message
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

function isDeclared({ schemas }: JsonObject): boolean {
  if (!isJsonArray(schemas)) return false
  return schemas.some((schema) => isUrn(schema, core))
}

function hasOperations(content: JsonObject): boolean {
  return Object.values(content).some((value) =>
    elementsOf(value).some(({ operation }) => typeof operation === 'string'),
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
  const { value } = element
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
  if (!isJsonObject(element)) return element
  const { operation: _, ...rest } = element
  return rest
}

function elementsOf(value: JsonValue | undefined): readonly JsonObject[] {
  return [value].flat().filter(isJsonObject)
}

function isDeleted({ operation }: JsonObject): boolean {
  return typeof operation === 'string' && operation.toLowerCase() === 'delete'
}
