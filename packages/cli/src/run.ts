import { readFileSync } from 'node:fs'
import { Command, CommanderError } from 'commander'
import { addCheck } from './commands/check.ts'
import { addExplain } from './commands/explain.ts'
import { addMigrate } from './commands/migrate.ts'
import { addReindex } from './commands/reindex.ts'
import { addReplay } from './commands/replay.ts'
import { addServe } from './commands/serve.ts'
import type { Session, Streams } from './session.ts'

/** Runs one command. Resolves to the exit code; see {@link Session}. */
export async function run(args: readonly string[], streams: Streams): Promise<number> {
  const session: Session = { ...streams, exitCode: 0 }
  const program = new Command('scimkit')
    .description('Tools for SCIM 2.0 servers.')
    .version(version())
    .exitOverride()
    .configureOutput({ writeOut: streams.out, writeErr: streams.error })
  addServe(program, session)
  addCheck(program, session)
  addReplay(program, session)
  addExplain(program, session)
  addMigrate(program, session)
  addReindex(program, session)
  try {
    await program.parseAsync(args, { from: 'user' })
    return session.exitCode
  } catch (error) {
    // Commander has already written what it has to say; with 0 that was the help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2
    throw error
  }
}

function version(): string {
  // Beside `src` and `dist` alike.
  return JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')).version
}
