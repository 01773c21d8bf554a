import type { policySchema } from '../../packages/core/src/provisioning/policy.ts'

/** One switch of a policy. */
export interface Switch {
  /** The name of the section it is in; `further switches` for one outside of any. */
  readonly section: string
  /** E.g. `users.onCreate.active`. */
  readonly path: string
  readonly type: string
  readonly description: string
}

/** As much of JSON Schema as a policy needs. */
export interface Schema {
  readonly type?: string
  readonly description?: string | undefined
  readonly enum?: readonly string[]
  readonly anyOf?: readonly Schema[]
  readonly items?: Schema
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema | boolean
  readonly propertyNames?: Schema
  readonly required?: readonly string[]
}

/** The schema of a policy as data. */
export function jsonSchemaOf(policy: typeof policySchema): Schema {
  // Sound: what zod writes is JSON Schema, and all of the above may be missing.
  return policy.toJSONSchema() as Schema
}

/** The switches of a policy, with what their schema says about them. */
export function switchesOf(policy: typeof policySchema): readonly Switch[] {
  const { properties = {} } = jsonSchemaOf(policy)
  return Object.entries(properties).flatMap(([section, schema]) =>
    schema.properties === undefined
      ? flatten(section, schema).map((each) => ({ ...each, section: 'further switches' }))
      : Object.entries(schema.properties).flatMap(([name, inner]) => flatten(`${section}.${name}`, inner)),
  )
}

/** A switch that is a group of others is described once, then each of the others that has a description of its own. */
function flatten(path: string, schema: Schema): readonly Switch[] {
  const [section = path] = path.split('.')
  const described = Object.entries(schema.properties ?? {}).filter(([, { description }]) => description !== undefined)
  const inner = described.flatMap(([name, each]) => flatten(`${path}.${name}`, each))
  if (inner.length > 0) return inner
  return [{ section, path, type: typeOf(schema), description: schema.description ?? '' }]
}

function typeOf(schema: Schema): string {
  const { type, items, anyOf, properties, additionalProperties, required = [] } = schema
  if (schema.enum !== undefined) return schema.enum.join(' | ')
  if (anyOf !== undefined) return anyOf.map(typeOf).join(' | ')
  if (type === 'array') return `list of ${typeOf(items ?? {})}`
  if (properties !== undefined) {
    const members = Object.entries(properties).map(
      ([name, each]) => `${name}${required.includes(name) ? '' : '?'}: ${typeOf(each)}`,
    )
    return `{ ${members.join(', ')} }`
  }
  if (type === 'object' && typeof additionalProperties === 'object') return mapOf(schema, additionalProperties)
  return type ?? 'any'
}

function mapOf({ propertyNames }: Schema, values: Schema): string {
  return `{ ${propertyNames?.enum?.join(' | ') ?? '…'}: ${typeOf(values)} }`
}
