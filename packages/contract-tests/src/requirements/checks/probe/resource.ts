import type { JsonObject, JsonValue } from '@scimkit/core'
import { attributeAt, isWritable, type PublishedAttribute, type PublishedType } from '../server/published.ts'
import { valueFor } from './values.ts'

/** What many servers ask of a User although its schema does not. */
const usual = ['name.givenName', 'name.familyName', 'emails.value', 'emails.type', 'emails.primary']

/**
 * A resource the server should take: what its schema requires, and for people a name and an e-mail address.
 * A value of undefined leaves an attribute out.
 */
export function buildResource(type: PublishedType, name: string, attributes: JsonObject = {}): JsonObject {
  const { schema, extensions } = type
  const carried = extensions.filter(({ required, schema: { id } }) => required || attributes[id] !== undefined)
  return {
    schemas: [schema.id, ...carried.map((extension) => extension.schema.id)],
    ...requiredOf(schema.attributes, name),
    ...(attributeAt(type, 'userName') && person(type, name)),
    ...Object.fromEntries(
      carried.map((extension) => [extension.schema.id, requiredOf(extension.schema.attributes, name)]),
    ),
    ...attributes,
  }
}

/** A value for every attribute a client can write and of which one can be made up. */
export function buildFullResource(type: PublishedType, name: string): JsonObject {
  const carried = type.extensions.map(({ schema }) => [schema.id, writableOf(schema.attributes, name)] as const)
  const present = carried.filter(([, container]) => Object.keys(container).length > 0)
  return {
    schemas: [type.schema.id, ...present.map(([id]) => id)],
    ...writableOf(type.schema.attributes, name),
    ...Object.fromEntries(present),
  }
}

function requiredOf(attributes: readonly PublishedAttribute[], name: string): JsonObject {
  return writableOf(
    attributes.filter(({ required }) => required),
    name,
  )
}

function writableOf(attributes: readonly PublishedAttribute[], name: string): JsonObject {
  return Object.fromEntries(
    attributes
      .filter(isWritable)
      .map((attribute) => [attribute.name, valueFor(attribute, attribute.name, name)] as const)
      .filter((entry): entry is readonly [string, JsonValue] => entry[1] !== undefined),
  )
}

function person(type: PublishedType, name: string): JsonObject {
  const has = (path: string) => usual.includes(path) && attributeAt(type, path) !== undefined
  const email = {
    value: `${name}@example.com`,
    ...(has('emails.type') && { type: 'work' }),
    ...(has('emails.primary') && { primary: true }),
  }
  return {
    ...(has('name.givenName') && has('name.familyName') && { name: { givenName: 'Ada', familyName: 'Lovelace' } }),
    ...(has('emails.value') && { emails: [email] }),
  }
}
