import { ScimError } from '../errors/scim-error.ts'
import { readJson } from '../http/read-json.ts'
import { Allowance } from '../patch/allowance.ts'
import { Breaks } from './bulk/breaks.ts'
import { readEntries } from './bulk/entry.ts'
import { execute } from './bulk/execute.ts'
import { limitPayload } from './bulk/limits.ts'
import { readMessage } from './bulk/message.ts'
import type { OperationContext, Outcome } from './context.ts'

/** The schema of the answer to a bulk request (RFC 7644 §3.7). */
const responseSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

/** POST /Bulk (RFC 7644 §3.7): 200 whatever becomes of the single operations. */
export async function bulk(context: OperationContext): Promise<Outcome> {
  const { bulk: limits } = context.settings
  if (limits === undefined) throw new ScimError('NOT_IMPLEMENTED', { feature: 'bulk operations' })
  const body = await readJson(limitPayload(context.request, limits.maxPayloadSize))
  const { failOnErrors, operations } = readMessage(body, limits.maxOperations)
  const breaks = new Breaks()
  const entries = await readEntries(operations, context, breaks)
  const shared = { ...context, allowance: new Allowance(operations.length) }
  const results = await execute({ context: shared, entries, breaks }, failOnErrors)
  return { status: 200, body: { schemas: [responseSchema], Operations: results } }
}
