import { ScimError } from '../errors/scim-error.ts'
import type { Attribute, Container, ResourceType } from '../schema/attribute.ts'
import type { ResolvedFilter } from './ast.ts'
import { compileElementFilter } from './compile.ts'

/** A part of a resolved filter that names an attribute. */
export type Leaf = Extract<ResolvedFilter, { attribute: Attribute }>

/** Rewrites a leaf into one about stored values, so that no back end has to know what is not stored. */
export type Rewrite = (leaf: Leaf) => ResolvedFilter

/** Matches nothing. */
export const never = { kind: 'never' } as const satisfies ResolvedFilter

/** The opposite; a double negation is taken back. */
export function negate(filter: ResolvedFilter): ResolvedFilter {
  return filter.kind === 'not' ? filter.operand : { kind: 'not', operand: filter }
}

/** Rewrites what is said about a resource: `schemas` and `meta.location` are not stored, and an absent `primary` is false. */
export function rewriteInResource(resourceType: ResourceType, baseUrl = ''): Rewrite {
  const special: Readonly<Record<string, Rewrite>> = {
    schemas: (leaf) => aboutSchemas(leaf, resourceType),
    'meta.location': (leaf) => aboutLocation(leaf, resourceType, baseUrl),
  }
  return (leaf) => {
    const { attribute } = leaf
    if (attribute.schema === '') return special[attribute.path]?.(leaf) ?? leaf
    if (attribute.parent === undefined || !saysNotPrimary(leaf)) return leaf
    return { kind: 'valuePath', attribute: attribute.parent, filter: rewriteInElement(leaf) }
  }
}

/** Rewrites what is said about an element: `primary eq false` holds when it is absent (RFC 7643 §2.4). */
export function rewriteInElement(leaf: Leaf): ResolvedFilter {
  return saysNotPrimary(leaf) ? negate({ ...leaf, value: true }) : leaf
}

function saysNotPrimary(leaf: Leaf): leaf is Extract<Leaf, { kind: 'compare' }> {
  const { name, type, parent } = leaf.attribute
  // RFC 7643 §2.4 gives the name its meaning in every multi-valued attribute; no characteristic does.
  return (
    leaf.kind === 'compare' &&
    leaf.value === false &&
    name === 'primary' &&
    type === 'boolean' &&
    parent?.multiValued === true
  )
}

/** `schemas` holds the base schema always, and an extension's when the resource has a value of it (RFC 7643 §3). */
function aboutSchemas(leaf: Leaf, { schema, containers }: ResourceType): ResolvedFilter {
  if (leaf.kind === 'present') return negate(never)
  const matches = compileElementFilter(leaf.kind === 'valuePath' ? leaf.filter : leaf)
  if (matches(schema.id)) return negate(never)
  const operands = [...containers.values()].filter(({ urn }) => matches(urn)).flatMap(presenceOfAny)
  return operands.length === 0 ? never : { kind: 'or', operands }
}

function presenceOfAny({ attributes }: Container): readonly ResolvedFilter[] {
  return attributes.map((attribute) => ({ kind: 'present', attribute }))
}

/** A location is the base URL, the endpoint and the `id`, and every resource has one. */
function aboutLocation(leaf: Leaf, { byName, endpoint }: ResourceType, baseUrl: string): ResolvedFilter {
  if (leaf.kind !== 'compare') return negate(never)
  const { operator, value } = leaf
  const { path, type } = leaf.attribute
  if (operator !== 'eq') throw new ScimError('FILTER_OPERATOR', { operator, path, type })
  const prefix = `${baseUrl}${endpoint}/`
  const location = String(value)
  const id = byName.get('id')
  if (id === undefined || !location.startsWith(prefix)) return never
  return { ...leaf, attribute: id, value: location.slice(prefix.length) }
}
