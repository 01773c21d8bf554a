import { isJsonArray, isJsonObject, type JsonObject } from '../schema/json.ts'
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
