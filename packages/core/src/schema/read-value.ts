import { ScimError } from '../errors/scim-error.ts'
import type { Attribute } from './attribute.ts'
import { hasRefusedCharacters } from './characters.ts'
import { checkFormat } from './formats.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'
import { isComputedReference, isNoId, isResourceId } from './reference.ts'
import type { SoleElement } from './sole-element.ts'
import { checkValue, describe } from './value-types.ts'

/**
 * How client JSON is read. The core itself rewrites nothing: what clients get wrong is put right in `coerce`, which
 * the dialect layer supplies.
 */
export interface Reading {
  /** Rewrites a value before it is checked; called for a whole value and again for each element of a list. */
  readonly coerce: (attribute: Attribute, value: unknown, place: 'value' | 'element') => unknown
  /** Called for a name the schema does not know; returns to ignore it, or throws. */
  readonly unknown: (path: string) => void
  /** Lets a value pass that has not the format of its attribute, and is called for it. */
  readonly anyFormat?: (() => void) | undefined
  /** The list that has room for one element only, if there is one. */
  readonly sole?: SoleElement | undefined
}

/** Names that could reach a prototype. No schema may define them and no client may send them. */
const forbiddenNames = new Set(['__proto__', 'constructor', 'prototype'])

/** @throws ScimError `KEY_FORBIDDEN` for a name that could reach a prototype */
export function refuseForbiddenName(name: string): void {
  if (forbiddenNames.has(name)) throw new ScimError('KEY_FORBIDDEN', { name })
}

/**
 * Reads the value of an attribute into its canonical form. Absent, null and an empty list are the same state
 * (RFC 7643 §2.5) and read as undefined.
 *
 * @throws ScimError `ATTRIBUTE_TYPE`, `ATTRIBUTE_TOO_LONG`, `ATTRIBUTE_CHARACTERS`, `ATTRIBUTE_REQUIRED`, `ATTRIBUTE_DUPLICATE`, `KEY_FORBIDDEN`
 */
export function readValue(attribute: Attribute, raw: unknown, reading: Reading): JsonValue | undefined {
  const value = reading.coerce(attribute, raw, 'value')
  if (value === null || value === undefined) return undefined
  return attribute.multiValued ? readElements(attribute, value, reading) : readSingle(attribute, value, reading)
}

/** Reads one element of a multi-valued attribute. */
export function readElement(attribute: Attribute, raw: unknown, reading: Reading): JsonValue | undefined {
  const value = reading.coerce(attribute, raw, 'element')
  return value === null || value === undefined ? undefined : readSingle(attribute, value, reading)
}

/**
 * Reads a set of sub-attributes that is to be merged into a complex value: nulls are kept, because they unassign,
 * and a required sub-attribute may be left out.
 */
export function readPartial(attribute: Attribute, raw: unknown, reading: Reading): JsonObject | undefined {
  const value = reading.coerce(attribute, raw, attribute.multiValued ? 'element' : 'value')
  if (value === null || value === undefined) return undefined
  const object = objectOf(attribute, value)
  const naming = { reading, named: new Set<Attribute>() }
  const partial: Record<string, JsonValue> = {}
  for (const name of Object.keys(object)) {
    const sub = writableSub(attribute, name, naming)
    if (sub !== undefined) partial[sub.name] = readValue(sub, object[name], reading) ?? null
  }
  return partial
}

/** Nobody has as many addresses or roles. Relations are kept in rows, and may be as long as a body is. */
const maxElements = 10_000

function readElements(attribute: Attribute, value: unknown, reading: Reading): JsonValue | undefined {
  if (!Array.isArray(value)) throw wrongType(attribute, 'an array', value)
  if (value.length > maxElements && !attribute.relation)
    throw wrongType(attribute, `an array of at most ${maxElements} elements`, value)
  const elements: JsonValue[] = []
  for (const raw of value) {
    const element = readElement(attribute, raw, reading)
    if (element !== undefined) elements.push(element)
  }
  if (elements.length === 0) return undefined
  return elements.length === 1 ? elements : withoutRepeats(elements)
}

/** A value that is given twice is there once (RFC 7643 §2.4), as it was given last: PATCH takes it so too. */
function withoutRepeats(elements: readonly JsonValue[]): readonly JsonValue[] {
  const places = new Map<JsonValue, number>()
  const kept: JsonValue[] = []
  for (const element of elements) {
    const key = hasValue(element) ? identityOf(element) : undefined
    const place = key === undefined ? undefined : places.get(key)
    if (key !== undefined && place === undefined) places.set(key, kept.length)
    kept[place ?? kept.length] = element
  }
  return kept
}

/** Characters (A49). No name or note is as long, and every condition of a filter looks through all of them. */
const maxText = 64 * 1024

/** Of what holds a file: a certificate, or a photo in a URI (RFC 2397). */
const maxData = 1024 * 1024

/** @throws ScimError `ATTRIBUTE_TOO_LONG` */
function refuseLong({ path, type }: Attribute, text: string): void {
  const isData = type === 'binary' || (type === 'reference' && /^data:/i.test(text))
  const max = isData ? maxData : maxText
  if (text.length > max) throw new ScimError('ATTRIBUTE_TOO_LONG', { path, max, actual: text.length })
}

