import * as z from 'zod'
import type { Attribute, Container, ResourceType } from './attribute.ts'
import type { JsonObject, JsonValue } from './json.ts'
import { checkValue, describe } from './value-types.ts'

type Shape = Record<string, z.ZodType<JsonValue | undefined>>

/**
 * A zod schema of the canonical resource: the document a store keeps (names as the schema spells them, no nulls, no
 * empty arrays, extensions under their URN), with relations and what is computed from them as arrays. The common
 * attributes may be there or not.
 *
 * @example
 * ```ts
 * const result = toZod(userType).safeParse({ userName: 'ada', active: 'yes' })
 * result.error?.issues[0]?.message // 'must be true or false, but is a string'
 * ```
 */
export function toZod(resourceType: ResourceType): z.ZodType<JsonObject> {
  const own = resourceType.attributes.filter((attribute) => attribute.container === undefined)
  const containers = [...resourceType.containers.values()]
  const extensions: Shape = Object.fromEntries(containers.map((container) => [container.urn, ofContainer(container)]))
  return z.strictObject({ ...ofAttributes(own), ...extensions })
}

function ofContainer({ attributes, required }: Container): z.ZodType<JsonObject | undefined> {
  const schema = z.strictObject(ofAttributes(attributes))
  return required ? schema : schema.optional()
}

function ofAttributes(attributes: readonly Attribute[]): Shape {
  return Object.fromEntries(attributes.map((attribute) => [attribute.name, ofAttribute(attribute)]))
}

function ofAttribute(attribute: Attribute): z.ZodType<JsonValue | undefined> {
  const element = attribute.type === 'complex' ? z.strictObject(ofAttributes(attribute.subAttributes)) : leaf(attribute)
  const value = attribute.multiValued ? listOf(attribute, element) : element
  return isNeeded(attribute) ? value : value.optional()
}

// A relation may be known to be empty; any other attribute without values is left out.
function listOf(attribute: Attribute, element: z.ZodType<JsonValue>): z.ZodType<JsonValue> {
  const list = z.array(element)
  return attribute.relation || attribute.inverseOf !== undefined ? list : list.min(1)
}

function leaf(attribute: Attribute): z.ZodType<JsonValue> {
  return z.custom<JsonValue>((value) => checkValue(attribute, value) === undefined, {
    error: ({ input }) => `must be ${checkValue(attribute, input)}, but is ${describe(input)}`,
  })
}

// The server adds the common attributes; they belong to no schema.
function isNeeded({ required, schema }: Attribute): boolean {
  return required && schema !== ''
}
