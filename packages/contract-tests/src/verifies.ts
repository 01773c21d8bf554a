import { test } from 'vitest'
import { knownFailures } from './requirements/known-failures.ts'
import type { RequirementId } from './requirements/requirements.ts'

export type { RequirementId }

/**
 * A test that shows a requirement holds, or several. Its title starts with their ids, which is how
 * `docs/conformance.md` finds it; an id that does not exist does not compile.
 *
 * @example
 * ```ts
 * verifies('S7644-3.6-01', 'a deletion is answered with 204', async () => {
 *   const response = await fetch('http://localhost:3000/scim/v2/Users/2819c223', { method: 'DELETE' })
 *   expect(response.status).toBe(204)
 * })
 * ```
 */
export function verifies(
  id: RequirementId | readonly RequirementId[],
  title: string,
  run: () => void | Promise<void>,
): void {
  const ids = [id].flat()
  const expected = ids.some((each) => knownFailures[each] !== undefined) ? test.fails : test
  expected(`${ids.join(', ')}: ${title}`, run)
}
