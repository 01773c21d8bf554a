import * as z from 'zod'
import type { ResourceTypeDefinition, SchemaDefinition } from './attribute.ts'
import { isJsonObject } from './json.ts'
import { refuseDefinition } from './refuse-definition.ts'
import { isForeign } from './strange-member.ts'
import { validateAttributes } from './validate-attributes.ts'
import { describe } from './value-types.ts'

// The JSON kinds only; what the words mean is checked by `validateAttributes`, where code is checked too, and so are
// the names of its members.
const attribute = z.looseObject({
  name: z.string(),
  type: z.string().exactOptional(),
  multiValued: z.boolean().exactOptional(),
  description: z.string().exactOptional(),
  required: z.boolean().exactOptional(),
  canonicalValues: z.array(z.string()).exactOptional(),
  caseExact: z.boolean().exactOptional(),
  mutability: z.string().exactOptional(),
  returned: z.string().exactOptional(),
  uniqueness: z.string().exactOptional(),
  referenceTypes: z.array(z.string()).exactOptional(),
  default: z.unknown().exactOptional(),
  whenOmitted: z.string().exactOptional(),
  indexed: z.boolean().exactOptional(),
  format: z.string().exactOptional(),
  secret: z.boolean().exactOptional(),
  get subAttributes() {
    return z.array(attribute).exactOptional()
  },
})

/** An object without members of other names: but for what is foreign, and what exports carry that says nothing here. */
function having<Shape extends z.core.$ZodShape>(shape: Shape, passedOver: readonly string[] = []) {
  const isOurs = (name: string) => !isForeign(name) && !passedOver.includes(name)
  const own = (json: unknown) =>
    isJsonObject(json) ? Object.fromEntries(Object.entries(json).filter(([name]) => isOurs(name))) : json
  return z.preprocess(own, z.strictObject(shape))
}

const schema = having(
  {
    id: z.string(),
    name: z.string().exactOptional(),
    description: z.string().exactOptional(),
    attributes: z.array(attribute),
  },
  ['schemas', 'meta'],
)

const inverse = having({ resourceType: z.string(), attribute: z.string() })

const members = {
  name: z.string(),
  endpoint: z.string().exactOptional(),
  description: z.string().exactOptional(),
  schema: z.string(),
  schemaExtensions: z.array(having({ schema: z.string(), required: z.boolean().default(false) })).default([]),
  // ScimKit's own, as in ResourceTypeDefinition.
  relations: z.array(having({ attribute: z.string(), inverse: inverse.exactOptional() })).exactOptional(),
  activeAttribute: z.string().exactOptional(),
  externalId: z.boolean().exactOptional(),
} satisfies Record<Exclude<keyof ResourceTypeDefinition, 'extensions'> | 'schemaExtensions', z.ZodType>
const resourceType = having(members, ['schemas', 'id', 'meta'])

const definitions = having({ resourceTypes: z.array(resourceType), schemas: z.array(schema).default([]) })

/** A resource type as RFC 7643 §6 writes it: schemas by URN. */
export type ResourceTypeJson = z.output<typeof resourceType>

/** What a file of definitions says, checked, with the URNs still to be resolved. */
export interface DefinitionsJson {
  readonly resourceTypes: readonly ResourceTypeJson[]
  readonly schemas: readonly SchemaDefinition[]
}

/**
 * Reads `{"resourceTypes":[…],"schemas":[…]}`.
 *
 * @throws ScimError `CONFIGURATION` naming the place
 */
export function readDefinitions(json: unknown): DefinitionsJson {
  const result = definitions.safeParse(json, { error: explain })
  if (!result.success) {
    const [issue] = result.error.issues
    return refuseDefinition(placeOf(json, issue?.path ?? []), issue?.message ?? 'it cannot be read')
  }
  return { resourceTypes: result.data.resourceTypes, schemas: result.data.schemas.map(toSchemaDefinition) }
}

function toSchemaDefinition(json: z.output<typeof schema>): SchemaDefinition {
  // Sound: zod has checked the kinds above, and the next line checks the words.
  const definition = { ...json, name: json.name ?? json.id } as SchemaDefinition
  validateAttributes(definition)
  return definition
}

const kinds: Readonly<Record<string, string>> = {
  string: 'a string',
  boolean: 'true or false',
  array: 'an array',
  object: 'an object',
}

function explain(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys')
    return `there is no member ${issue.keys.map((name) => JSON.stringify(name)).join(', ')}`
  if (issue.code !== 'invalid_type') return undefined
  return `it must be ${kinds[issue.expected] ?? issue.expected}, but it is ${describe(issue.input)}`
}

/** A path people can follow: `schemas["urn:…"].attributes["serial"].mutability`. */
function placeOf(json: unknown, path: readonly PropertyKey[]): string {
  let place = ''
  let value: unknown = json
  for (const key of path) {
    value = childOf(value, key)
    place += typeof key === 'number' ? `[${labelOf(value) ?? key}]` : `${place === '' ? '' : '.'}${String(key)}`
  }
  return place === '' ? 'the definitions' : place
}

function childOf(value: unknown, key: PropertyKey): unknown {
  if (Array.isArray(value)) return value[Number(key)]
  return isJsonObject(value) ? value[String(key)] : undefined
}

function labelOf(value: unknown): string | undefined {
  if (!isJsonObject(value)) return undefined
  const label = value.id ?? value.name
  return typeof label === 'string' ? JSON.stringify(label) : undefined
}
