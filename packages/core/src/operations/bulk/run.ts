import type { OperationContext } from '../context.ts'
import type { Breaks } from './breaks.ts'
import type { Entry } from './entry.ts'
import type { Ledger } from './ledger.ts'

/** A bulk request being done. */
export interface Run {
  readonly context: OperationContext
  readonly entries: readonly Entry[]
  readonly ledger: Ledger
  readonly breaks: Breaks
}
