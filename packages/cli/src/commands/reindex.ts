import { type Product, profiles } from '@scimkit/core'
import { type Database, migrate, type Reindexed, reindex, type TakenValue } from '@scimkit/postgres'
import { type Command, Option } from 'commander'
import { onDatabase, storeArgument, storeOf } from '../on-database.ts'
import { reasonOf } from '../reason-of.ts'
import type { Session } from '../session.ts'
import { type ProductFlags, readProduct } from './reindex/read-product.ts'

const examples = `
Run it when the profile is another one than the resources were written with, after the last process with the old one has
ended: what must be unique is known to the database only from what was written. Resources stay as they are.

The flags are those of the reference server, with the values that it is started with from now on. An application of your
own calls reindex() of @scimkit/postgres with its profile and its resource types.

It takes minutes for a hundred thousand resources, and says every thousand on standard error how far it is. What is done
stays done, and is passed over faster when it is run again.

Examples:
  $ scimkit reindex --profile pulumi-2026 pglite:./data
  $ scimkit reindex --profile rfc --switch users.emailUniqueness=tenant pglite:./data
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
    .addOption(
      new Option('--switch <name=value>', 'one switch of the profile; repeatable')
        .argParser(append)
        .default([], 'none'),
    )
    .option('--schemas <file.json>', '{"resourceTypes":[…],"schemas":[…]} in RFC 7643 JSON')
    .addHelpText('after', examples)
  command.action(async (given: string | undefined, flags: ProductFlags) => {
    const product = productOf(command, flags)
    const work = async (database: Database): Promise<number> => {
      await migrate(database, { onWait: (reason) => session.error(`waiting: ${reason}\n`) })
      const reindexed = await reindex(database, product, { onProgress: progress(session) })
      session.out(linesOf(reindexed))
      return reindexed.taken.length === 0 ? 0 : 1
    }
    session.exitCode = await onDatabase({ store: storeOf(command, given), name: 'scimkit reindex', work }, session)
  })
}

function append(value: string, before: readonly string[]): readonly string[] {
  return [...before, value]
}

function productOf(command: Command, flags: ProductFlags): Product {
  try {
    return readProduct(flags)
  } catch (error) {
    return command.error(`error: ${reasonOf(error)}`)
  }
}

/** Says every thousand resources how far it is. */
function progress(session: Session): (done: number, total: number) => void {
  let said = 0
  return (done, total) => {
    const thousands = Math.floor(done / 1000)
    if (thousands > said) session.error(`${done} of ${total} resources\n`)
    said = thousands
  }
}

function linesOf({ resources, taken }: Reindexed): string {
  return [`Resources: ${resources}`, ...taken.map(lineOf), ''].join('\n')
}

function lineOf({ tenant, resourceType, id, attribute, value, holder }: TakenValue): string {
  const what = value === undefined ? attribute : `${attribute} ${JSON.stringify(value)}`
  const who = holder === undefined ? 'another tenant' : `${resourceType} ${holder}`
  return `${tenant}: ${resourceType} ${id} has the ${what} of ${who}`
}
