import { isScimError } from '@scimkit/core'
import { destination, pino } from 'pino'
import { banner } from './banner.ts'
import { usage } from './options/flags.ts'
import { readOptions } from './options/options.ts'
import { OptionsError } from './options/options-error.ts'
import { startServer } from './start-server.ts'
import { stopOnSignal } from './stop-on-signal.ts'
import { warnOfShortTokens } from './tokens/warn-of-short.ts'

/** Standard output is for people and scripts, standard error for the log. */
async function main(args: readonly string[]): Promise<void> {
  if (args.includes('--help')) {
    process.stdout.write(usage())
    return
  }
  const options = readOptions(args, process.env)
  const log = pino({ name: 'scimkit' }, destination(2))
  warnOfShortTokens(options, log)
  const started = stopOnSignal(log)
  const server = await startServer(options, log)
  started(server)
  const [{ tenant, token }] = options.tokens
  const actor = { tenant, token: options.madeToken ? token : undefined }
  process.stdout.write(banner(server, { actor, profile: options.profileName }))
}

function whyNot(error: unknown): string {
  const isStore = isScimError(error, 'STORE_UNAVAILABLE')
  return `${isStore ? 'cannot start without the store' : 'cannot start'}: ${reasonOf(error)}`
}

/** What stands in the way: the database's own words where there are some, for the other ones are for clients. */
function reasonOf(error: unknown): string {
  const reason = isScimError(error) ? (error.cause ?? error) : error
  if (!(reason instanceof Error)) return String(reason)
  return reason.message || ('code' in reason ? String(reason.code) : reason.name)
}

/** Whether the person who typed the options can put it right. The resource types of `--schemas` are settled late. */
function isAboutOptions(error: unknown): error is Error {
  return error instanceof OptionsError || (isScimError(error) && error.code === 'CONFIGURATION')
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${isAboutOptions(error) ? error.message : whyNot(error)}\n`)
  process.exitCode = isAboutOptions(error) ? 2 : 1
}
