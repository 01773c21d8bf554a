import type { Check } from '../check.ts'
import { authChecks } from './auth.checks.ts'
import { bulkChecks } from './bulk.checks.ts'
import { bulkReferenceChecks } from './bulk-reference.checks.ts'
import { configChecks } from './config.checks.ts'
import { createChecks } from './create.checks.ts'
import { cursorChecks } from './cursor.checks.ts'
import { discoveryChecks } from './discovery.checks.ts'
import { errorChecks } from './error.checks.ts'
import { etagChecks } from './etag.checks.ts'
import { extensionChecks } from './extension.checks.ts'
import { filterComplexChecks } from './filter-complex.checks.ts'
import { filterLogicChecks } from './filter-logic.checks.ts'
import { filterOperatorChecks } from './filter-operators.checks.ts'
import { filterRefusedChecks } from './filter-refused.checks.ts'
import { groupChecks } from './group.checks.ts'
import { listChecks } from './list.checks.ts'
import { meChecks } from './me.checks.ts'
import { mediaTypeChecks } from './media-type.checks.ts'
import { mutabilityChecks } from './mutability.checks.ts'
import { pagingChecks } from './paging.checks.ts'
import { patchAddChecks } from './patch-add.checks.ts'
import { patchMessageChecks } from './patch-message.checks.ts'
import { patchRemoveChecks } from './patch-remove.checks.ts'
import { patchReplaceChecks } from './patch-replace.checks.ts'
import { projectionChecks } from './projection.checks.ts'
import { readChecks } from './read.checks.ts'
import { removeChecks } from './remove.checks.ts'
import { replaceChecks } from './replace.checks.ts'
import { returnedChecks } from './returned.checks.ts'
import { schemaChecks } from './schema.checks.ts'
import { searchChecks } from './search.checks.ts'
import { sortChecks } from './sort.checks.ts'
import { valueChecks } from './value.checks.ts'

/**
 * Everything that can be tried on a server from outside.
 *
 * @example
 * ```ts
 * checks.some(({ ids }) => ids.includes('S7644-3.6-01')) // true
 * ```
 */
export const checks: readonly Check[] = [
  ...discoveryChecks,
  ...configChecks,
  ...schemaChecks,
  ...authChecks,
  ...createChecks,
  ...readChecks,
  ...listChecks,
  ...filterOperatorChecks,
  ...filterLogicChecks,
  ...filterComplexChecks,
  ...filterRefusedChecks,
  ...sortChecks,
  ...pagingChecks,
  ...cursorChecks,
  ...projectionChecks,
  ...searchChecks,
  ...replaceChecks,
  ...patchMessageChecks,
  ...patchAddChecks,
  ...patchRemoveChecks,
  ...patchReplaceChecks,
  ...removeChecks,
  ...groupChecks,
  ...extensionChecks,
  ...returnedChecks,
  ...mutabilityChecks,
  ...valueChecks,
  ...etagChecks,
  ...bulkChecks,
  ...bulkReferenceChecks,
  ...meChecks,
  ...mediaTypeChecks,
  ...errorChecks,
]
