import { clip } from '../errors/scim-error.ts'
import type { ResourceType } from '../schema/attribute.ts'
import { valueAt, withValue } from '../schema/document.ts'
import { equalJson, isJsonArray, isJsonObject, type JsonObject } from '../schema/json.ts'
import type { SoleElement } from '../schema/sole-element.ts'
import { kindOf } from './kind.ts'
import type { Policy } from './policy.ts'

/**
 * The addresses of a user that count as the e-mail address: all, the primary one (the first when none is), or those for
 * work (those without a type when none is).
 */
export function emailsOf(attributes: JsonObject, which: Policy['attributes']['emails']): readonly string[] {
  return emailElementsOf(attributes, which).flatMap(({ value }) => (typeof value === 'string' ? value : []))
}

/** The elements of `emails` that hold them. */
export function emailElementsOf({ emails }: JsonObject, which: Policy['attributes']['emails']): readonly JsonObject[] {
  const elements = isJsonArray(emails) ? emails.filter(isJsonObject) : []
  const chosen: Readonly<Record<typeof which, () => readonly JsonObject[]>> = {
    any: () => elements,
    primary: () => {
      const first = elements.find(({ primary }) => primary === true) ?? elements[0]
      return first === undefined ? [] : [first]
    },
    workOnly: () => {
      const work = elements.filter(({ type }) => typeof type === 'string' && type.toLowerCase() === 'work')
      // A client that sends one address may leave its type out: it must not slip past what others are held to.
      return work.length > 0 ? work : elements.filter(({ type }) => type === undefined)
    },
  }
  return chosen[which]()
}

/**
 * The addresses of a user where the product has the e-mail address alone (P-31, B-21): the primary one of those that
 * count, the last of several (A21), or the first.
 */
export function soleEmailOf(
  resourceType: ResourceType,
  { attributes: { emails: which, otherEmails } }: Policy,
  { ignored, unknown }: Telling,
): SoleElement | undefined {
  if (otherEmails === 'store' || kindOf(resourceType) !== 'user') return undefined
  const attribute = resourceType.byName.get('emails')
  if (attribute === undefined) return undefined
  return {
    attribute,
    choose: (emails) => {
      const counting = emailElementsOf({ emails }, which)
      const addresses = counting.filter(({ value }) => value !== undefined)
      const meant = addresses.length > 0 ? addresses : counting
      return meant.findLast(({ primary }) => primary === true) ?? meant[0]
    },
    onLeftOut: (element) => ignored(pathOf(element)),
    onUnknown: (element) => unknown(pathOf(element)),
  }
}

/** Who is told of the addresses that a product does not have, each as the path it would have in a PATCH. */
interface Telling {
  /** Of those beside the one that counts. */
  readonly ignored: (path: string) => void
  /** Of those where none counts: the request is about nothing the product has (P-05). */
  readonly unknown: (path: string) => void
}

function pathOf({ type }: JsonObject): string {
  return typeof type === 'string' ? `emails[type eq ${JSON.stringify(clip(type))}]` : 'emails'
}

/** A document before and after a change; there is none before a creation. */
interface Change {
  readonly before?: JsonObject
  readonly after: JsonObject
}

/**
 * The document without what is left of an address whose value is gone, where the product has the address alone: no type
 * makes an address of it.
 */
export function withoutHollowEmails(
  resourceType: ResourceType,
  { before, after }: Change,
  { attributes: { otherEmails } }: Policy,
): JsonObject {
  const attribute = resourceType.byName.get('emails')
  if (otherEmails === 'store' || kindOf(resourceType) !== 'user' || attribute === undefined) return after
  const emails = valueAt(after, attribute)
  if (after === before || !isJsonArray(emails)) return after
  const whole = emails.filter((element) => isJsonObject(element) && element.value !== undefined)
  const settled = withValue(after, attribute, whole.length === 0 ? undefined : whole)
  return before !== undefined && equalJson(settled, before) ? before : settled
}
