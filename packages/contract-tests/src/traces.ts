// Every name here is public API. Named exports only, and nothing of a test framework.
export { parseTrace } from './traces/parse-trace.ts'
export { traces } from './traces/recorded.ts'
export { type ReplayOptions, replayTrace } from './traces/replay-trace.ts'
export { formatReport, type ReplayReport, type StepOutcome } from './traces/report.ts'
export type { CheckKind, ReplayMode, Trace, TraceCheck, TraceStep } from './traces/trace.ts'
