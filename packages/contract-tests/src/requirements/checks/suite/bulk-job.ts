import type { JsonObject } from '@scimkit/core'
import { type Answer, at, objectsIn } from '../answer.ts'
import { demand, expectStatus } from '../expect.ts'
import type { Probe } from '../probe/probe.ts'

/** One operation of a bulk request. */
export interface BulkOperation {
  readonly method: string
  readonly path: string
  readonly bulkId?: string
  readonly data?: unknown
  readonly version?: string
}

/** Sends a bulk request that has to be processed, whatever becomes of its operations. */
export async function bulkJob(
  probe: Probe,
  operations: readonly BulkOperation[],
  message: object = {},
): Promise<Answer> {
  const answer = await postBulk(probe, operations, message)
  expectStatus(answer, 200)
  return answer
}

/** Sends a bulk request. */
export function postBulk({ post }: Probe, operations: readonly unknown[], message: object = {}): Promise<Answer> {
  return post('/Bulk', {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    ...message,
    Operations: operations,
  })
}

/** The results of a job. */
export function resultsOf(answer: Answer): readonly JsonObject[] {
  return objectsIn(at(answer, 'Operations'))
}

/** The result of the operation with a bulkId. */
export function resultOf(answer: Answer, bulkId: string): JsonObject {
  const found = resultsOf(answer).find((result) => result.bulkId === bulkId)
  demand(answer, found !== undefined, `a result with the bulkId ${bulkId}`)
  return found
}

/** The status of a result as a number. RFC 7644 §3.7 has a text, one of its samples an object with a code. */
export function statusOf({ status }: JsonObject): number {
  return Number(typeof status === 'object' && status !== null && 'code' in status ? status.code : status)
}

/** Whether an operation succeeded. */
export function succeeded(result: JsonObject | undefined): boolean {
  return result !== undefined && statusOf(result) >= 200 && statusOf(result) < 300
}
