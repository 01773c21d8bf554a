import { resolve } from 'node:path'
import type { Database } from '../database/database.ts'
import { fromPglite } from '../database/from-pglite.ts'
import { holdDirectory } from './hold-directory.ts'

/**
 * Opens the database that PGlite keeps in a directory, which is made when it is not there. One process may have it at a
 * time: PGlite itself would let in several, and then writes are lost. A directory whose process was killed can be
 * opened. Needs `@electric-sql/pglite` and, for the lock, `fs-native-extensions`.
 *
 * @throws ScimError `CONFIGURATION` when somebody has the directory
 * @example
 * ```ts
 * const database = await openPglite(directory)
 * await openPglite(directory) // throws CONFIGURATION
 * await migrate(database)
 * const store = createPostgresStore(database)
 * await store.close()
 * ```
 */
export async function openPglite(directory: string): Promise<Database> {
  const letGo = await holdDirectory(directory)
  try {
    // A whole PostgreSQL: loaded only where it is asked for.
    const { PGlite } = await import('@electric-sql/pglite')
    // Absolute, so that no name is taken for one of its schemes.
    const database = fromPglite(await PGlite.create(resolve(directory)))
    return { ...database, close: () => database.close().finally(letGo) }
  } catch (error) {
    letGo()
    throw error
  }
}
