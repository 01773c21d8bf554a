import { clip } from './scim-error.ts'

/** How many elements of a list are said again, and how many characters they may have together. */
const most = { elements: 100, characters: 4000 }

/**
 * Parameters for a text that is kept: what a client sent can be of any length, and there can be any number of it. The
 * answer to the client says all of it (P-07).
 */
export function boundParams<Params extends object>(params: Params): Params {
  const entries = Object.entries(params).map(([name, value]) => [name, bound(value)])
  // The same names, and a text or a list of texts wherever there was one.
  return Object.fromEntries(entries) as Params
}

function bound(value: unknown): unknown {
  return Array.isArray(value) ? boundList(value) : boundText(value)
}

function boundText(value: unknown): unknown {
  return typeof value === 'string' ? clip(value) : value
}

function boundList(list: readonly unknown[]): readonly unknown[] {
  const said: unknown[] = []
  let characters = 0
  for (const element of list.slice(0, most.elements).map(boundText)) {
    characters += String(element).length
    if (characters > most.characters) break
    said.push(element)
  }
  const left = list.length - said.length
  return left === 0 ? said : [...said, `and ${left} more`]
}
