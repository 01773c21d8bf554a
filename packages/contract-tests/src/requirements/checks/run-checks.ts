import { connect } from '../../wire/connection.ts'
import { blameOf, type Check, rowOf } from './check.ts'
import { describeAnswer, describeRequest, type Redact, redactFinding, redactor } from './describe.ts'
import { CheckFailure, NoAnswer, Skip } from './expect.ts'
import type { CheckReport, Finding, Outcome, Verdict } from './outcome.ts'
import { type Client, openClient } from './probe/client.ts'
import { Created } from './probe/created.ts'
import { openProbe, type Probe } from './probe/probe.ts'
import { randomNames } from './probe/random-name.ts'
import { sectionOf } from './select.ts'
import { discover, type ServerProfile } from './server/profile.ts'

/** Which server to check, and how. */
export interface CheckOptions {
  /** E.g. `https://app.example.com/scim/v2`. */
  readonly baseUrl: string
  /** The bearer token; without one the requests carry none. */
  readonly token?: string | undefined
  /** On every request, e.g. for a gateway in front. They do not appear in the report. */
  readonly headers?: Readonly<Record<string, string>> | undefined
  /** Milliseconds until an answer must be there. */
  readonly patience?: number | undefined
  /** Stops the run after the check under way. What was created is deleted nevertheless. */
  readonly signal?: AbortSignal | undefined
}

interface Run {
  readonly probe: Probe
  readonly created: Created
  readonly redact: Redact
  readonly signal: AbortSignal | undefined
  /** The check after which the server answered nothing any more. */
  silentSince: string | undefined
}

/**
 * Tries the requirements of RFC 7643, 7644 and 9865 on a server, from outside: what it announces decides what applies.
 * Everything the run creates has a random name and is deleted at the end.
 *
 * @throws Error when the server cannot be reached at all, or refuses the credentials
 * @example
 * ```ts
 * const { baseUrl } = server
 * const report = await runChecks(selectChecks(checks, '7644-3.6'), { baseUrl, token: 's3cret' })
 * report.passed // true
 * ```
 */
export async function runChecks(checks: readonly Check[], options: CheckOptions): Promise<CheckReport> {
  const { baseUrl, patience, signal } = options
  const connection = connect(baseUrl, { patience, sockets: 4 })
  const created = new Created(baseUrl)
  const client = openClient({ connection, credentials: credentialsOf(options), created })
  const names = randomNames()
  try {
    const server = await discover((path) => client.get(path))
    await enter(client, server)
    const probe = openProbe({ client, names, server, baseUrl, created })
    const run: Run = { probe, created, redact: secretsOf(options), signal, silentSince: undefined }
    const outcomes = await tryAll(checks, run).finally(() => cleanUp(client, () => created.newestFirst()))
    return {
      baseUrl,
      run: names.run,
      passed: outcomes.every(({ verdict }) => verdict !== 'failed'),
      interrupted: signal?.aborted ?? false,
      outcomes,
      leftBehind: created.newestFirst(),
    }
  } finally {
    connection.close()
  }
}

function credentialsOf({ token, headers = {} }: CheckOptions): Record<string, string> {
  const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value])
  return { ...Object.fromEntries(given), ...(token !== undefined && { authorization: `Bearer ${token}` }) }
}

function secretsOf({ token = '', headers = {} }: CheckOptions): Redact {
  return redactor([token, ...Object.values(headers)])
}

/** With wrong credentials every check would fail, and none would say anything about the server. */
async function enter(client: Client, { types: [type] }: ServerProfile): Promise<void> {
  const { status } = await client.get(`${type?.endpoint ?? '/Users'}?count=1`)
  if (status === 401 || status === 403) throw new Error(`The server refuses the credentials: it answers ${status}.`)
}

async function tryAll(checks: readonly Check[], run: Run): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = []
  for (const check of checks) {
    if (run.signal?.aborted) break
    const { level, requirement } = rowOf(check)
    const { ids, title } = check
    outcomes.push({ ids, title, level, section: sectionOf(check), requirement, ...(await tryOne(check, run)) })
    // At once, so that the next check finds the server as small as it was.
    await cleanUp(run.probe, () => run.created.disposable())
  }
  return outcomes
}

async function tryOne(check: Check, run: Run): Promise<Verdict> {
  const reason = reasonToSkip(check, run)
  if (reason !== undefined) return { verdict: 'skipped', reason }
  try {
    await check.run(run.probe)
    return { verdict: 'passed' }
  } catch (error) {
    if (error instanceof NoAnswer && !(await isAlive(run.probe))) run.silentSince = check.title
    return judge(error, check, run.redact)
  }
}

function reasonToSkip({ needs }: Check, { probe, silentSince }: Run): string | undefined {
  return silentSince === undefined ? needs?.(probe.server) : `The server gave no answer to "${silentSince}".`
}

/** @throws what is no verdict: a mistake in a check must not look like one of the server */
function judge(error: unknown, { ids: [id] }: Check, redact: Redact): Verdict {
  if (error instanceof Skip) return { verdict: 'skipped', reason: redact(error.message) }
  // A server that does not answer is at fault whatever was asked.
  if (error instanceof NoAnswer) return { verdict: 'failed', finding: redactFinding(silence(error), redact) }
  if (!(error instanceof CheckFailure)) throw error
  return { verdict: blameOf(id), finding: redactFinding(findingOf(error), redact) }
}

function silence({ request, message }: NoAnswer): Finding {
  return { request: describeRequest(request), expected: 'an answer', got: `none: ${message}` }
}

function findingOf({ answer, expected }: CheckFailure): Finding {
  return { request: describeRequest(answer.request), expected, got: describeAnswer(answer) }
}

async function isAlive(client: Client): Promise<boolean> {
  return client.get('/ServiceProviderConfig').then(
    () => true,
    () => false,
  )
}

/** Deletes what was created; what cannot be deleted stays noted. */
async function cleanUp(client: Client, left: () => readonly string[]): Promise<void> {
  for (const path of left()) await client.delete(path).catch(() => undefined)
  // What is left may want its version named (RFC 6585 §3): whatever it is, this is the one to delete.
  for (const path of left()) await client.delete(path, { 'if-match': '*' }).catch(() => undefined)
}
