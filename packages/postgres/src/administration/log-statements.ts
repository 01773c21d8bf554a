import { type LogEntry, type LoggedEntry, type LogQuery, parseInstant } from '@scimkit/core'
import sql, { join, type Sql } from 'sql-template-tag'
import { toKey, toText } from '../text.ts'
import { sequenceOf } from './sequence.ts'

/** Appends entries in their order: one text, however many they are, so that it is prepared once. */
export function insertion(entries: readonly LogEntry[]): Sql {
  const column = (read: (entry: LogEntry) => string | number | null | undefined) =>
    entries.map((entry) => read(entry) ?? null)
  // Arrays in an array would all have to be of one length.
  const codes = column((entry) => JSON.stringify(codesOf(entry)))
  return sql`INSERT INTO scimkit_log (tenant, at, resource_type, resource_id, outcome, effect, codes, entry)
    SELECT n.tenant, n.at, n.type, n.id, n.outcome, n.effect,
      ARRAY(SELECT c.code FROM jsonb_array_elements_text(n.codes::jsonb) WITH ORDINALITY c(code, ord) ORDER BY c.ord), n.entry
    FROM unnest(${column(({ tenant }) => tenant)}::text[], ${column(({ at }) => instantOf(at))}::bigint[],
      ${column(({ resourceType }) => resourceType)}::text[],
      ${column(({ resourceId }) => resourceId && toKey(toText(resourceId)))}::text[],
      ${column(({ outcome }) => outcome)}::text[], ${column(({ effect }) => effect)}::text[], ${codes}::text[],
      ${column((entry) => JSON.stringify(entry))}::text[])
      WITH ORDINALITY n(tenant, at, type, id, outcome, effect, codes, entry, ord) ORDER BY n.ord`
}

function codesOf({ errorCode, findings }: LogEntry): readonly string[] {
  return [...(errorCode === undefined ? [] : [errorCode]), ...findings.map(({ code }) => code)]
}

/** As many entries as are deleted at once: no more than a statement can in its time. */
const mostTrimmed = 50_000

/** Deletes what a tenant has beyond so many entries, the oldest first. */
export function trimming(tenant: string, limit: number): Sql {
  return sql`DELETE FROM scimkit_log g WHERE g.tenant = ${tenant} AND g.seq = ANY(ARRAY(
    SELECT o.seq FROM scimkit_log o WHERE o.tenant = ${tenant} AND o.seq <= (
      SELECT n.seq FROM scimkit_log n WHERE n.tenant = ${tenant} ORDER BY n.seq DESC OFFSET ${limit} LIMIT 1)
    ORDER BY o.seq LIMIT ${mostTrimmed}))`
}

/** Whether the row `g` is meant. */
export function condition(tenant: string, query: Omit<LogQuery, 'before' | 'limit'>, more: readonly Sql[]): Sql {
  const { resourceType, resourceId, subject, outcome, code, effect, since, until } = query
  const narrowing = [
    resourceType === undefined ? [] : [sql`g.resource_type = ${toText(resourceType)}`],
    resourceId === undefined ? [] : [sql`g.resource_id = ${toKey(toText(resourceId))}`],
    subject === undefined ? [] : [isAbout(subject)],
    outcome === undefined ? [] : [sql`g.outcome = ${outcome}`],
    effect === undefined ? [] : [sql`g.effect = ${effect}`],
    code === undefined ? [] : [sql`${code}::text = ANY(g.codes)`],
    since === undefined ? [] : [sql`g.at >= ${instantOf(since)}::bigint`],
    until === undefined ? [] : [sql`g.at < ${instantOf(until)}::bigint`],
  ]
  return join([sql`g.tenant = ${tenant}`, ...narrowing.flat(), ...more], ' AND ')
}

/**
 * Whether the entry has it as a subject, or as what was looked for. Looked for in the text: a quotation mark within a
 * value is written in another way, so these are names of members and nothing else, and no other member of an entry has
 * them.
 */
function isAbout(subject: string): Sql {
  const value = JSON.stringify(subject)
  const has = (member: string) =>
    sql`strpos(lower(g.entry COLLATE "C"), lower(${`"${member}":${value}`}::text COLLATE "C")) > 0`
  return sql`(${has('subject')} OR ${has('value')})`
}

/** What is no time is neither before nor after any. */
function instantOf(time: string): number | null {
  const instant = parseInstant(time)
  return instant === undefined ? null : Math.trunc(instant)
}

/** The entry a row holds. */
export function toLogged({ seq, entry }: { readonly seq: number; readonly entry: string }): LoggedEntry {
  return { ...JSON.parse(entry), sequence: sequenceOf(seq) }
}
