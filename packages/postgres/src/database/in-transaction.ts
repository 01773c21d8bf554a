import type { Session } from './database.ts'

/** Runs work between `begin` and COMMIT; when it rejects, nothing of it remains. */
export async function inTransaction<Result>(
  session: Session,
  begin: string,
  work: () => Promise<Result>,
): Promise<Result> {
  await session.script(begin)
  try {
    const result = await work()
    await session.script('COMMIT')
    return result
  } catch (error) {
    await session.script('ROLLBACK').catch(() => undefined)
    throw error
  }
}
