import { catalogue, describeError, type ErrorCode } from '../errors/catalogue.ts'
import type { Remedy, Retry } from '../errors/define.ts'
import { describeFinding, type FindingCode, findings } from '../errors/findings.ts'

/** What an error or a finding means, and who has to do what about it. */
export interface Explanation {
  readonly code: ErrorCode | FindingCode
  /** `SCIM5002`. Permanent, whatever happens to the code. */
  readonly id: string
  /** Every error is a problem. */
  readonly severity: 'problem' | 'warning' | 'notice'
  /** One line, without a full stop. */
  readonly title: string
  /** How it comes about, in sentences. */
  readonly cause: string
  /** Who has to do what, the first one first. */
  readonly remedies: readonly Remedy[]
  /** When the request may be sent again; {@link retryRules} says it in words. */
  readonly retry: Retry
  /** What it rests on, such as `RFC 7644 §3.12`. */
  readonly spec: readonly string[]
  /** Rows of the seed systems, and numbers of the list of common failures (`F-14`). */
  readonly seeds: readonly string[]
  /** Of an error: its HTTP status. */
  readonly status?: number | undefined
  /** Of an error: its keyword, of RFC 7644 Table 9 unless the product has another (D-01). */
  readonly scimType?: string | undefined
}

/**
 * Explains a code of either catalogue.
 *
 * @example
 * ```ts
 * explainCode('UNIQUENESS_VIOLATED').remedies[0]?.actor // 'end user'
 * ```
 */
export function explainCode(code: ErrorCode | FindingCode): Explanation {
  return isFindingCode(code) ? { code, ...partsOf(describeFinding(code)) } : explainError(code)
}

function explainError(code: ErrorCode): Explanation {
  const { status, scimType, seeds = [], ...entry } = describeError(code)
  return { code, ...partsOf({ ...entry, severity: 'problem', seeds }), status, scimType }
}

type Parts = Omit<Explanation, 'code' | 'status' | 'scimType'>

function partsOf({ id, severity, title, cause, remedies, retry, spec, seeds }: Parts): Parts {
  return { id, severity, title, cause, remedies, retry, spec, seeds }
}

/** Whether a text is the code of a finding. */
export function isFindingCode(text: string): text is FindingCode {
  return Object.hasOwn(findings, text)
}

/** Whether a text is the code of an error. */
export function isErrorCode(text: string): text is ErrorCode {
  return Object.hasOwn(catalogue, text)
}

/**
 * The codes of both catalogues.
 *
 * @example
 * ```ts
 * allCodes.map((code) => explainCode(code).id).includes('SCIM8001') // true
 * ```
 */
export const allCodes: readonly (ErrorCode | FindingCode)[] = [
  ...Object.keys(catalogue).filter(isErrorCode),
  ...Object.keys(findings).filter(isFindingCode),
]
