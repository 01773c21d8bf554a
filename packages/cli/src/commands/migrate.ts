import { type Database, migrate } from '@scimkit/postgres'
import type { Command } from 'commander'
import { onDatabase, storeArgument, storeOf } from '../on-database.ts'
import type { Session } from '../session.ts'

const examples = `
Safe while servers run, and when several do it at once: one migrates, the others wait. A table that is in use, by a backup
for instance, is waited for a quarter of an hour at most, two seconds at a time: requests wait behind that. "scimkit
serve" and the reference server do the same when they start; do it beforehand where the role of the server may not
change tables. A directory of PGlite is for one process at a time.

Examples:
  $ scimkit migrate pglite:./data
  $ SCIMKIT_STORE=postgres://scimkit:s3cret@db.internal/scimkit scimkit migrate

What stands on a command line can be read by every user of the machine: keep passwords in SCIMKIT_STORE, or in the
variables and files that libpq knows.

Exit code: 0 the tables are up to date, 1 they could not be brought there, 2 the command was not understood.`

/** Adds `scimkit migrate`. */
export function addMigrate(program: Command, session: Session): void {
  const command = program
    .command('migrate')
    .description('Bring the tables of a store to the version this release needs.')
    .argument(...storeArgument)
    .addHelpText('after', examples)
  command.action(async (given?: string) => {
    const work = async (database: Database): Promise<number> => {
      const onWait = (reason: string): void => session.error(`waiting: ${reason}\n`)
      session.out(`Migrations run: ${await migrate(database, { onWait })}\n`)
      return 0
    }
    session.exitCode = await onDatabase({ store: storeOf(command, given), name: 'scimkit migrate', work }, session)
  })
}
