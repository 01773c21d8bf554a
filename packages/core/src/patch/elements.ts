import { ScimError } from '../errors/scim-error.ts'
import type { ResolvedFilter } from '../filter/ast.ts'
import { compileElementFilter } from '../filter/compile.ts'
import type { Attribute } from '../schema/attribute.ts'
import { keepFixed, keepFixedIn } from '../schema/fixed.ts'
import { isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { hasValue, identityOf } from '../schema/read-value.ts'
import type { AttributeTarget, DocumentEdit } from './edit.ts'
import { mergeInto } from './merge.ts'

/** What may happen where RFC 7644 refuses; each is called when it is used. */
export interface ElementOptions {
  /** Makes the element a filter asks for when there is none (A12, A13), instead of `noTarget`. */
  readonly createUnmatched?: (() => void) | undefined
  /** Lets the last of several primary elements win, instead of refusing them (A21). */
  readonly lastPrimaryWins?: (() => void) | undefined
}

type Elements = readonly JsonValue[]

/** The elements after an edit, and those of them that it may have made primary. */
interface Written {
  readonly elements: Elements
  readonly written: ReadonlySet<JsonValue>
}

/** The elements of a multi-valued attribute after an edit; undefined when none are left. */
export function editElements(
  before: JsonValue | undefined,
  edit: DocumentEdit,
  options: ElementOptions,
): Elements | undefined {
  const elements: Elements = Array.isArray(before) ? before : []
  const result = onePrimary(edit.target.attribute, changeElements(elements, edit, options), options)
  return result.length === 0 ? undefined : result
}

function changeElements(elements: Elements, edit: DocumentEdit, options: ElementOptions): Written {
  const { op, target } = edit
  if (target.filter === undefined && target.sub === undefined) return changeAll(elements, edit)
  const matches = target.filter === undefined ? () => true : compileElementFilter(target.filter)
  const change = (element: JsonValue): JsonValue | undefined => changeOne(element, edit)
  const changed = elements.map((element) => (matches(element) ? { to: change(element) } : undefined))
  if (changed.every((element) => element === undefined) && op !== 'remove') return create(elements, edit, options)
  const result = elements.flatMap((element, index) => {
    const match = changed[index]
    return match === undefined ? [element] : (match.to ?? [])
  })
  return { elements: withoutRepeats(result), written: new Set(changed.flatMap((match) => match?.to ?? [])) }
}

/** An edit can make two elements the same value, which is there once then (RFC 7643 §2.4): what was said last counts. */
function withoutRepeats(elements: Elements): Elements {
  const keyed = elements.map((element) => [hasValue(element) ? identityOf(element) : element, element] as const)
  return [...new Map(keyed).values()]
}

function changeAll(elements: Elements, { op, target, value }: DocumentEdit): Written {
  const given: Elements = Array.isArray(value) ? value : []
  if (op === 'add') return addAll(elements, target.attribute, given)
  if (op === 'remove') return { elements: [], written: new Set() }
  const kept = elements.length === 0 ? given : keepFixed(target.attribute, elements, given)
  const replaced: Elements = Array.isArray(kept) ? kept : []
  return { elements: replaced, written: new Set(replaced) }
}

/** Appends what is not there yet; what is said about an element that is there is added to it (RFC 7644 §3.5.2.1). */
function addAll(elements: Elements, attribute: Attribute, given: Elements): Written {
  const result = [...elements]
  const places = new Map(elements.map((element, index) => [identityOf(element), index]))
  const written = new Set<JsonValue>()
  for (const element of given) {
    const identity = identityOf(element)
    const place = places.get(identity) ?? result.length
    places.set(identity, place)
    const added = isJsonObject(element) ? (mergeInto(attribute, result[place], element) ?? element) : element
    result[place] = added
    if (isPrimary(element)) written.add(added)
  }
  return { elements: result, written }
}

/** One selected element after the edit; undefined takes it away, an element left with nothing goes too. */
function changeOne(element: JsonValue, { op, target, value }: DocumentEdit): JsonValue | undefined {
  const { attribute, sub } = target
  if (sub !== undefined) return mergeInto(attribute, element, { [sub.name]: value ?? null })
  if (op === 'remove' || value === undefined) return undefined
  if (!isJsonObject(value)) return value
  // A copy: each of the elements that get this value stays one of its own, which counts when one has to be primary.
  return op === 'add' ? mergeInto(attribute, element, value) : keepFixedIn(attribute, element, { ...value })
}

function create(elements: Elements, { target, value }: DocumentEdit, { createUnmatched }: ElementOptions): Written {
  const described = createUnmatched && describedBy(target)
  if (createUnmatched === undefined || described === undefined)
    throw new ScimError('PATCH_NO_TARGET', { path: target.text })
  const given = target.sub === undefined ? value : { [target.sub.name]: value ?? null }
  const element = mergeInto(target.attribute, described, isJsonObject(given) ? given : {})
  if (element === undefined || value === undefined) return { elements, written: new Set() }
  createUnmatched()
  return { elements: withoutRepeats([...elements, element]), written: new Set([element]) }
}

/** The element a filter describes, when it is nothing but equalities joined by `and`; else undefined. */
function describedBy({ filter }: AttributeTarget): JsonObject | undefined {
  if (filter === undefined) return {}
  const equalities = filter.kind === 'and' ? filter.operands : [filter]
  if (!equalities.every(isEquality)) return undefined
  return Object.fromEntries(equalities.map(({ attribute, value }) => [attribute.name, value]))
}

function isEquality(filter: ResolvedFilter): filter is Extract<ResolvedFilter, { kind: 'compare' }> {
  return filter.kind === 'compare' && filter.operator === 'eq' && filter.attribute.parent !== undefined
}

/** Making an element primary takes that from the others (RFC 7644 §3.5.2). */
function onePrimary(
  attribute: Attribute,
  { elements, written }: Written,
  { lastPrimaryWins }: ElementOptions,
): Elements {
  if (!attribute.byName.has('primary')) return elements
  const claims = elements.filter((element) => isPrimary(element) && written.has(element))
  if (claims.length > 1) {
    if (lastPrimaryWins === undefined) throw new ScimError('PRIMARY_DUPLICATE', { path: attribute.path })
    lastPrimaryWins()
  }
  const winner = claims.at(-1)
  if (winner === undefined) return elements
  return elements.map((element) =>
    element !== winner && isPrimary(element) ? { ...element, primary: false } : element,
  )
}

function isPrimary(element: JsonValue): element is JsonObject {
  return isJsonObject(element) && element.primary === true
}
