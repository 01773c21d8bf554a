import type { Citation } from './citation.ts'

/**
 * What is known of the requirements: which there are, and which need no test, have it in part or are expected to fail.
 */
export interface Known {
  readonly ids: readonly string[]
  readonly reasons: Readonly<Record<string, string>>
  readonly partly: Readonly<Record<string, string>>
  readonly knownFailures: Readonly<Record<string, string>>
}

/** What is wrong with the tracing of requirements to tests, one sentence each; nothing when it holds. */
export function judge(
  { ids, reasons, partly, knownFailures }: Known,
  citations: readonly Citation[],
): readonly string[] {
  const known = new Set(ids)
  const tested = new Set(citations.map(({ id }) => id))
  return [
    ...ids
      .filter((id) => !tested.has(id) && reasons[id] === undefined)
      .map((id) => `${id} has neither a test nor a reason`),
    ...citations.filter(({ id }) => !known.has(id)).map(({ id, file }) => `${file} cites ${id}, which does not exist`),
    ...Object.keys(reasons)
      .filter((id) => tested.has(id))
      .map((id) => `${id} is tested: delete its reason`),
    ...Object.keys(knownFailures)
      .filter((id) => !tested.has(id))
      .map((id) => `${id} is known to fail, but no test shows it`),
    ...Object.keys(partly)
      .filter((id) => !tested.has(id))
      .map((id) => `${id} is said to be tested in part, but no test shows any of it`),
  ]
}
