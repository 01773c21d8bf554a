import { ScimError } from '../errors/scim-error.ts'
import type { PatchOperation } from '../patch/operation.ts'
import type { Policy } from './policy.ts'

/**
 * Refuses an operation without a path where the product wants each to name what it changes (A16). To be asked before
 * the dialect takes names in a value for paths: the client sent none.
 *
 * @throws ScimError `PATCH_WITHOUT_PATH`
 */
export function checkPaths(operations: readonly PatchOperation[], { protocol }: Policy): void {
  if (protocol.patchWithoutPath === 'allow') return
  const pathless = operations.find(({ path }) => path === undefined)
  if (pathless !== undefined) throw new ScimError('PATCH_WITHOUT_PATH', { index: pathless.index })
}
