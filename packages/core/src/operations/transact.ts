import type { Note } from '../errors/finding.ts'
import type { UnitOfWork } from '../store/store.ts'
import type { OperationContext } from './context.ts'

/**
 * Runs a unit of work of the request's tenant. What it notes is told once it has happened: what fails has no findings
 * of success. A store may run the work again: each run begins with what was counted and taken before the first.
 */
export async function transact<Result>(
  context: OperationContext,
  work: (unit: UnitOfWork, context: OperationContext) => Promise<Result>,
): Promise<Result> {
  const { settings, principal, tolerance, allowance } = context
  const rewinds = [tolerance.remember(), allowance?.remember()]
  let noted: (() => void)[] = []
  const note: Note = (code, params, about) => noted.push(() => context.note(code, params, about))
  const result = await settings.transaction(principal.tenant, (unit) => {
    noted = []
    for (const rewind of rewinds) rewind?.()
    return work(unit, { ...context, note })
  })
  for (const tell of noted) tell()
  return result
}
