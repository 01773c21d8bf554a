import { ScimError } from '../errors/scim-error.ts'
import type { Attribute } from './attribute.ts'
import { hasRefusedCharacters } from './characters.ts'
import { checkForbidden, checkFormat } from './formats.ts'
import { isJsonObject, type JsonObject, type JsonValue } from './json.ts'
import { limitValues } from './limit-values.ts'
import { isComputedReference, isNoId, isResourceId } from './reference.ts'
import { withoutRepeats } from './repeats.ts'
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
  /** Lets an element be left out of which nothing can be read, while others stay (A52), and is called for it. */
  readonly unreadableElements?: (() => void) | undefined
  /** The list that has room for one element only, if there is one. */
  readonly sole?: SoleElement | undefined
}

/**
 * Reads the value of an attribute into its canonical form. Absent, null and an empty list are the same state
 * (RFC 7643 §2.5) and read as undefined.
 *
 * @throws ScimError `ATTRIBUTE_TYPE`, `ATTRIBUTE_TOO_LONG`, `ATTRIBUTE_CHARACTERS`, `ATTRIBUTE_REQUIRED`,
 * `ATTRIBUTE_DUPLICATE`
 */
export function readValue(attribute: Attribute, raw: unknown, reading: Reading): JsonValue | undefined {
  const value = reading.coerce(attribute, raw, 'value')
  if (value === null || value === undefined) return undefined
  return attribute.multiValued ? readElements(attribute, value, reading) : readSingle(attribute, value, reading)
}

/**
 * Reads what takes the place of one element of a multi-valued attribute. Null takes it away, and so does an object that
 * says that there is nothing in it; one that says nothing the schema knows does not (A52).
 *
 * @throws ScimError as `readValue` does
 */
export function readElement(attribute: Attribute, raw: unknown, reading: Reading): JsonValue | undefined {
  if (raw === null || raw === undefined) return undefined
  const element = elementOf(attribute, raw, reading)
  if (element === undefined) throw unreadable(attribute, raw)
  return element ?? undefined
}

/** One element as it is read: null says that it has no value, undefined says nothing that can be read. */
function elementOf(attribute: Attribute, raw: unknown, reading: Reading): JsonValue | undefined {
  if (raw === null || raw === undefined) return undefined
  const value = reading.coerce(attribute, raw, 'element')
  if (value === null || value === undefined) return null
  return readSingle(attribute, value, reading) ?? (isUnassigned(attribute, value) ? null : undefined)
}

/** Whether a value with nothing in it says so of a part of it, as in `{"value":""}`, and may be without that part. */
function isUnassigned(attribute: Attribute, value: unknown): boolean {
  if (!isJsonObject(value) || neededIn(attribute) !== undefined) return false
  return Object.keys(value).some((name) => {
    const sub = attribute.byName.get(name.toLowerCase())
    return sub !== undefined && isWritable(sub)
  })
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

function readElements(attribute: Attribute, value: unknown, reading: Reading): JsonValue | undefined {
  if (!Array.isArray(value)) throw wrongType(attribute, 'an array', value)
  limitValues(attribute, value)
  const elements: JsonValue[] = []
  const leftOut: unknown[] = []
  for (const raw of value) {
    const element = elementOf(attribute, raw, reading)
    if (element === undefined) leftOut.push(raw)
    else if (element !== null) elements.push(element)
  }
  if (leftOut.length > 0) leaveOut(attribute, leftOut, { ...reading, isAnyLeft: elements.length > 0 })
  if (elements.length === 0) return undefined
  // A relation tells its elements apart by their value alone, and keeps the last of each itself.
  return attribute.relation ? elements : withoutRepeats(elements)
}

/**
 * What each element has to have, if there is such a thing: the elements of a relation are told apart by their value.
 */
function neededIn(attribute: Attribute): Attribute | undefined {
  return attribute.relation ? attribute.byName.get('value') : missingSub(attribute, {})
}

interface LeavingOut extends Pick<Reading, 'unreadableElements'> {
  readonly isAnyLeft: boolean
}

/** A group is not emptied by what cannot be read, in any dialect: nobody has said that all members go. */
function leaveOut(attribute: Attribute, raw: readonly unknown[], { unreadableElements, isAnyLeft }: LeavingOut): void {
  if (unreadableElements === undefined || (attribute.relation && !isAnyLeft)) throw unreadable(attribute, raw[0])
  for (const _ of raw) unreadableElements()
}

function unreadable(attribute: Attribute, raw: unknown): ScimError {
  const missing = neededIn(attribute)
  if (missing !== undefined) return new ScimError('ATTRIBUTE_REQUIRED', { path: missing.path, owner: attribute.path })
  const { path, type, subAttributes } = attribute
  const known = subAttributes.filter(isWritable).map(({ name }) => name)
  const expected = type === 'complex' ? `made of values with at least one of ${known.join(', ')}` : 'made of values'
  return new ScimError('ATTRIBUTE_TYPE', { path, expected, found: `${describe(raw)} in one place` })
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
  if (expected !== undefined && !isWords(attribute, value, reading)) throw wrongType(attribute, expected, value)
  if (isNoId(value) && isResourceId(attribute)) throw wrongType(attribute, 'the id of a resource', value)
  if (typeof value === 'string') checkText(attribute, value, reading)
  // checkValue accepts nothing but strings, booleans and finite numbers for simple types.
  return value as JsonValue
}

/** Words in the place of a link lead nowhere, and are no harm (A50). */
function isWords({ format }: Attribute, value: unknown, { anyFormat }: Reading): boolean {
  return format === 'link' && typeof value === 'string' && anyFormat !== undefined && !checkForbidden(format, value)
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
  if (missing !== undefined) throw new ScimError('ATTRIBUTE_REQUIRED', { path: missing.path, owner: attribute.path })
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
