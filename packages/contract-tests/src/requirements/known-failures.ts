import type { RequirementId } from './requirements.ts'

/**
 * Rows whose tests are expected to fail, and why. `verifies` turns them round: one that passes fails, so that a row
 * cannot stay here once it holds.
 *
 * @example
 * ```ts
 * Object.keys(knownFailures) // []
 * ```
 */
export const knownFailures: Readonly<Partial<Record<RequirementId, string>>> = {}
