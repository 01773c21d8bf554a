import type { Retry } from '../errors/define.ts'

/**
 * When to try again, as a sentence.
 *
 * @example
 * ```ts
 * retryRules[describeError('STORE_UNAVAILABLE').retry] // 'Later, without any change. …'
 * ```
 */
export const retryRules: Readonly<Record<Retry, string>> = {
  never: 'Never. The same request gets the same answer until the client sends another one.',
  'after change': 'After one of the changes above. Until then every retry gets the same answer.',
  later: 'Later, without any change. Where the answer has a `Retry-After` header, after that many seconds.',
}
