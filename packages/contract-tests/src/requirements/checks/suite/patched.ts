import { equalJson } from '@scimkit/core'
import type { Answer } from '../answer.ts'
import { demand, expectStatus } from '../expect.ts'
import type { Made, Probe } from '../probe/probe.ts'

/** An operation of a PATCH request. */
export interface Operation {
  readonly op: string
  readonly path?: string
  readonly value?: unknown
}

/** Applies operations that have to work, and reads what came of them. */
export async function patched(
  { patch, get }: Probe,
  { path }: Pick<Made, 'path'>,
  ...operations: readonly Operation[]
): Promise<Answer> {
  const answer = await patch(path, operations)
  expectStatus(answer, 200, 204)
  const read = await get(path)
  // What is wrong with it came from the operations: they are what the report has to show.
  return { ...read, request: answer.request }
}

/** Applies operations that have to be refused, and sees that they changed nothing. */
export async function expectUnchanged(probe: Probe, made: Made, operations: readonly Operation[]): Promise<Answer> {
  const before = await probe.get(made.path)
  const answer = await probe.patch(made.path, operations)
  demand(answer, answer.status >= 400 && answer.status < 500, 'a refusal: a 4xx status')
  const after = await probe.get(made.path)
  const same = equalJson(after.body, before.body)
  demand({ ...after, request: answer.request }, same, 'the resource as it was before the refused PATCH')
  return answer
}
