import { accountErrors } from './account.errors.ts'
import { brakeErrors } from './brake.errors.ts'
import { bulkErrors } from './bulk.errors.ts'
import { configurationErrors } from './configuration.errors.ts'
import type { ErrorEntry } from './define.ts'
import { directoryErrors } from './directory.errors.ts'
import { filterErrors } from './filter.errors.ts'
import { groupErrors } from './group.errors.ts'
import { httpErrors } from './http.errors.ts'
import { patchErrors } from './patch.errors.ts'
import { schemaErrors } from './schema.errors.ts'
import { storeErrors } from './store.errors.ts'

/**
 * Every error ScimKit can answer or throw, by code.
 *
 * @example
 * ```ts
 * catalogue.RESOURCE_NOT_FOUND.id // 'SCIM5001'
 * ```
 */
export const catalogue = {
  ...httpErrors,
  ...filterErrors,
  ...patchErrors,
  ...schemaErrors,
  ...groupErrors,
  ...storeErrors,
  ...brakeErrors,
  ...accountErrors,
  ...bulkErrors,
  ...configurationErrors,
  ...directoryErrors,
} as const

/** The name of a row, e.g. `'RESOURCE_NOT_FOUND'`. */
export type ErrorCode = keyof typeof catalogue

/** What the detail of a row is made of. */
export type ErrorParams<Code extends ErrorCode> = Parameters<(typeof catalogue)[Code]['detail']>[0]

/**
 * The row of a code, without the types that are special to it.
 *
 * @example
 * ```ts
 * describeError('UNIQUENESS_VIOLATED') // { id: 'SCIM5002', status: 409, scimType: 'uniqueness', … }
 * ```
 */
export function describeError(code: ErrorCode): ErrorEntry {
  return catalogue[code]
}
