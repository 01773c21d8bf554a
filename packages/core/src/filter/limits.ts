/** How much of a filter is taken before it is refused, so that nobody can make the server work (RFC 7644 §7). */
export interface FilterLimits {
  /** UTF-16 code units of the whole text. */
  readonly length: number
  /** Brackets, round and square, inside one another. */
  readonly depth: number
  /** Comparisons and presence tests. */
  readonly terms: number
}

/** 8 KiB is what a request line is generally held to (RFC 9112 §3); real filters have one or two terms. */
export const filterLimits: FilterLimits = { length: 8192, depth: 50, terms: 200 }
