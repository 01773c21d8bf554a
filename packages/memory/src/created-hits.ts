import { parsePosition, type QueryScope, ScimError } from '@scimkit/core'
import type { Direction, Hit, Hits } from './hits.ts'
import { matching } from './matching.ts'
import type { Entry } from './ordered-map.ts'
import type { Row } from './shelf.ts'
import type { Tenant } from './tenant.ts'

/** A hit, and where it stands: the number of its scope, and its position among the resources of the type. */
interface CreatedHit extends Hit {
  readonly index: number
  readonly position: number
}

/** What a query finds in the order of creation, one scope after the other. */
export function createdHits(tenant: Tenant, scopes: readonly QueryScope[]): Hits<CreatedHit> {
  const parts = scopes.map((scope, index) => ({ scope, index, ...matching(tenant, scope) }))
  return {
    total: parts.reduce((total, { size }) => total + size, 0),
    slice(index, count) {
      const hits: CreatedHit[] = []
      let skip = index
      for (const part of parts) {
        const wanted = count - hits.length
        if (wanted > 0 && skip < part.size) hits.push(...part.slice(skip, wanted).map((entry) => toHit(part, entry)))
        skip = Math.max(0, skip - part.size)
      }
      return hits
    },
    *walk(direction, text) {
      const position = text === undefined ? undefined : parse(text)
      for (const part of direction > 0 ? parts : parts.toReversed())
        yield* hitsOf(part, part.walk({ direction, from: startIn(part.index, direction, position) }))
    },
    // Positions are whole numbers, so there is room for a gap between any two.
    positionBeyond: ({ index, position }, direction) => JSON.stringify([index, position + direction / 2]),
  }
}

type Position = readonly [index: number, position: number]

/**
 * Where a scope is entered: at the position if it is in this one, else at the near edge or, when it lies behind, the
 * far one.
 */
function startIn(index: number, direction: Direction, position: Position | undefined): number {
  const nearEdge = -direction * Number.POSITIVE_INFINITY
  if (position === undefined) return nearEdge
  if (index === position[0]) return position[1]
  return direction * (index - position[0]) > 0 ? nearEdge : -nearEdge
}

/** @throws ScimError `CURSOR_INVALID` */
function parse(text: string): Position {
  const [index, position] = parsePosition(text)
  if (typeof index !== 'number' || typeof position !== 'number') throw new ScimError('CURSOR_INVALID', {})
  return [index, position]
}

interface Part {
  readonly scope: QueryScope
  readonly index: number
}

function* hitsOf(part: Part, entries: Iterable<Entry<Row>>): Iterable<CreatedHit> {
  for (const entry of entries) yield toHit(part, entry)
}

function toHit({ scope, index }: Part, { position, value }: Entry<Row>): CreatedHit {
  return { record: value.record, scope, index, position }
}
