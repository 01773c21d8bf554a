import { ScimError } from '../errors/scim-error.ts'
import { emailElementsOf } from '../provisioning/emails.ts'
import { dropSecrets } from '../provisioning/passwords.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
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
export function readDocument(resourceType: ResourceType, body: JsonObject, leaving?: Leaving): JsonObject {
  const { attributes, named } = dropSecrets(readResource(resourceType, body, strict(resourceType, leaving)))
  const document = withDefaults(resourceType, attributes, named)
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

/** What the application changes in a document, and what of that the product passes over. */
interface Change {
  readonly before: JsonObject
  readonly changes: JsonObject
  readonly leaving?: Leaving
}

/**
 * The document with other values for the attributes that are named, each of them whole; null takes one away, or all
 * that an extension has. Read-only attributes and passwords stay as they are.
 *
 * @throws ScimError of the schema area
 */
export function changeDocument(resourceType: ResourceType, { before, changes, leaving }: Change): JsonObject {
  const { attributes, named } = dropSecrets(readResource(resourceType, changes, strict(resourceType, leaving)))
  const targets = [...named, ...clearedWhole(resourceType, changes)].filter(isInDocument)
  const document = targets.reduce(
    (changed, attribute) => withValue(changed, attribute, valueAt(attributes, attribute)),
    before,
  )
  checkRequired(resourceType, document)
  return document
}

/** What the extensions hold that null is given for. */
function clearedWhole({ containers }: ResourceType, changes: JsonObject): readonly Attribute[] {
  const urns = Object.keys(changes).filter((name) => changes[name] === null)
  const cleared = urns.flatMap((urn) => containers.get(urn.toLowerCase())?.attributes ?? [])
  return cleared.filter(({ mutability, secret }) => mutability !== 'readOnly' && !secret)
}

function isInDocument({ parent, relation }: Attribute): boolean {
  return parent === undefined && !relation
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
