import type { Sql } from 'sql-template-tag'

/** What a statement gives back. */
export interface Result {
  // biome-ignore lint/suspicious/noExplicitAny: the columns are those of the statement, which stands beside its reader.
  readonly rows: readonly any[]
  /** How many rows the statement wrote, or read. */
  readonly count: number
}

/** One session with the database: statements on it follow each other. */
export interface Session {
  run(statement: Sql): Promise<Result>
  /** Runs text that may hold several statements and takes no values. */
  script(text: string): Promise<void>
}

/** How long the server lets statements take, in milliseconds; 0 is for ever. */
export interface Limits {
  /** A statement as a whole. */
  readonly statement: number
  /** Waiting for what somebody else holds. */
  readonly lock: number
}

/** How many rows a batch of a stream has at most: enough for the way to the database not to count. */
export const batchSize = 1_000

/** A database the store can live in, whatever the driver. */
export interface Database extends Session {
  /** What holds for every statement, in a transaction or not. */
  readonly limits: Limits
  /** Lends a session of its own, in which transactions can be begun. A session that `work` breaks is not lent again. */
  withSession<Value>(work: (session: Session) => Promise<Value>): Promise<Value>
  /**
   * The rows of a statement in batches, none of them empty, as they are when the first is asked for: with a cursor in a
   * transaction, or all at once where there is only one session, which nobody may hold on to. A reader who takes longer
   * for a batch than `patience` milliseconds loses the rest: a connection is kept for it meanwhile.
   */
  stream(statement: Sql, patience: number): AsyncIterable<Result['rows']>
  /**
   * Ends the pool or the PGlite below, once it has finished what is under way; what comes from now on is refused.
   * Closing what is closed does nothing.
   */
  close(): Promise<void>
}
