import type { Requirement } from './requirement.ts'
import { rfc7643 } from './rows/rfc7643.ts'
import { rfc7644 } from './rows/rfc7644.ts'
import { rfc9865 } from './rows/rfc9865.ts'

/** The id of a row, such as `S7644-3.5.2-12`: RFC, section, number. */
export type RequirementId = (typeof rfc7643 | typeof rfc7644 | typeof rfc9865)[number]['id']

/**
 * Everything RFC 7643, RFC 7644 and RFC 9865 ask of a service provider, row by row.
 *
 * @example
 * ```ts
 * requirements.find(({ id }) => id === 'S7644-3.6-01') // { rfc: 7644, section: '3.6', level: 'MUST', … }
 * ```
 */
export const requirements: readonly Requirement<RequirementId>[] = [...rfc7643, ...rfc7644, ...rfc9865]
