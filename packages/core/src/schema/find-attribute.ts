import type { Attribute, Container, ResourceType } from './attribute.ts'

/** What a name in attribute notation (RFC 7644 §3.10) stands for. */
export type Found =
  | { readonly kind: 'attribute'; readonly attribute: Attribute }
  /** A bare extension URN: the whole container. */
  | { readonly kind: 'container'; readonly container: Container }

/**
 * Finds an attribute by name: `userName`, `name.givenName`, `urn:…:User:userName`,
 * `urn:…:enterprise:2.0:User:manager.value`, or a whole extension by its URN. Names and URNs count without case; the
 * longest registered URN wins, so dots and colons inside it are never taken for separators.
 */
export function findAttribute(resourceType: ResourceType, name: string): Found | undefined {
  const key = name.toLowerCase()
  if (!key.includes(':')) return inNamespace(resourceType.byName, key)
  const container = longestPrefix(resourceType, key)
  if (container !== undefined) {
    const urn = container.urn.toLowerCase()
    return key === urn ? { kind: 'container', container } : inNamespace(container.byName, key.slice(urn.length + 1))
  }
  const base = `${resourceType.schema.id.toLowerCase()}:`
  return key.startsWith(base) ? inNamespace(resourceType.byName, key.slice(base.length)) : undefined
}

/**
 * Finds a reference of an extension that a client wrote without the URN: `manager`. Only a complex attribute with a
 * `value` is found so, and only when exactly one extension has it; RFC 7644 §3.10 keeps all other names behind the URN.
 */
export function findUnqualified(resourceType: ResourceType, name: string): Found | undefined {
  const key = name.toLowerCase()
  const hits = [...resourceType.containers.values()].flatMap((container) => inNamespace(container.byName, key) ?? [])
  const references = hits.filter(
    (hit) => hit.kind === 'attribute' && isReference(hit.attribute.parent ?? hit.attribute),
  )
  return references.length === 1 ? references[0] : undefined
}

function isReference(attribute: Attribute): boolean {
  return attribute.type === 'complex' && attribute.byName.has('value')
}

function longestPrefix(resourceType: ResourceType, key: string): Container | undefined {
  let longest: Container | undefined
  for (const [urn, container] of resourceType.containers) {
    const matches = key === urn || key.startsWith(`${urn}:`)
    if (matches && urn.length > (longest?.urn.length ?? 0)) longest = container
  }
  // The base schema's own URN may be the longer one.
  const base = resourceType.schema.id.toLowerCase()
  return longest !== undefined && key.startsWith(`${base}:`) && base.length > longest.urn.length ? undefined : longest
}

function inNamespace(names: ReadonlyMap<string, Attribute>, key: string): Found | undefined {
  const dot = key.indexOf('.')
  const attribute = names.get(dot < 0 ? key : key.slice(0, dot))
  if (attribute === undefined) return undefined
  if (dot < 0) return { kind: 'attribute', attribute }
  const sub = attribute.byName.get(key.slice(dot + 1))
  return sub && { kind: 'attribute', attribute: sub }
}
