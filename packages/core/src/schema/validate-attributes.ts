import type { NamesOf } from '../errors/refuse-unknown.ts'
import type { AttributeDefinition, AttributeType, SchemaDefinition } from './attribute.ts'
import { keywords } from './keywords.ts'
import { refuseDefinition } from './refuse-definition.ts'
import { strangeMember } from './strange-member.ts'
import { checkValue, describe } from './value-types.ts'

type Parent = AttributeDefinition | undefined
/** Says what is wrong with an attribute, or nothing. */
type Rule = (attribute: AttributeDefinition, parent: Parent) => string | undefined

/**
 * Checks the attributes of a schema against RFC 7643 §2 and §7, so that a mistake stops the start and not a request.
 *
 * @throws ScimError `CONFIGURATION` naming the attribute
 */
export function validateAttributes(schema: SchemaDefinition): void {
  validateSiblings(schema.attributes, undefined, `${schema.id}:`)
}

function validateSiblings(attributes: readonly AttributeDefinition[], parent: Parent, prefix: string): void {
  const seen = new Set<string>()
  for (const attribute of attributes) {
    const where = `${prefix}${attribute.name}`
    const key = attribute.name.toLowerCase()
    if (seen.has(key)) refuseDefinition(where, 'the name is taken; names that differ only in case are the same')
    seen.add(key)
    for (const rule of rules) {
      const problem = rule(attribute, parent)
      if (problem !== undefined) refuseDefinition(where, problem)
    }
    validateSiblings(attribute.subAttributes ?? [], attribute, `${where}.`)
  }
}

const rules: readonly Rule[] = [
  hasLegalName,
  spellsMembers,
  usesKeywords,
  nests,
  keepsPredefinedMeaning,
  canBeUnique,
  refersOnlyAsReference,
  hasFittingDefault,
  keepsSecret,
]

// ATTRNAME of RFC 7643 §2.1; erratum 8924 on "$ref".
const attributeName = /^(?:[A-Za-z][\w$-]*|\$ref)$/
// The names a request body may not have, because JavaScript objects have them (KEY_FORBIDDEN).
const forbiddenNames: ReadonlySet<string> = new Set(['constructor', 'prototype'])

function hasLegalName({ name }: AttributeDefinition): string | undefined {
  if (forbiddenNames.has(name.toLowerCase())) return 'the name is not allowed'
  if (attributeName.test(name)) return undefined
  return 'the name must be a letter followed by letters, digits, "$", "-" and "_"'
}

const members: NamesOf<AttributeDefinition> = {
  name: true,
  type: true,
  multiValued: true,
  description: true,
  required: true,
  canonicalValues: true,
  caseExact: true,
  mutability: true,
  returned: true,
  uniqueness: true,
  referenceTypes: true,
  subAttributes: true,
  default: true,
  whenOmitted: true,
  indexed: true,
  format: true,
  secret: true,
}

function spellsMembers(attribute: AttributeDefinition): string | undefined {
  return strangeMember(attribute, members)
}

function usesKeywords(attribute: AttributeDefinition): string | undefined {
  for (const [member, words] of Object.entries(keywords)) {
    const word = attribute[member as keyof typeof keywords] // the keys of the table are exactly these
    if (word !== undefined && !words.some((known) => known === word)) {
      return `${member} "${word}" is none of ${words.join(', ')}`
    }
  }
  return undefined
}

// RFC 7643 §1.2 and §2.3.8, erratum 8415.
function nests({ type, subAttributes = [] }: AttributeDefinition, parent: Parent): string | undefined {
  if (type !== 'complex') return subAttributes.length > 0 ? 'only a complex attribute has subAttributes' : undefined
  if (parent !== undefined) return 'a sub-attribute cannot be complex'
  return subAttributes.length === 0 ? 'a complex attribute needs subAttributes' : undefined
}

const simple = keywords.type.filter((type) => type !== 'complex')
// RFC 7643 §2.4. What `value` holds depends on the attribute, but it is never just true or false (S7643-2.4-02).
const predefined: ReadonlyMap<string, readonly AttributeType[]> = new Map<string, readonly AttributeType[]>([
  ['type', ['string']],
  ['primary', ['boolean']],
  ['display', ['string']],
  ['value', simple.filter((type) => type !== 'boolean')],
  ['$ref', ['reference']],
])

function keepsPredefinedMeaning(attribute: AttributeDefinition, parent: Parent): string | undefined {
  const types = parent?.multiValued === true ? predefined.get(attribute.name.toLowerCase()) : undefined
  if (types === undefined) return undefined
  if (attribute.multiValued === true) return 'in a multi-valued attribute it must be singular'
  if (types.includes(attribute.type ?? 'string')) return undefined
  return `in a multi-valued attribute it must be of type ${types.join(', ')}`
}

function canBeUnique({ type, uniqueness = 'none' }: AttributeDefinition): string | undefined {
  const cannot = type === 'complex' || type === 'boolean'
  return cannot && uniqueness !== 'none' ? `an attribute of type ${type} cannot be unique` : undefined
}

// S7643-7-17.
function refersOnlyAsReference({ type, referenceTypes = [] }: AttributeDefinition): string | undefined {
  return type !== 'reference' && referenceTypes.length > 0 ? 'only a reference has referenceTypes' : undefined
}

function hasFittingDefault(attribute: AttributeDefinition): string | undefined {
  const { default: value, multiValued, type = 'string' } = attribute
  if (value === undefined) return undefined
  if (multiValued === true && !Array.isArray(value)) return `the default must be an array, but it is ${describe(value)}`
  const elements: readonly unknown[] = multiValued === true && Array.isArray(value) ? value : [value]
  const wrong = elements.find((element) => checkValue({ type }, element) !== undefined)
  return wrong === undefined
    ? undefined
    : `the default must be ${checkValue({ type }, wrong)}, but it is ${describe(wrong)}`
}

// What is hashed cannot be listed, compared or shown again (RFC 7643 §9.2).
function keepsSecret({ secret, ...attribute }: AttributeDefinition, parent: Parent): string | undefined {
  if (secret !== true) return undefined
  const { type = 'string', multiValued = false, mutability, uniqueness = 'none', default: value } = attribute
  const isSingle = parent === undefined && type === 'string' && !multiValued
  if (isSingle && mutability === 'writeOnly' && uniqueness === 'none' && value === undefined) return undefined
  return 'a secret must be a singular string at the top of the schema, writeOnly, not unique and without a default'
}
