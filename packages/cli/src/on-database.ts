import type { Database } from '@scimkit/postgres'
import type { Command } from 'commander'
import { isDatabase, openDatabase } from './open-database.ts'
import { reasonOf } from './reason-of.ts'
import type { Session } from './session.ts'

/** The argument that {@link storeOf} reads. */
export const storeArgument = ['[store]', 'postgres://… or pglite:<dir>; SCIMKIT_STORE when left out'] as const

/** The store a command is about. Ends the command where it is none with a database. */
export function storeOf(command: Command, given: string | undefined): string {
  const store = given ?? process.env.SCIMKIT_STORE ?? ''
  // Without what was given: there may be a password in it.
  if (!isDatabase(store)) command.error('error: expected postgres://… or pglite:<dir>, here or in SCIMKIT_STORE')
  if (store.startsWith('postgres') && !URL.canParse(store))
    command.error(
      'error: the store is no URL: in a password, # / ? @ : and % are written as %23 %2F %3F %40 %3A and %25',
    )
  return store
}

/** What a command does with the database of a store. */
interface Job {
  readonly store: string
  /** Under which name the administrators of the database see it. */
  readonly name: string
  /** Resolves to the exit code. */
  readonly work: (database: Database) => Promise<number>
}

/** Does it, and says why when it cannot be done. Resolves to the exit code. */
export async function onDatabase({ store, name, work }: Job, session: Session): Promise<number> {
  try {
    const database = await openDatabase(store, { name, connections: 1 })
    return await work(database).finally(() => database.close())
  } catch (error) {
    session.error(`error: ${reasonOf(error)}\n`)
    return 1
  }
}
