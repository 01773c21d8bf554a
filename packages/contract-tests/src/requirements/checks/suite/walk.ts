import type { JsonObject, JsonValue } from '@scimkit/core'
import { type Answer, at, resourcesOf } from '../answer.ts'
import { expectStatus, Skip } from '../expect.ts'
import { query } from '../probe/client.ts'
import type { Probe } from '../probe/probe.ts'

const pages = 20

/** The pages of a query, all of them: a server may hold much besides what the run created. */
export interface Walk {
  readonly resources: readonly JsonObject[]
  /** The last page. */
  readonly answer: Answer
}

/** Asks for page after page until there are as many resources as the server says there are. @throws Skip when that is too many */
export async function walk(
  { get }: Probe,
  endpoint: string,
  parameters: Readonly<Record<string, JsonValue>> = {},
): Promise<Walk> {
  const resources: JsonObject[] = []
  for (let page = 0; page < pages; page += 1) {
    const answer = await get(`${endpoint}${query({ count: 100, startIndex: resources.length + 1, ...parameters })}`)
    expectStatus(answer, 200)
    const rows = resourcesOf(answer)
    resources.push(...rows)
    const total = at(answer, 'totalResults')
    const isLast = rows.length === 0 || typeof total !== 'number' || resources.length >= total
    if (isLast || repeats(resources)) return { resources, answer }
  }
  throw new Skip(`${endpoint} holds more resources than this check looks through.`)
}

/** A server that pays no heed to startIndex sends the same page again and again. */
function repeats(resources: readonly JsonObject[]): boolean {
  return new Set(resources.map(({ id }) => id)).size < resources.length
}
