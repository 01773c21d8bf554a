import { fromSearch } from '../http/list-query.ts'
import { readJson } from '../http/read-json.ts'
import type { OperationContext, Outcome } from './context.ts'
import { answerQuery, queryReading } from './list.ts'

/**
 * POST on `.search`: the query of a GET in a body, so that what is searched for stays out of URLs (RFC 7644 §3.4.3).
 */
export async function search(context: OperationContext): Promise<Outcome> {
  return answerQuery(context, fromSearch(await readJson(context.request), queryReading(context)))
}
