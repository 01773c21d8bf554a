import type { JsonObject, JsonValue } from '@scimkit/core'
import { type Answer, at, resourcesOf } from '../answer.ts'
import { expectStatus, Skip } from '../expect.ts'
import { query } from '../probe/client.ts'
import type { Probe } from '../probe/probe.ts'

const most = 20

/** The pages of a query, all of them: a server may hold much besides what the run created. */
export interface Walk {
  readonly resources: readonly JsonObject[]
  /** The last page. */
  readonly answer: Answer
  /** False when the server pays no heed to startIndex, so that what the first page does not hold cannot be seen. */
  readonly isComplete: boolean
}

/**
 * Asks for page after page until there are as many resources as the server says there are.
 *
 * @throws Skip when that is too many
 */
export async function walk(
  { get }: Probe,
  endpoint: string,
  parameters: Readonly<Record<string, JsonValue>> = {},
): Promise<Walk> {
  const resources: JsonObject[] = []
  const seen = new Set<unknown>()
  for (let page = 0; page < most; page += 1) {
    const startIndex = resources.length + 1
    const answer = await get(`${endpoint}${query({ count: 100, ...(page > 0 && { startIndex }), ...parameters })}`)
    expectStatus(answer, 200)
    const rows = resourcesOf(answer)
    if (rows.some(({ id }) => seen.has(id))) return { resources, answer, isComplete: false }
    resources.push(...rows)
    for (const { id } of rows) seen.add(id)
    const total = at(answer, 'totalResults')
    const isLast = rows.length === 0 || typeof total !== 'number' || resources.length >= total
    if (isLast) return { resources, answer, isComplete: true }
  }
  throw new Skip(`${endpoint} holds more resources than this check looks through.`)
}

/** Not to be judged: what is missing may be on a page that cannot be reached. The checks on paging say why. */
export function notInSight(): Skip {
  return new Skip('The server shows the same page whatever startIndex says, and not all is on it.')
}
