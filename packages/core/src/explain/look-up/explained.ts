import type { ErrorCode } from '../../errors/catalogue.ts'
import type { Conflict } from '../../errors/finding.ts'
import type { FindingCode } from '../../errors/findings.ts'
import type { Wording } from '../../errors/wording.ts'
import type { Explanation } from '../explanation.ts'

/** What a text was recognised by. */
export type FoundBy = 'id' | 'code' | 'product text' | 'other product' | 'scimType' | 'status'

/** What a text was taken for, before it is explained. */
export interface Match {
  readonly code: ErrorCode | FindingCode
  readonly by: FoundBy
  /** The vendor whose words they are, where they are not ours. */
  readonly vendor?: string | undefined
  /** What the text names, e.g. `{ userName: 'ada' }`. */
  readonly values?: Readonly<Record<string, string>> | undefined
  readonly conflict?: Conflict | undefined
  /** How the product words its errors whose words they are. */
  readonly wording?: Wording | undefined
  /** What is to be said of it instead of what its code says. */
  readonly advice?: Advice | undefined
}

/** What a text means where its code stands for more. */
export type Advice = Pick<Explanation, 'cause' | 'remedies'>

/** What a pasted text means. */
export interface Explained extends Omit<Match, 'code' | 'conflict' | 'wording' | 'advice'> {
  readonly explanation: Explanation
}
