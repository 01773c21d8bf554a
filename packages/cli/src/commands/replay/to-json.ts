import type { ReplayReport, StepOutcome } from '@scimkit/contract-tests/traces'

/** A report as `--json` prints it: what became of each step, without the step itself. */
export function toJson({ trace, mode, passed, outcomes }: ReplayReport): object {
  return { trace, mode, passed, steps: outcomes.map(stepToJson) }
}

function stepToJson({ step, ...outcome }: StepOutcome): object {
  const { name, method, path } = step
  return { name, method, path, ...outcome }
}
