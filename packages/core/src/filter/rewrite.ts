import { ScimError } from '../errors/scim-error.ts'
import type { Container, ResourceType } from '../schema/attribute.ts'
import { isComputedReference } from '../schema/reference.ts'
import { readResourceUri } from '../schema/resource-uri.ts'
import { aboutReference } from './about-reference.ts'
import type { ResolvedFilter } from './ast.ts'
import { compileElementFilter } from './compile.ts'
import { type Leaf, negate, never, type Rewrite } from './leaf.ts'
import type { ResolveOptions } from './resolve-options.ts'

type RewriteSpecial = (leaf: Leaf, resourceType: ResourceType, baseUrl: string) => ResolvedFilter

const special: Readonly<Record<string, RewriteSpecial>> = { schemas: aboutSchemas, 'meta.location': aboutLocation }

/**
 * Rewrites what is said about a resource: `schemas` and `meta.location` are not stored, and an absent `primary` is
 * false.
 */
export function rewriteInResource(resourceType: ResourceType, options: ResolveOptions): Rewrite {
  return (leaf) => {
    const { attribute } = leaf
    if (attribute.schema === '') return special[attribute.path]?.(leaf, resourceType, options.baseUrl ?? '') ?? leaf
    const { parent } = attribute
    if (!saysNotPrimary(leaf) && !isComputedReference(attribute)) return leaf
    const rewritten = rewriteInElement(options)(leaf)
    return parent?.multiValued ? { kind: 'valuePath', attribute: parent, filter: rewritten } : rewritten
  }
}

/**
 * Rewrites what is said about an element: `primary eq false` holds when it is absent (RFC 7643 §2.4), and a `$ref` is
 * made of the `value` beside it.
 */
export function rewriteInElement(options: ResolveOptions): Rewrite {
  return (leaf) => {
    if (isComputedReference(leaf.attribute)) return aboutReference(leaf, options)
    return saysNotPrimary(leaf) ? negate({ ...leaf, value: true }) : leaf
  }
}

function saysNotPrimary(leaf: Leaf): leaf is Extract<Leaf, { kind: 'compare' }> {
  const { name, parent } = leaf.attribute
  // RFC 7643 §2.4 gives the name its meaning in every multi-valued attribute; no characteristic does.
  return leaf.kind === 'compare' && leaf.value === false && name === 'primary' && parent?.multiValued === true
}

/** `schemas` holds the base schema always, and an extension's when the resource has a value of it (RFC 7643 §3). */
function aboutSchemas(leaf: Leaf, { schema, containers }: ResourceType): ResolvedFilter {
  const matches = compileElementFilter(leaf)
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
  const id = byName.get('id')
  const found = readResourceUri(String(value), baseUrl)
  if (id === undefined || found?.endpoint !== endpoint) return never
  return { ...leaf, attribute: id, value: found.id }
}
