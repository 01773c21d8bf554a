import { bufRows } from './rows/buf.ts'
import { disagreementRows } from './rows/disagreements.ts'
import { immutaRows } from './rows/immuta.ts'
import { pulumiRows } from './rows/pulumi.ts'
import { remedyRows } from './rows/remedies.ts'

/**
 * Everything the three products' pages say, and every way out.
 *
 * @example
 * ```ts
 * seedRows.find(({ id }) => id === 'P-01') // { id: 'P-01', … }
 * ```
 */
export const seedRows = [...pulumiRows, ...immutaRows, ...bufRows, ...remedyRows, ...disagreementRows] as const

/** The id of a row, e.g. `P-01`. */
export type SeedId = (typeof seedRows)[number]['id']
