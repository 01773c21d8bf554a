import { ScimError } from '../errors/scim-error.ts'
import type { ResolvedFilter } from '../filter/ast.ts'
import { compileElementFilter } from '../filter/compile.ts'
import type { AttributeTarget } from '../patch/edit.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { type Found, findAttribute } from '../schema/find-attribute.ts'
import { isJsonObject, type JsonObject, type JsonValue, memberNamed } from '../schema/json.ts'

/**
 * Refuses an object that names what an alias in it stands for: it cannot be known which of the two counts (A40).
 *
 * @throws ScimError `ATTRIBUTE_DUPLICATE`
 */
export function refuseBoth(resourceType: ResourceType, object: JsonObject, target: AttributeTarget): void {
  const { attribute, sub } = target
  for (const [name, value] of Object.entries(object)) {
    const found = findAttribute(resourceType, name)
    if (found === undefined) continue
    const isPart = found.kind === 'attribute' && found.attribute === sub && target.filter === undefined
    if (isPart || isGiven(saidIn(attribute, found, value), target))
      throw new ScimError('ATTRIBUTE_DUPLICATE', { path: (sub ?? attribute).path })
  }
}

/** What a member says of an attribute: by its name, or in the extension it belongs to. */
function saidIn(attribute: Attribute, found: Found, value: JsonValue | undefined): JsonValue | undefined {
  if (found.kind === 'attribute') return found.attribute === attribute ? value : undefined
  const isInside = found.container.urn === attribute.container && isJsonObject(value)
  return isInside ? memberNamed(value, attribute.name) : undefined
}

function isGiven(value: JsonValue | undefined, { attribute, filter, sub }: AttributeTarget): boolean {
  if (value === undefined || (filter === undefined && sub === undefined)) return value !== undefined
  const elements = [value].flat().filter((element) => isSelected(attribute, element, filter))
  if (sub === undefined) return elements.length > 0
  return elements.some((element) => isJsonObject(element) && memberNamed(element, sub.name) !== undefined)
}

function isSelected({ byName }: Attribute, element: JsonValue, filter: ResolvedFilter | undefined): boolean {
  if (filter === undefined || !isJsonObject(element)) return filter === undefined
  const named = Object.entries(element).map(([name, value]) => [byName.get(name.toLowerCase())?.name ?? name, value])
  return compileElementFilter(filter)(Object.fromEntries(named))
}
