// Every name here is public API. Named exports only, and nothing of a test framework.
export { knownFailures } from './requirements/known-failures.ts'
export { partly } from './requirements/partly.ts'
export { reasons } from './requirements/reasons.ts'
export type { Level, Requirement } from './requirements/requirement.ts'
export { type RequirementId, requirements } from './requirements/requirements.ts'
