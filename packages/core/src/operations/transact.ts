import type { Note } from '../errors/finding.ts'
import type { UnitOfWork } from '../store/store.ts'
import type { OperationContext } from './context.ts'

/**
 * Runs a unit of work of the request's tenant. What it notes is told once it has happened: what fails has no findings of
 * success, and a store may run the work again.
 */
export async function transact<Result>(
  context: OperationContext,
  work: (unit: UnitOfWork, context: OperationContext) => Promise<Result>,
): Promise<Result> {
  const { settings, principal } = context
  let noted: (() => void)[] = []
  const note: Note = (code, params, about) => noted.push(() => context.note(code, params, about))
  const result = await settings.store.transaction(principal.tenant, (unit) => {
    noted = []
    return work(unit, { ...context, note })
  })
  for (const tell of noted) tell()
  return result
}
