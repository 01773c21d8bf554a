import type { PageQuery } from './directory.ts'

/** The most that one answer holds. */
const maxCount = 100

/** Which resources of a list are on a page. */
export interface PageBounds {
  readonly startIndex: number
  readonly count: number
}

/** The page a query asks for, within bounds. */
export function pageOf({ startIndex = 1, count = maxCount }: PageQuery): PageBounds {
  return { startIndex: within(startIndex, 1, Number.MAX_SAFE_INTEGER), count: within(count, 0, maxCount) }
}

/** The next whole number below, between these two; the lower one for what is no number, as `Number('x')` is not. */
function within(value: number, least: number, most: number): number {
  return Number.isNaN(value) ? least : Math.trunc(Math.min(most, Math.max(least, value)))
}
