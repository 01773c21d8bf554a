import type { OperationName } from '../events.ts'
import { type Authorize, checkPermission } from '../http/authorize.ts'
import type { Operation, OperationContext, Settings } from './context.ts'
import type { RequestRecord } from './request-record.ts'
import { Step } from './step.ts'

/** What operations can be done, and who is asked. */
export interface Performing {
  readonly operations: Readonly<Record<OperationName, Operation>>
  readonly authorize: Authorize | undefined
}

/** Does an operation of a bulk request as if it were alone, and takes it down in the record of the request. */
export function performer(record: RequestRecord, { operations, authorize }: Performing): OperationContext['perform'] {
  return async (operation, context, standing = 'asked') => {
    const { principal, place, settings } = context
    const before = settings.recorder && record.tolerance.used
    const step = new Step(context.request, settings.recorder)
    step.operation = operation
    step.place = place
    try {
      if (standing === 'asked') await checkPermission(principal, { operation, place }, authorize)
      const outcome = await operations[operation](contextFor(step, context))
      // What is gone again was never there for anybody: it has not left, and must not be counted with who has.
      step.succeed(standing === 'takenBack' ? { ...outcome, effect: 'takenBack' } : outcome)
      return outcome
    } catch (thrown) {
      const error = record.errorOf(thrown)
      step.fail(error)
      throw error
    } finally {
      await record.add(step, { principal, needed: neededSince(before, record) })
    }
  }
}

/**
 * Takes down an operation of a bulk request that is refused before it is done: it has failed like one that was tried.
 */
export function refuser(record: RequestRecord, { recorder }: Settings): OperationContext['refuse'] {
  return async ({ request, principal, operation, place, error }) => {
    const step = new Step(request, recorder)
    step.operation = operation
    step.place = place
    step.refuse(error)
    // For the log, which tells by the body whom it was about.
    await step.request.readBody()
    await record.add(step, { principal, needed: [] })
  }
}

/** What an operation leaves behind goes with it, not with the request it is a part of. */
function contextFor(step: Step, context: OperationContext): OperationContext {
  const { request, trail } = step
  const { note, ignored } = trail
  return { ...context, request, note, ignored, settings: guarded(context.settings, step) }
}

/** The settings with units of work watched, where somebody does. */
export function guarded(settings: Settings, { trail }: Step): Settings {
  return settings.guard === undefined ? settings : { ...settings, transaction: settings.guard(trail) }
}

type Uses = Readonly<Record<string, number | undefined>>

/** The rules that were needed since then. */
function neededSince(before: Uses | undefined, { tolerance }: RequestRecord): readonly string[] {
  if (before === undefined) return []
  const now: Uses = tolerance.used
  return Object.keys(now).filter((name) => now[name] !== before[name])
}
