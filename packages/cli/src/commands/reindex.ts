import { type ProfileName, profiles } from '@scimkit/core'
import { type Database, migrate, type Reindexed, reindex, type TakenValue } from '@scimkit/postgres'
import { type Command, Option } from 'commander'
import { onDatabase, storeArgument, storeOf } from '../on-database.ts'
import type { Session } from '../session.ts'

interface ReindexFlags {
  readonly profile: ProfileName
}

const examples = `
Run it when the profile is another one than the resources were written with, after the last process with the old one has
ended: what must be unique is known to the database only from what was written. Resources stay as they are.

It knows the profiles by name, and User and Group as they are in the RFCs. An application with switches or schemas of its
own calls reindex() of @scimkit/postgres with them.

Examples:
  $ scimkit reindex --profile pulumi-2026 pglite:./data
  $ SCIMKIT_STORE=postgres://scimkit:s3cret@db.internal/scimkit scimkit reindex --profile buf

What stands on a command line can be read by every user of the machine: keep passwords in SCIMKIT_STORE, or in the
variables and files that libpq knows.

Exit code: 0 done, 1 it could not be done, or values that must be unique belong to several resources: they are listed, and
the younger ones answer 409 until they are changed; 2 the command was not understood.`

/** Adds `scimkit reindex`. */
export function addReindex(program: Command, session: Session): void {
  const command = program
    .command('reindex')
    .description('Write anew what the resources of a store are found by, for another profile.')
    .argument(...storeArgument)
    .addOption(new Option('--profile <name>', 'how it provisions').choices(Object.keys(profiles)).makeOptionMandatory())
    .addHelpText('after', examples)
  command.action(async (given: string | undefined, { profile }: ReindexFlags) => {
    const work = async (database: Database): Promise<number> => {
      await migrate(database)
      const reindexed = await reindex(database, { profile: profiles[profile] })
      session.out(linesOf(reindexed))
      return reindexed.taken.length === 0 ? 0 : 1
    }
    session.exitCode = await onDatabase({ store: storeOf(command, given), name: 'scimkit reindex', work }, session)
  })
}

function linesOf({ resources, taken }: Reindexed): string {
  return [`Resources: ${resources}`, ...taken.map(lineOf), ''].join('\n')
}

function lineOf({ tenant, resourceType, id, attribute, value, holder }: TakenValue): string {
  const what = value === undefined ? attribute : `${attribute} ${JSON.stringify(value)}`
  const who = holder === undefined ? 'another tenant' : `${resourceType} ${holder}`
  return `${tenant}: ${resourceType} ${id} has the ${what} of ${who}`
}
