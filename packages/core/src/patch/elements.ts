import { ScimError } from '../errors/scim-error.ts'
import { compileElementFilter } from '../filter/compile.ts'
import { printPath } from '../filter/print.ts'
import type { Attribute } from '../schema/attribute.ts'
import { keepFixed, keepFixedIn } from '../schema/fixed.ts'
import { equalJson, isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { identityOf, valueIn, withoutRepeats } from '../schema/repeats.ts'
import { describedBy } from './described-element.ts'
import type { DocumentEdit } from './edit.ts'
import type { Effort } from './effort.ts'
import { addInto, mergeInto } from './merge.ts'
import { isPrimary, onePrimary, type PrimaryOptions } from './one-primary.ts'

/** What may happen where RFC 7644 refuses; each is called when it is used. */
export interface ElementOptions extends PrimaryOptions {
  /** Makes the element a filter asks for when there is none (A12, A13), instead of `noTarget`. */
  readonly createUnmatched?: (() => void) | undefined
}

/** An edit at work: how far it may go, and what it may take. */
interface Editing extends ElementOptions {
  readonly effort: Effort
}

type Elements = readonly JsonValue[]

/** The elements after an edit, and those of them that it says are primary. */
interface Changed {
  readonly elements: Elements
  readonly claims: Elements
}

/** The elements of a multi-valued attribute after an edit; undefined when none are left. */
export function editElements(
  before: JsonValue | undefined,
  edit: DocumentEdit,
  editing: Editing,
): Elements | undefined {
  const { elements, claims } = changeElements(isJsonArray(before) ? before : [], edit, editing)
  const result = onePrimary(edit.target.attribute, elements, { ...editing, claims })
  return result.length === 0 ? undefined : result
}

function changeElements(elements: Elements, edit: DocumentEdit, editing: Editing): Changed {
  const { op, target } = edit
  if (target.filter === undefined && target.sub === undefined) return changeAll(elements, edit, editing)
  const changed = changeSelected(elements, edit, editing)
  if (changed !== undefined) return changed
  return op === 'remove' ? { elements, claims: [] } : create(elements, edit, editing)
}

function changeAll(elements: Elements, { op, target, value, isSole }: DocumentEdit, { effort }: Editing): Changed {
  const { attribute } = target
  const given: Elements = isJsonArray(value) ? value : []
  effort.visit(attribute, elements)
  if (op === 'add' && isSole) return addSole(elements, given[0], { attribute, effort })
  if (op === 'add') return addAll(elements, given, { attribute, effort })
  effort.compare(attribute, elements.length)
  for (const element of given) effort.write(attribute, element)
  const kept = elements.length === 0 ? given : keepFixed(attribute, elements, given)
  const replaced: Elements = isJsonArray(kept) ? kept : []
  return { elements: replaced, claims: replaced.filter(isPrimary) }
}

interface Adding {
  readonly attribute: Attribute
  readonly effort: Effort
}

/** Appends what is not there yet; what is said about an element that is there is added to it (RFC 7644 §3.5.2.1). */
function addAll(elements: Elements, given: Elements, { attribute, effort }: Adding): Changed {
  const result = [...elements]
  const places = placesOf(elements, given)
  effort.compare(attribute, places.size)
  const claimed = new Set<number>()
  for (const element of given) {
    effort.write(attribute, element)
    const identity = identityOf(element)
    const place = places.get(identity) ?? result.length
    places.set(identity, place)
    result[place] = isJsonObject(element) ? (addInto(attribute, result[place], element) ?? element) : element
    if (isPrimary(element)) claimed.add(place)
  }
  return { elements: result, claims: [...claimed].map((place) => result[place]).filter(isPrimary) }
}

/**
 * Where there is room for one: what is said about the element that is there is added to it, another takes its place.
 */
function addSole(elements: Elements, given: JsonValue | undefined, { attribute, effort }: Adding): Changed {
  effort.write(attribute, given)
  if (!isJsonObject(given)) return { elements, claims: [] }
  const held = elements.find((element) => given.value === undefined || equalJson(valueIn(element), given.value))
  const element = addInto(attribute, held, given) ?? given
  return { elements: [element], claims: [element].filter(isPrimary) }
}

/** Where those elements are that may be the same as one that is given. */
function placesOf(elements: Elements, given: Elements): Map<JsonValue, number> {
  const said = new Set(given.map(valueIn))
  const places = new Map<JsonValue, number>()
  elements.forEach((element, place) => {
    if (said.has(valueIn(element))) places.set(identityOf(element), place)
  })
  return places
}

/** Undefined when the target selects nothing. */
function changeSelected(elements: Elements, edit: DocumentEdit, { effort }: Editing): Changed | undefined {
  const { attribute, filter } = edit.target
  effort.visit(attribute, elements, filter)
  const matches = filter === undefined ? () => true : compileElementFilter(filter)
  const result: JsonValue[] = []
  const written: JsonValue[] = []
  let isAny = false
  for (const element of elements) {
    const isSelected = matches(element)
    const after = isSelected ? changeOne(element, edit) : element
    if (after !== undefined) result.push(after)
    if (!isSelected) continue
    isAny = true
    effort.write(attribute, edit.value)
    if (after !== undefined) written.push(after)
  }
  if (!isAny) return undefined
  const once = withoutRepeats(result, written, (count) => effort.compare(attribute, count))
  return { elements: once, claims: speaksOfPrimary(edit) ? claimsIn(once, written) : [] }
}

function speaksOfPrimary({ target: { sub }, value }: DocumentEdit): boolean {
  return sub === undefined ? isPrimary(value) : sub.name === 'primary'
}

/** What was written and is still there: it may have become the same as another. */
function claimsIn(elements: Elements, written: Elements): Elements {
  const there = new Set(elements)
  return written.filter((element) => there.has(element) && isPrimary(element))
}

/** One selected element after the edit; undefined takes it away, an element left with nothing goes too. */
function changeOne(element: JsonValue, { op, target, value }: DocumentEdit): JsonValue | undefined {
  const { attribute, sub } = target
  const merge = op === 'add' ? addInto : mergeInto
  if (sub !== undefined) return merge(attribute, element, { [sub.name]: value ?? null })
  if (!isJsonObject(value)) return value
  // A copy: each of the elements that get this value stays one of its own, which counts when one has to be primary.
  return op === 'add' ? addInto(attribute, element, value) : keepFixedIn(attribute, element, { ...value })
}

function create(elements: Elements, { op, target, value, isSole }: DocumentEdit, editing: Editing): Changed {
  const { createUnmatched, effort } = editing
  const described = createUnmatched && describedBy(target)
  if (createUnmatched === undefined || described === undefined)
    throw new ScimError('PATCH_NO_TARGET', { path: printPath(target.path) })
  const { attribute, sub } = target
  const merge = op === 'add' ? addInto : mergeInto
  // Where there is room for one, what is said of a part is said of the one that is there: it must not get lost.
  const held = isSole && (op === 'add' || sub !== undefined) ? elements[0] : undefined
  const element = merge(attribute, addInto(attribute, held, described), givenTo(sub, value))
  if (element === undefined || value === undefined) return { elements, claims: [] }
  createUnmatched()
  effort.write(attribute, element)
  const others = isSole ? [] : elements
  const once = withoutRepeats([...others, element], [element], (count) => effort.compare(attribute, count))
  return { elements: once, claims: [element].filter(isPrimary) }
}

function givenTo(sub: Attribute | undefined, value: JsonValue | undefined): JsonObject {
  if (sub !== undefined) return { [sub.name]: value ?? null }
  return isJsonObject(value) ? value : {}
}
