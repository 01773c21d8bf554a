import type { JsonValue } from '../schema/json.ts'

const beyondAscii = /\P{ASCII}/u
const shortText = 64

/**
 * How much there is to look at in a value beyond the value itself: nothing in a short text, more in a long one, and in
 * what is not ASCII still more, for folding its case takes twenty times as long.
 */
export function weightOf(value: JsonValue | undefined): number {
  if (typeof value === 'string') return weightOfText(value)
  if (typeof value !== 'object' || value === null) return 0
  let weight = 0
  if (Array.isArray(value)) for (const element of value) weight += weightOf(element) + (isSimple(element) ? 1 : 0)
  else for (const member of Object.values(value)) weight += weightOf(member)
  return weight
}

function weightOfText(text: string): number {
  if (beyondAscii.test(text)) return 5 + text.length / 8
  return text.length > shortText ? text.length / 64 : 0
}

function isSimple(value: JsonValue): boolean {
  return typeof value !== 'object'
}
