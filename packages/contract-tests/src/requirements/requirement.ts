/**
 * How strongly a standard asks for something. DERIVED follows from its text without a keyword; POLICY is our choice.
 */
export type Level = 'MUST' | 'MUST NOT' | 'SHOULD' | 'SHOULD NOT' | 'DERIVED' | 'OPTIONAL' | 'POLICY'

/** One thing a standard asks of a service provider. Ids are permanent: rows are appended, never renumbered. */
export interface Requirement<Id extends string = string> {
  readonly id: Id
  readonly rfc: number
  readonly section: string
  readonly level: Level
  /** What is asked for, in our words. */
  readonly requirement: string
  /** The request that shows it, and what has to come back. */
  readonly test: string
}

/** The rows of one RFC as they are written down. An id holds the RFC and the section. */
type Rows<Id extends string> = Readonly<Record<Id, readonly [level: Level, requirement: string, test: string]>>

/** Reads the rows of one RFC; their ids stay a type. */
export function requirementsOf<Id extends string>(rows: Rows<Id>): readonly Requirement<Id>[] {
  // Sound: the keys of an object literal are all the keys of its type.
  const ids = Object.keys(rows) as Id[]
  return ids.map((id) => {
    const [rfc = '', section = ''] = id.slice(1).split('-')
    const [level, requirement, test] = rows[id]
    return { id, rfc: Number(rfc), section, level, requirement, test }
  })
}
