import type { Limits, Session } from './database.ts'

/** How a transaction begins. */
export interface Beginning {
  /** Its own: behind a pooler, those of the connection are not ours. */
  readonly limits: Limits
  /** Milliseconds after which the server ends a session that asks for nothing more in its transaction. */
  readonly idle?: number | undefined
  readonly access?: 'READ ONLY'
}

/** How a transaction begins, and what has to be done last of all before it is seen: text without values. */
export interface Brackets extends Omit<Beginning, 'access'> {
  readonly last?: (() => string) | undefined
}

/** Runs work between BEGIN and COMMIT; when it rejects, nothing of it remains. */
export async function inTransaction<Result>(
  session: Session,
  { last = () => '', ...beginning }: Brackets,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    await session.script(beginText(beginning))
    const result = await work()
    await session.script(`${last()}COMMIT`)
    return result
  } catch (error) {
    // When this fails too, the connection is lost, and nobody gets it again.
    await session.script('ROLLBACK').catch(() => undefined)
    throw error
  }
}

/**
 * The one way to begin. Each statement has to see what was committed while the one before it waited for a lock,
 * whatever isolation is usual in the database.
 */
export function beginText({ limits, idle, access }: Beginning): string {
  const settings = [
    `statement_timeout = ${limits.statement}`,
    `lock_timeout = ${limits.lock}`,
    ...(idle === undefined ? [] : [`idle_in_transaction_session_timeout = ${idle}`]),
  ]
  const begin = ['BEGIN ISOLATION LEVEL READ COMMITTED', ...(access === undefined ? [] : [access])].join(' ')
  return [begin, ...settings.map((setting) => `SET LOCAL ${setting}`)].join('; ')
}
