import { type LogEntry, type LogQuery, parseInstant } from '@scimkit/core'

type Condition = (entry: LogEntry) => boolean

/** The attributes of an entry a query narrows by naming the value. */
const named = ['resourceType', 'resourceId', 'outcome', 'effect'] as const

/** What a query says of single entries; where in the log they stand is another matter. */
export function compileLogQuery(query: Omit<LogQuery, 'before' | 'limit'>): Condition {
  const equalities = named.map((name) => equals(query, name))
  const conditions = [...equalities, isAbout(query), hasCode(query), since(query), until(query)]
  const narrowing = conditions.filter((condition) => condition !== undefined)
  return (entry) => narrowing.every((condition) => condition(entry))
}

function equals(query: LogQuery, name: (typeof named)[number]): Condition | undefined {
  const wanted = query[name]
  return wanted === undefined ? undefined : (entry) => entry[name] === wanted
}

function isAbout({ subject }: LogQuery): Condition | undefined {
  if (subject === undefined) return undefined
  const wanted = inLowerCase(subject)
  return (entry) =>
    [entry.subject, entry.lookup?.value].some((name) => name !== undefined && inLowerCase(name) === wanted)
}

/** Of the letters A to Z alone: that much every database does alike. */
function inLowerCase(text: string): string {
  return text.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase())
}

function hasCode({ code }: LogQuery): Condition | undefined {
  if (code === undefined) return undefined
  return ({ errorCode, findings }) => errorCode === code || findings.some((finding) => finding.code === code)
}

function since(query: LogQuery): Condition | undefined {
  if (query.since === undefined) return undefined
  const start = instantOf(query.since)
  return ({ at }) => instantOf(at) >= start
}

function until(query: LogQuery): Condition | undefined {
  if (query.until === undefined) return undefined
  const end = instantOf(query.until)
  return ({ at }) => instantOf(at) < end
}

/** What is no time is neither before nor after any. */
function instantOf(time: string): number {
  return parseInstant(time) ?? Number.NaN
}
