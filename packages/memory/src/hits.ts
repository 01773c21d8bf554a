import type { QueryScope, StoredResource } from '@scimkit/core'

/** A resource a query has found, and the scope that found it. */
export interface Hit {
  readonly record: StoredResource
  readonly scope: QueryScope
}

/** Which way a list is walked. */
export type Direction = 1 | -1

/** All that a query finds, in its order. Positions are those of the store contract: gaps between two hits. */
export interface Hits<Each extends Hit = Hit> {
  readonly total: number
  /** At most so many hits from an index on, from 0. */
  slice(index: number, count: number): readonly Each[]
  /** The hits beyond a position, or beyond the edge of the list when there is none. */
  walk(direction: Direction, position: string | undefined): Iterable<Each>
  /** The position just beyond a hit. */
  positionBeyond(hit: Each, direction: Direction): string
}
