import type { Attribute, ResourceType } from './attribute.ts'
import { valueAt, withValue } from './document.ts'
import { keepFixed } from './fixed.ts'
import type { JsonObject } from './json.ts'
import { type ResourceInput, withDefaults } from './read-resource.ts'

/**
 * What a document becomes when another takes its place: what is named replaces, what is left out is cleared and
 * defaulted anew; read-only, immutable, write-only and protected attributes keep their value (RFC 7644 §3.5.1, A37).
 *
 * @throws ScimError `ATTRIBUTE_MUTABILITY`
 */
export function replaceAttributes(
  resourceType: ResourceType,
  before: JsonObject,
  { attributes, named, kept }: ResourceInput,
): JsonObject {
  const candidates = resourceType.attributes.filter((attribute) => isStored(attribute))
  const replaced = candidates.reduce((document, attribute) => {
    const old = valueAt(before, attribute)
    if (named.has(attribute)) {
      return withValue(document, attribute, keepFixed(attribute, old, valueAt(attributes, attribute)))
    }
    const stays = kept.has(attribute) || staysWhenOmitted(attribute)
    return old !== undefined && stays ? withValue(document, attribute, old) : document
  }, attributes)
  return withDefaults(resourceType, replaced, named)
}

function isStored(attribute: Attribute): boolean {
  return !attribute.relation && attribute.path !== 'schemas'
}

function staysWhenOmitted({ mutability, whenOmitted }: Attribute): boolean {
  return mutability !== 'readWrite' || whenOmitted === 'keep'
}
