import type { Schema } from './switches-of.ts'

/** The widest a line may be, as `biome.json` has it. */
const width = 120

/** The module that declares a policy: what its schema describes is a docstring here, which editors show. */
export function policyType(policy: Schema): string {
  return `// Generated from ./policy.ts by scripts/generate-policy-type.ts; do not edit.

${docstring('A provisioning policy: a value for each switch. `policySchema` checks one, and `defineProfile` makes one from another.', '')}
export interface Policy ${membersOf(policy, '')}
`
}

/** A member that has no description of its own has that of what it belongs to. */
function membersOf({ properties = {}, required = [], description }: Schema, outer: string): string {
  const indent = `${outer}  `
  const members = Object.entries(properties).map(([name, schema]) => {
    const described = { description, ...schema }
    const mark = required.includes(name) ? '' : '?'
    return `${docstring(described.description, indent)}\n${indent}readonly ${name}${mark}: ${typeOf(described, indent)}`
  })
  return `{\n${members.join('\n')}\n${outer}}`
}

function typeOf(schema: Schema, indent: string): string {
  if (schema.enum !== undefined) return schema.enum.map((value) => `'${value}'`).join(' | ')
  if (schema.anyOf !== undefined) return schema.anyOf.map((each) => typeOf(each, indent)).join(' | ')
  if (schema.items !== undefined) return `readonly (${typeOf(schema.items, indent)})[]`
  if (schema.properties !== undefined) return membersOf(schema, indent)
  if (typeof schema.additionalProperties === 'object') return mapOf(schema, typeOf(schema.additionalProperties, indent))
  return schema.type === 'integer' ? 'number' : String(schema.type)
}

/** Of the names that are listed, any may be left out: the schema has them as `z.partialRecord`. */
function mapOf({ propertyNames }: Schema, values: string): string {
  if (propertyNames?.enum === undefined) return `Readonly<Record<string, ${values}>>`
  return `{ readonly [Name in ${typeOf(propertyNames, '')}]?: ${values} }`
}

/** @throws Error for a member that an editor would show nothing for */
function docstring(text: string | undefined, indent: string): string {
  if (text === undefined) throw new Error('A switch has no description: give it one with `.describe`.')
  const single = `${indent}/** ${text} */`
  if (single.length <= width) return single
  const longest = width - indent.length - ' * '.length
  const lines = text.match(new RegExp(`\\S.{0,${longest - 1}}(?=\\s|$)`, 'g')) ?? []
  return [`${indent}/**`, ...lines.map((line) => `${indent} * ${line}`), `${indent} */`].join('\n')
}
