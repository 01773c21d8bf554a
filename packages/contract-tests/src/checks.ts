// Every name here is public API. Named exports only, and nothing of a test framework.
export type { Blame, Check, Need } from './requirements/checks/check.ts'
export { CheckFailure, Skip } from './requirements/checks/expect.ts'
export { countOutcomes, formatCheckReport } from './requirements/checks/format-report.ts'
export type { CheckReport, Finding, Outcome, Verdict } from './requirements/checks/outcome.ts'
export { type CheckOptions, runChecks } from './requirements/checks/run-checks.ts'
export { selectChecks } from './requirements/checks/select.ts'
export { checks } from './requirements/checks/suite/checks.ts'
export type { RequirementId } from './requirements/requirements.ts'
