import { formatReport, type ReplayReport, replayTrace, type Trace, traces } from '@scimkit/contract-tests/traces'
import { type Command, Option } from 'commander'
import { readBaseUrl } from '../base-url.ts'
import type { Session } from '../session.ts'
import { readTrace } from './replay/read-trace.ts'
import { toJson } from './replay/to-json.ts'

interface ReplayFlags {
  readonly baseUrl: string
  readonly token: readonly string[]
  readonly strict?: true
  readonly json?: true
}

const examples = `
Without files, the lifecycles that come with this package: ${traces.map(({ name }) => name).join(', ')}.

A lifecycle starts from nothing: it expects to find no user, and leaves some behind. So each one needs
a tenant of its own that holds nothing, and the token of that tenant, in the order of the files.

What stands on a command line can be read by every user of the machine: keep the tokens in SCIMKIT_BEARER, with commas
between them.

Examples:
  $ SCIMKIT_BEARER=s3cret-1,s3cret-2 scimkit replay okta.json entra.json --base-url https://app.example.com/scim/v2
  $ scimkit replay ours.json --base-url http://localhost:3000/scim/v2 --token s3cret --strict

Exit code: 0 every step passed, 1 a step failed, 2 the command was not understood.`

/** Adds `scimkit replay`. */
export function addReplay(program: Command, session: Session): void {
  const command = program
    .command('replay')
    .description('Replay the requests an identity provider sends, and check what the server answers.')
    .argument('[files...]', 'trace files; put them before --token, which takes every word that follows')
    .requiredOption('--base-url <url>', 'where SCIM is served', readBaseUrl)
    .addOption(
      new Option('--token <token...>', 'bearer tokens, one for each trace, each of an empty tenant')
        .env('SCIMKIT_BEARER')
        .argParser(readTokens)
        .makeOptionMandatory(),
    )
    .option('--strict', 'expect the letter of RFC 7644: requests that break it must be refused')
    .option('--json', 'write the reports as one JSON document')
    .addHelpText('after', examples)
  command.action(async (files: readonly string[], flags: ReplayFlags) => {
    const chosen = files.length === 0 ? traces : files.map((file) => readTrace(file, refuse(command)))
    if (flags.token.length < chosen.length) refuse(command)(tooFewTokens(chosen, flags.token.length))
    const reports = await replayAll(chosen, flags, session)
    if (flags.json) session.out(`${JSON.stringify(reports.map(toJson), undefined, 2)}\n`)
    else session.out(`${summary(reports)}\n`)
    session.exitCode = reports.every(({ passed }) => passed) ? 0 : 1
  })
}

/** A comma can be in no bearer (RFC 6750 §2.1): a variable, which is one text, has it between several. */
function readTokens(text: string, before: readonly string[] = []): readonly string[] {
  return [...before, ...text.split(',')]
}

/** Ends the command with a message and the exit code for a command that was not understood. */
function refuse(command: Command): (problem: string) => never {
  return (problem) => command.error(`error: ${problem}`)
}

/** One after the other, so that the report of one is not mixed with that of the next. */
async function replayAll(chosen: readonly Trace[], flags: ReplayFlags, session: Session): Promise<ReplayReport[]> {
  const reports: ReplayReport[] = []
  for (const [index, trace] of chosen.entries()) {
    const token = flags.token[index] ?? ''
    const report = await replayTrace(trace, {
      baseUrl: flags.baseUrl,
      token,
      mode: flags.strict ? 'strict' : 'tolerant',
    })
    if (!flags.json) session.out(`${formatReport(report)}\n\n`)
    reports.push(report)
  }
  return reports
}

function tooFewTokens(chosen: readonly Trace[], count: number): string {
  return [
    `${chosen.length} traces need ${chosen.length} tokens, and there are ${count}.`,
    'A trace starts from nothing, so each needs the token of a tenant of its own that holds nothing.',
    `Pass them in this order: --token ${chosen.map(({ name }) => `<${name}>`).join(' ')}`,
  ].join('\n')
}

function summary(reports: readonly ReplayReport[]): string {
  const failed = reports.filter(({ passed }) => !passed).map(({ trace }) => trace)
  if (failed.length === 0) return 'All traces passed.'
  return `${failed.length} of ${reports.length} traces failed: ${failed.join(', ')}.`
}
