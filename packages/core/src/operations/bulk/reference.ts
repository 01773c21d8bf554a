import type { Attribute } from '../../schema/attribute.ts'
import { bulkIdPrefix, isComputedReference, isResourceId, isToResource } from '../../schema/reference.ts'

/** A resource that an operation of the request has created. */
export interface Created {
  readonly id: string
  readonly location: string
  readonly version: string | undefined
}

/** Gives what a bulkId stands for; undefined when that is not there yet, and the reference is to be left out. */
export type Resolve = (bulkId: string) => Created | undefined

/** The bulkId a text is, as in `bulkId:qwerty` (RFC 7644 §3.7.2); undefined for every other text. */
export function bulkIdOf(text: string): string | undefined {
  return text.startsWith(bulkIdPrefix) ? text.slice(bulkIdPrefix.length) : undefined
}

/** How a bulkId is written where an id belongs. */
export function textOfBulkId(bulkId: string): string {
  return `${bulkIdPrefix}${bulkId}`
}

/** The bulkId at the end of a URI, as in `https://example.com/v2/Users/bulkId:qwerty`. */
function bulkIdOfUri(text: string): string | undefined {
  const segment = text.slice(text.lastIndexOf('/') + 1)
  return bulkIdOf(segment.replace(/^bulkId%3a/i, bulkIdPrefix))
}

/** How an attribute refers to a resource: by its id or by its URI. */
type Manner = 'id' | 'uri'

/**
 * How the strings of an attribute refer to resources; undefined when they do not, and a text that looks like a bulkId
 * is a text. A string in place of a complex value is its id: the dialect may read it so.
 */
function mannerOf(attribute: Attribute): Manner | undefined {
  if (isResourceId(attribute) || attribute.subAttributes.some(isResourceId)) return 'id'
  const isUri = isComputedReference(attribute) || isToResource(attribute)
  return attribute.type === 'reference' && isUri ? 'uri' : undefined
}

/** What a string refers to, and what it becomes once that is known. */
export interface Reference {
  readonly bulkId: string
  readonly toText: (created: Created) => string
}

/** The reference that a string is as a value of an attribute, if it is one. */
export function referenceIn(attribute: Attribute, text: string): Reference | undefined {
  const manner = mannerOf(attribute)
  const bulkId = manner === 'uri' ? bulkIdOfUri(text) : bulkIdOf(text)
  if (manner === undefined || bulkId === undefined) return undefined
  return { bulkId, toText: ({ id, location }) => (manner === 'uri' ? location : id) }
}

/** The attributes of a resource type that a client can put a reference into. */
export function canRefer(attribute: Attribute): boolean {
  return (
    attribute.mutability !== 'readOnly' &&
    [attribute, ...attribute.subAttributes].some((part) => mannerOf(part) !== undefined)
  )
}
