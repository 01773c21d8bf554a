import type { Batch } from '../errors/group.errors.ts'
import { ScimError } from '../errors/scim-error.ts'
import type { RelationStep } from '../patch/edit.ts'
import type { Policy } from './policy.ts'
import type { Judging } from './rewrite.ts'

/** How many members steps change, as far as the request lists them. */
export function countChanges(steps: readonly RelationStep[]): number {
  return steps.reduce((total, step) => total + sizeOf(step), 0)
}

function sizeOf(step: RelationStep): number {
  if (step.kind === 'remove') return step.values.length
  return 'elements' in step ? step.elements.length : 0
}

/**
 * Says of a request that changes many members that smaller ones are better, and refuses one that changes too many
 * (D-15, RW-I4).
 *
 * @throws ScimError `MEMBER_BATCH_TOO_LARGE`, `MEMBER_BATCH_REFUSED`, `MEMBER_BATCH_TIMEOUT`
 */
export function checkBatch(size: number, { policy, note }: Judging): void {
  const { soft, hard, onHard } = policy.groups.batch
  if (hard !== undefined && size > hard) throw refusals[onHard]({ size, limit: hard, advised: lower(soft, hard) })
  if (soft !== undefined && size > soft) note('BATCH_LARGE', { size, advised: soft })
}

/** What is advised, unless it is more than what is refused. */
function lower(soft: number | undefined, hard: number): number | undefined {
  return soft !== undefined && soft < hard ? soft : undefined
}

const refusals: Readonly<Record<Policy['groups']['batch']['onHard'], (batch: Batch) => ScimError>> = {
  '413': (batch) => new ScimError('MEMBER_BATCH_TOO_LARGE', batch),
  '400': (batch) => new ScimError('MEMBER_BATCH_REFUSED', batch),
  timeout: (batch) => new ScimError('MEMBER_BATCH_TIMEOUT', batch),
}
