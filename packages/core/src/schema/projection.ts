import type { Attribute, ResourceType } from './attribute.ts'
import { findAttribute } from './find-attribute.ts'
import { isComputedReference } from './reference.ts'

/** What is seen of an attribute: its value as it is stored, or only these sub-attributes of it. */
export type Visible = 'whole' | readonly Attribute[]

/** One attribute a response shows, and what of it. */
export interface Shown {
  readonly attribute: Attribute
  readonly visible: Visible
}

/** Which attributes a response shows (RFC 7644 §3.9), in schema order. */
export interface Projection {
  readonly shown: readonly Shown[]
  /** Relations and inverses to be loaded: only what is shown. */
  readonly wanted: readonly Attribute[]
}

/** What the client asked to see: names in attribute notation. At most one of the two lists is given. */
export interface ProjectionRequest {
  readonly attributes?: readonly string[] | undefined
  readonly excludedAttributes?: readonly string[] | undefined
  /** What a write named: a `returned: request` attribute is shown to a client that has just sent it (RFC 7643 §7). */
  readonly sent?: ReadonlySet<Attribute> | undefined
}

/** Decides about one attribute whose `returned` leaves the choice to the request. */
type Chooses = (attribute: Attribute) => boolean

const defaults = new WeakMap<ResourceType, Projection>()

/**
 * Settles a projection. Names that do not exist are ignored; `returned: always` and `never` are beyond the client's
 * say.
 *
 * @example
 * ```ts
 * const { wanted } = settleProjection(userType, { attributes: ['userName', 'groups'] })
 * wanted.map(({ name }) => name) // ['groups']
 * ```
 */
export function settleProjection(resourceType: ResourceType, request: ProjectionRequest = {}): Projection {
  const { attributes, excludedAttributes, sent } = request
  if (attributes !== undefined) return build(resourceType, isNamed(resourceType, attributes))
  if (excludedAttributes !== undefined || isShownWhenSent(sent)) {
    return build(resourceType, isNotExcluded(resourceType, excludedAttributes ?? [], sent))
  }
  const known = defaults.get(resourceType)
  if (known !== undefined) return known
  const made = build(resourceType, isNotExcluded(resourceType, [], undefined))
  defaults.set(resourceType, made)
  return made
}

function isShownWhenSent(sent: ReadonlySet<Attribute> | undefined): boolean {
  for (const { returned } of sent ?? []) if (returned === 'request') return true
  return false
}

/** An attribute is named itself, through one of its sub-attributes, or through its parent. */
function isNamed(resourceType: ResourceType, names: readonly string[]): Chooses {
  const named = attributesOf(resourceType, names)
  return (attribute) => {
    if (named.has(attribute) || attribute.subAttributes.some((sub) => named.has(sub))) return true
    const { parent } = attribute
    return (
      parent !== undefined && attribute.returned === 'default' && !parent.subAttributes.some((sub) => named.has(sub))
    )
  }
}

function isNotExcluded(
  resourceType: ResourceType,
  names: readonly string[],
  sent: ReadonlySet<Attribute> | undefined,
): Chooses {
  const excluded = attributesOf(resourceType, names)
  return (attribute) => !excluded.has(attribute) && (attribute.returned === 'default' || sent?.has(attribute) === true)
}

function build(resourceType: ResourceType, chooses: Chooses): Projection {
  const shown = resourceType.attributes.flatMap((attribute): readonly Shown[] => {
    const visible = visibleOf(attribute, chooses)
    return visible === undefined ? [] : [{ attribute, visible }]
  })
  const wanted = shown.map(({ attribute }) => attribute).filter(isRelated)
  return { shown, wanted }
}

/** Whether a value is not in the document, but in a relation of this type or of another. */
function isRelated({ relation, inverseOf }: Attribute): boolean {
  return relation || inverseOf !== undefined
}

/**
 * A sub-attribute that is always returned is so even when nobody asks for the attribute it belongs to (RFC 7643 §7).
 */
function visibleOf(attribute: Attribute, chooses: Chooses): Visible | undefined {
  const { returned, subAttributes } = attribute
  if (returned === 'never') return undefined
  const isChosen = returned === 'always' || chooses(attribute)
  if (subAttributes.length === 0) return isChosen ? 'whole' : undefined
  const subs = subAttributes.filter(
    (sub) => sub.returned === 'always' || (isChosen && sub.returned !== 'never' && chooses(sub)),
  )
  if (subs.length === 0) return undefined
  return subs.length === subAttributes.length && !subs.some(isComputedReference) ? 'whole' : subs
}

function attributesOf(resourceType: ResourceType, names: readonly string[]): ReadonlySet<Attribute> {
  return new Set(
    names.flatMap((name) => {
      const found = findAttribute(resourceType, name.trim())
      if (found === undefined) return []
      return found.kind === 'container' ? found.container.attributes : [found.attribute]
    }),
  )
}
