import type { Session } from './database.ts'

/** What a transaction begins with, and what has to be done last of all before it is seen: text without values. */
export interface Brackets {
  readonly begin: string
  readonly last?: (() => string) | undefined
}

/** Runs work between BEGIN and COMMIT; when it rejects, nothing of it remains. */
export async function inTransaction<Result>(
  session: Session,
  { begin, last = () => '' }: Brackets,
  work: () => Promise<Result>,
): Promise<Result> {
  await session.script(begin)
  try {
    const result = await work()
    await session.script(`${last()}COMMIT`)
    return result
  } catch (error) {
    await session.script('ROLLBACK').catch(() => undefined)
    throw error
  }
}
