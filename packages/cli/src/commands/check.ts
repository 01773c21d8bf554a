import { checks, countOutcomes, formatCheckReport, runChecks, selectChecks } from '@scimkit/contract-tests/checks'
import { type Command, InvalidArgumentError, Option } from 'commander'
import { readBaseUrl } from '../base-url.ts'
import { onInterrupt } from '../on-interrupt.ts'
import type { Session } from '../session.ts'

interface CheckFlags {
  readonly token?: string
  readonly only?: string
  readonly header?: Readonly<Record<string, string>>
  readonly timeout?: number
  readonly json?: true
}

const examples = `
What the server announces in ServiceProviderConfig, ResourceTypes and Schemas decides what is tried; the rest is
skipped, with the reason. Users and groups with random names are created, and deleted again at the end, also after
Ctrl-C. Use a tenant in which that does no harm.

  ✓ as it must be     ✗ not as it must be (MUST, MUST NOT, or what follows from the text)
  ! not as it should  · another choice than ours where the RFCs leave one     – skipped

What stands on a command line can be read by every user of the machine: keep the token in SCIMKIT_BEARER.

Examples:
  $ SCIMKIT_BEARER=s3cret scimkit check https://app.example.com/scim/v2
  $ scimkit check http://localhost:3000/scim/v2 --token s3cret --only S7644-3.5.2 --json

Exit code: 0 nothing failed, 1 something failed, 2 the command was not understood, the server could not be reached, or
the run was stopped.`

/** Adds `scimkit check`. */
export function addCheck(program: Command, session: Session): void {
  const command = program
    .command('check')
    .description('Check any SCIM server against the requirements of RFC 7643, RFC 7644 and RFC 9865.')
    .argument('<base-url>', 'where SCIM is served', readBaseUrl)
    .addOption(new Option('--token <token>', 'the bearer token').env('SCIMKIT_BEARER'))
    .option('--only <id>', 'a requirement or a section, e.g. S7644-3.5.2-12, S7644-3.5.2 or S9865')
    .option('--header <name=value...>', 'a header for every request, e.g. for a gateway in front', readHeader)
    .option('--timeout <seconds>', 'how long to wait for an answer', readSeconds)
    .option('--json', 'write the report as a JSON document')
    .addHelpText('after', examples)
  command.action(async (baseUrl: string, flags: CheckFlags) => {
    const chosen = flags.only === undefined ? checks : selectChecks(checks, flags.only)
    if (chosen.length === 0) command.error(`error: there is no check of ${flags.only}`)
    session.exitCode = await check(baseUrl, flags, { chosen, session }).catch((error: unknown) =>
      command.error(`error: ${baseUrl}: ${error instanceof Error ? error.message : error}`),
    )
  })
}

interface Task {
  readonly chosen: typeof checks
  readonly session: Session
}

async function check(baseUrl: string, flags: CheckFlags, { chosen, session }: Task): Promise<number> {
  const { token, header: headers, timeout } = flags
  const patience = timeout === undefined ? undefined : timeout * 1000
  const interrupt = onInterrupt()
  try {
    const report = await runChecks(chosen, { baseUrl, token, headers, patience, signal: interrupt.signal })
    const { outcomes, ...rest } = report
    const json = { ...rest, counts: countOutcomes(report), outcomes }
    session.out(flags.json ? `${JSON.stringify(json, undefined, 2)}\n` : `${formatCheckReport(report)}\n`)
    if (report.interrupted) return 2
    return report.passed ? 0 : 1
  } finally {
    interrupt.off()
  }
}

function readHeader(text: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> {
  const [, name, value] = /^([-\w]+)=(.*)$/.exec(text) ?? []
  if (name === undefined || value === undefined) throw new InvalidArgumentError('Expected name=value.')
  return { ...before, [name]: value }
}

function readSeconds(text: string): number {
  const seconds = Number(text)
  if (seconds > 0) return seconds
  throw new InvalidArgumentError('Expected a number of seconds.')
}
