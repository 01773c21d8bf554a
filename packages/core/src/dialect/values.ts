import type { Attribute } from '../schema/attribute.ts'
import { isJsonObject, keyNamed, memberNamed } from '../schema/json.ts'
import type { Reading } from '../schema/read-value.ts'
import { isResourceId } from '../schema/reference.ts'
import { decodeObject } from './decode-object.ts'
import type { Dialect, Tolerance } from './dialect.ts'
import type { RuleName } from './rules.ts'

type Place = 'value' | 'element'

/** Rewrites one value, or returns it as it is. */
type ValueRule = (attribute: Attribute, value: unknown, place: Place) => unknown

const invisible = /[\p{Cc}\u200B-\u200D\u2060\uFEFF]/gu

/** `"True"` for a boolean, as Entra ID sends it without its flag `aadOptscim062020` (“SCIM compatibility issues”). */
function stringBooleans(attribute: Attribute, value: unknown): unknown {
  if (attribute.type !== 'boolean' || typeof value !== 'string') return value
  const word = value.toLowerCase()
  return word === 'true' || word === 'false' ? word === 'true' : value
}

/** `["x"]` for a singular attribute, as Entra ID’s example of a manager has it. */
function unwrapSingle(attribute: Attribute, value: unknown, place: Place): unknown {
  return !attribute.multiValued && place === 'value' && Array.isArray(value) && value.length === 1 ? value[0] : value
}

/**
 * `"271"` for a complex attribute that has a `value`; `""` says that there is none, and so does `""` as its `value`.
 */
function complexFromScalar(attribute: Attribute, value: unknown, place: Place): unknown {
  if (value === '' && isSingleId(attribute)) return null
  if (attribute.type !== 'complex' || attribute.multiValued || place !== 'value' || !attribute.byName.has('value'))
    return value
  if (typeof value !== 'string') return value
  return value === '' ? null : { value }
}

/** The id in a reference of which there is one: `manager.value`. */
function isSingleId(attribute: Attribute): boolean {
  return isResourceId(attribute) && attribute.parent?.multiValued === false
}

/** `""` for an optional attribute. A required one keeps it, and is refused for it later. */
function emptyStrings(attribute: Attribute, value: unknown): unknown {
  if (value !== '' || attribute.type === 'complex') return value
  return attribute.required || isResourceId(attribute) ? value : null
}

/**
 * `displayName` in a role or a member, where RFC 7643 §2.4 has `display`: Entra ID’s app roles, Microsoft’s samples.
 */
function displayNameInElement(attribute: Attribute, value: unknown, place: Place): unknown {
  const { byName, multiValued } = attribute
  if (!multiValued || place !== 'element' || !isJsonObject(value)) return value
  if (byName.has('displayname') || !byName.has('display')) return value
  const key = keyNamed(value, 'displayName')
  if (key === undefined || keyNamed(value, 'display') !== undefined) return value
  const { [key]: display, ...rest } = value
  return { ...rest, display }
}

/** An app role as a JSON document inside a string: Entra ID’s SingleAppRoleAssignment (“Customize attributes”). */
export function decodeRoles(attribute: Attribute, value: unknown, place: Place): unknown {
  const isElement = attribute.type === 'complex' && attribute.multiValued && place === 'element'
  const text = isElement && isJsonObject(value) ? memberNamed(value, 'value') : undefined
  const decoded = typeof text === 'string' ? decodeObject(text) : undefined
  if (decoded === undefined || typeof memberNamed(decoded, 'value') !== 'string') return value
  const named = displayNameInElement(attribute, decoded, place)
  return Object.fromEntries(
    Object.entries(isJsonObject(named) ? named : decoded).filter(([name]) => attribute.byName.has(name.toLowerCase())),
  )
}

/** `emails: {…}`, as OneLogin’s template for SCIM 1.1 has it. */
function wrapSingle(attribute: Attribute, value: unknown, place: Place): unknown {
  return attribute.multiValued && place === 'value' && isJsonObject(value) ? [value] : value
}

/** `members: ["id"]`. */
function bareElements(attribute: Attribute, value: unknown, place: Place): unknown {
  const isElement = attribute.type === 'complex' && attribute.multiValued && place === 'element'
  return isElement && typeof value === 'string' ? { value } : value
}

/** `externalId: 701984`, as in Okta’s samples. Whole numbers only: a fraction may already have lost digits. */
function numbersAsStrings(attribute: Attribute, value: unknown): unknown {
  return attribute.type === 'string' && Number.isSafeInteger(value) ? String(value) : value
}

/** Control and zero-width characters, which make equal names differ. */
function stripControlCharacters(attribute: Attribute, value: unknown): unknown {
  if (attribute.type !== 'string' || typeof value !== 'string' || value.search(invisible) < 0) return value
  return value.replace(invisible, '')
}

/** The JSON kinds a rule looks at; the others cannot concern it. */
type Kind = 'string' | 'number' | 'array' | 'object'

interface KindRule {
  readonly name: RuleName
  readonly kinds: readonly Kind[]
  readonly rewrite: ValueRule
}

/** In the order they are tried: a list is opened before what is in it is looked at. */
const valueRules: readonly KindRule[] = [
  { name: 'unwrapSingle', kinds: ['array'], rewrite: unwrapSingle },
  { name: 'wrapSingle', kinds: ['object'], rewrite: wrapSingle },
  { name: 'complexFromScalar', kinds: ['string'], rewrite: complexFromScalar },
  { name: 'bareElements', kinds: ['string'], rewrite: bareElements },
  { name: 'displayNameInElement', kinds: ['object'], rewrite: displayNameInElement },
  { name: 'decodeRoles', kinds: ['object'], rewrite: decodeRoles },
  { name: 'stringBooleans', kinds: ['string'], rewrite: stringBooleans },
  { name: 'numbersAsStrings', kinds: ['number'], rewrite: numbersAsStrings },
  { name: 'stripControlCharacters', kinds: ['string'], rewrite: stripControlCharacters },
  { name: 'emptyStrings', kinds: ['string'], rewrite: emptyStrings },
]

type RulesByKind = Readonly<Record<Kind, readonly KindRule[]>>

const settled = new WeakMap<Dialect, RulesByKind>()

function rulesOf(dialect: Dialect): RulesByKind {
  const known = settled.get(dialect)
  if (known !== undefined) return known
  const forKind = (kind: Kind) => valueRules.filter(({ name, kinds }) => dialect.has(name) && kinds.includes(kind))
  const rules = {
    string: forKind('string'),
    number: forKind('number'),
    array: forKind('array'),
    object: forKind('object'),
  }
  settled.set(dialect, rules)
  return rules
}

function kindOf(value: unknown): Kind | undefined {
  if (typeof value === 'string') return 'string'
  if (typeof value === 'number') return 'number'
  if (typeof value !== 'object' || value === null) return undefined
  return Array.isArray(value) ? 'array' : 'object'
}

/** The rewriting of values for one request: each rule that is on, counted when it changed something. */
export function coerceValues(dialect: Dialect, tolerance: Tolerance): Reading['coerce'] {
  const rules = rulesOf(dialect)
  const coerce: Reading['coerce'] = (attribute, value, place) => {
    const kind = kindOf(value)
    if (kind === undefined) return value
    for (const { name, rewrite } of rules[kind]) {
      const rewritten = rewrite(attribute, value, place)
      if (rewritten === value) continue
      tolerance.count(name)
      // What it has become may be of another kind, and have rules of its own.
      return coerce(attribute, rewritten, place)
    }
    return value
  }
  return coerce
}
