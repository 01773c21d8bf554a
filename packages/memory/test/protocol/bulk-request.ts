import { isJsonObject, type JsonObject } from '@scimkit/core'
import { type Answer, type Client, groupUrn, type Headers, type PatchOperation, patchUrn, userUrn } from './client.ts'

export const bulkRequestUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest'
export const bulkResponseUrn = 'urn:ietf:params:scim:api:messages:2.0:BulkResponse'

/** An operation as it stands in a bulk request. */
export type BulkOperation = JsonObject

/** The results of a bulk request, and the whole answer. */
export interface BulkAnswer extends Answer {
  readonly results: readonly JsonObject[]
}

export async function sendBulk(
  client: Client,
  operations: readonly unknown[],
  { headers = {}, ...members }: { readonly failOnErrors?: unknown; readonly headers?: Headers } = {},
): Promise<BulkAnswer> {
  const body = { schemas: [bulkRequestUrn], ...members, Operations: operations }
  const answer = await client.post('/Bulk', body, headers)
  const results = Array.isArray(answer.body.Operations) ? answer.body.Operations.filter(isJsonObject) : []
  return { ...answer, results }
}

export function statusesOf({ results }: BulkAnswer) {
  return results.map(({ status }) => status)
}

/** The id of what an operation has created or changed. */
export function idIn(result: JsonObject | undefined): string {
  return String(result?.location).split('/').at(-1) ?? ''
}

export function postUser(bulkId: string, attributes: JsonObject = {}): BulkOperation {
  return { method: 'POST', path: '/Users', bulkId, data: { schemas: [userUrn], userName: bulkId, ...attributes } }
}

export function postGroup(bulkId: string, attributes: JsonObject = {}): BulkOperation {
  return { method: 'POST', path: '/Groups', bulkId, data: { schemas: [groupUrn], displayName: bulkId, ...attributes } }
}

export function patchOf(path: string, ...operations: readonly PatchOperation[]): BulkOperation {
  // An operation is JSON; that its value may be anything, its type does not say.
  return { method: 'PATCH', path, data: { schemas: [patchUrn], Operations: operations as never } }
}

/** References to what is created under these bulkIds. */
export function refer(...bulkIds: readonly string[]) {
  return bulkIds.map((bulkId) => ({ value: `bulkId:${bulkId}` }))
}
