import sql, { type Sql } from 'sql-template-tag'
import { toText } from '../text.ts'

const ours = /^\d{16}$/

/** A number as text whose order is that of the numbers. */
export function sequenceOf(seq: number): string {
  return String(seq).padStart(16, '0')
}

/** Whether the row `g` of an entry comes before a sequence. What is none of ours has a place all the same: as text. */
export function isBefore(sequence: string): Sql {
  if (ours.test(sequence)) return sql`g.seq < ${Number(sequence)}::bigint`
  return sql`lpad(g.seq::text, 16, '0') COLLATE "C" < ${toText(sequence)}`
}