function readSingle(attribute: Attribute, raw: unknown, reading: Reading): JsonValue | undefined {
  if (attribute.type === 'complex') return readComplex(attribute, raw, reading)
  // `1.0` and `1e3` come as bigints and are decimals, but no integers (RFC 7643 §2.3.4).
  const value = typeof raw === 'bigint' && attribute.type === 'decimal' ? Number(raw) : raw
  if (typeof value === 'string' && value.length > maxText) refuseLong(attribute, value)
  const expected = checkValue(attribute, value)
  if (expected !== undefined) throw wrongType(attribute, expected, value)
  if (isNoId(value) && isResourceId(attribute)) throw wrongType(attribute, 'the id of a resource', value)
  if (typeof value === 'string') checkText(attribute, value, reading)
  // checkValue accepts nothing but strings, booleans and finite numbers for simple types.
  return value as JsonValue
}

function checkText(attribute: Attribute, text: string, { anyFormat }: Reading): void {
  if (hasRefusedCharacters(attribute, text)) throw new ScimError('ATTRIBUTE_CHARACTERS', { path: attribute.path })
  const expected = checkFormat(attribute.format, text)
  if (expected === undefined) return
  if (anyFormat === undefined) throw wrongType(attribute, expected, text)
  anyFormat()
}

function readComplex(attribute: Attribute, value: unknown, reading: Reading): JsonObject | undefined {
  const given = objectOf(attribute, value)
  const naming = { reading, named: new Set<Attribute>() }
  const object: Record<string, JsonValue> = {}
  let isEmpty = true
  for (const name of Object.keys(given)) {
    const sub = writableSub(attribute, name, naming)
    const read = sub && readValue(sub, given[name], reading)
    if (sub === undefined || read === undefined) continue
    object[sub.name] = read
    isEmpty = false
  }
  if (isEmpty) return undefined
  for (const sub of attribute.subAttributes) {
    const isNamed = naming.named.has(sub) && isWritable(sub)
    // A default is part of a definition that was checked at start-up, so it is a JSON value of the right type.
    if (sub.default !== undefined && !isNamed) object[sub.name] = sub.default as JsonValue
  }
  const missing = missingSub(attribute, object)
  if (missing !== undefined)
    throw new ScimError('ATTRIBUTE_REQUIRED', { path: missing.path, resourceType: attribute.path })
  return object
}

/** The first sub-attribute that a complex value must have and has not: required, and the client's to give (A45). */
export function missingSub({ subAttributes }: Attribute, object: JsonObject): Attribute | undefined {
  return subAttributes.find((sub) => sub.required && sub.mutability !== 'readOnly' && object[sub.name] === undefined)
}

function objectOf(attribute: Attribute, value: unknown): JsonObject {
  if (!isJsonObject(value)) throw wrongType(attribute, 'an object', value)
  return value
}

interface Naming {
  readonly reading: Reading
  /** The sub-attributes named so far. */
  readonly named: Set<Attribute>
}

/** The sub-attribute of this name, if there is one to be written. Read-only and computed ones are ignored. */
function writableSub(attribute: Attribute, name: string, { reading, named }: Naming): Attribute | undefined {
  const sub = attribute.byName.get(name.toLowerCase())
  if (sub === undefined) {
    refuseForbiddenName(name)
    reading.unknown(`${attribute.path}.${name}`)
    return undefined
  }
  if (named.has(sub)) throw new ScimError('ATTRIBUTE_DUPLICATE', { path: sub.path })
  named.add(sub)
  return isWritable(sub) ? sub : undefined
}

/** What is read-only or computed is the server's. */
function isWritable(sub: Attribute): boolean {
  return sub.mutability !== 'readOnly' && !isComputedReference(sub)
}

/** Whether an element is known by its value. Addresses are not: two that read the same may still be two. */
export function hasValue(element: JsonValue): boolean {
  return !isJsonObject(element) || element.value !== undefined
}

/** Two elements are the same value when their type and value are (RFC 7643 §2.4), or all of them when they have no value. */
export function identityOf(element: JsonValue): JsonValue {
  if (!isJsonObject(element)) return element
  const { type, value } = element
  return JSON.stringify(value === undefined ? sorted(element) : [type ?? null, value])
}

function sorted(object: JsonObject): readonly (readonly [string, JsonValue | undefined])[] {
  return Object.entries(object).sort(([left], [right]) => (left < right ? -1 : 1))
}

/** @throws ScimError `PRIMARY_DUPLICATE` when more than one element is primary (RFC 7643 §2.4) */
export function checkPrimary(attribute: Attribute, elements: JsonValue): void {
  if (!Array.isArray(elements) || !attribute.byName.has('primary')) return
  if (elements.length < 2) return
  const primaries = elements.filter((element) => isJsonObject(element) && element.primary === true)
  if (primaries.length > 1) throw new ScimError('PRIMARY_DUPLICATE', { path: attribute.path })
}

function wrongType(attribute: Attribute, expected: string, value: unknown): ScimError {
  return new ScimError('ATTRIBUTE_TYPE', { path: attribute.path, expected, found: describe(value) })
}
