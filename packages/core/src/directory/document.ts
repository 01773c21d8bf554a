import { ScimError } from '../errors/scim-error.ts'
import { emailElementsOf } from '../provisioning/emails.ts'
import { sealInput } from '../provisioning/passwords.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '../schema/json.ts'
import { checkRequired, readResource, withDefaults } from '../schema/read-resource.ts'
import type { Parts } from './parts.ts'

/** What of a document the product does not keep, and passes over. */
type Leaving = Pick<Parts, 'isLeftOut' | 'sole'>

const everything: Leaving = { isLeftOut: () => false, sole: undefined }

/** How what the application gives is read: to the letter, but for what the product leaves out. */
const strict = (resourceType: ResourceType, { isLeftOut, sole } = everything) => ({
  coerce: (_: unknown, value: unknown) => value,
  sole,
  unknown: (path: string): void => {
    if (!isLeftOut(path)) throw new ScimError('ATTRIBUTE_UNKNOWN', { path, resourceType: resourceType.name })
  },
  unknownSchema: (schema: string): void => {
    if (!isLeftOut(schema)) throw new ScimError('SCHEMAS_UNKNOWN', { schema, resourceType: resourceType.name })
  },
})

/**
 * Reads a whole document that the application gives. A password is dropped: nobody is here to hash it.
 *
 * @throws ScimError of the schema area
 */
export async function readDocument(
  resourceType: ResourceType,
  body: JsonObject,
  leaving?: Leaving,
): Promise<JsonObject> {
  const input = await sealInput(readResource(resourceType, body, strict(resourceType, leaving)), undefined)
  const document = withDefaults(resourceType, input.attributes, input.named)
  checkRequired(resourceType, document)
  return document
}

/** Reads what of an assertion the schema has; what the product does not keep of a person is passed over. */
export function readKnown(resourceType: ResourceType, claims: JsonObject): JsonObject {
  const lenient = { ...strict(resourceType), unknown: () => undefined, unknownSchema: () => undefined }
  const { attributes, named } = readResource(resourceType, claims, lenient)
  const document = withDefaults(resourceType, attributes, named)
  checkRequired(resourceType, document)
  return document
}

/**
 * A document with other values for some attributes at its top; null takes a value away.
 *
 * @throws ScimError of the schema area
 */
export function changeDocument(resourceType: ResourceType, before: JsonObject, changes: JsonObject): JsonObject {
  const { attributes } = readResource(resourceType, changes, strict(resourceType))
  const kept = Object.entries(before).filter(([name]) => !Object.hasOwn(changes, name))
  const document = { ...Object.fromEntries(kept), ...attributes }
  checkRequired(resourceType, document)
  return document
}

/** The addresses of a user with another e-mail address in the place of what counts as it, or none. */
export function emailsWith(
  { user, policy }: Pick<Parts, 'user' | 'policy'>,
  { emails }: JsonObject,
  email: string | undefined,
): JsonValue {
  const replaced = new Set(emailElementsOf({ emails }, policy.attributes.emails))
  const kept = (isJsonArray(emails) ? emails : []).filter((element) => !isJsonObject(element) || !replaced.has(element))
  if (email === undefined) return kept
  return [emailElement(user, email), ...kept.map(withoutPrimary)]
}

/** An address that counts as the e-mail address whatever `attributes.emails` says. */
function emailElement(user: ResourceType, email: string): JsonObject {
  const subs = user.byName.get('emails')?.byName
  const element = { value: email, type: 'work', primary: true }
  return Object.fromEntries(Object.entries(element).filter(([name]) => subs?.has(name) ?? true))
}

function withoutPrimary(element: JsonValue): JsonValue {
  if (!isJsonObject(element)) return element
  const { primary: _, ...rest } = element
  return rest
}
