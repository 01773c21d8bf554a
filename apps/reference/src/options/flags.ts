import { parseArgs } from 'node:util'
import { profiles } from '@scimkit/core'

/** The settings of the server: the shape of the value, and what `--help` says about it. */
export const flags = {
  port: ['<number>', 'default 3000; 0 takes a free one'],
  host: ['<address>', 'default 127.0.0.1'],
  adapter: ['fastify|express|koa', 'default fastify'],
  'trust-proxy': ['', 'believes X-Forwarded-Proto and -Host; only behind a proxy that sets them itself'],
  store: ['memory|pglite:<dir>|postgres://…', 'default memory'],
  prepare: ['always|never', 'statements by name, default always; never behind a PgBouncer before 1.21'],
  'pool-size': ['<number>', 'connections to PostgreSQL this process may hold; default 10'],
  profile: [Object.keys(profiles).join('|'), 'default rfc'],
  dialect: ['tolerant|strict', 'default tolerant'],
  rule: ['<name>=on|off', 'repeatable; switches one rule of the dialect, e.g. wrapSingle=on'],
  token: ['<tenant>=<bearer>', 'repeatable; without one, a token for tenant "default" is made and printed'],
  schemas: ['<file.json>', '{"resourceTypes":[…],"schemas":[…]} in RFC 7643 JSON'],
  seed: ['<file.json>', 'accounts and groups that exist before SCIM is switched on'],
  switch: ['<name>=<value>', 'repeatable; sets one switch of the profile, e.g. login.autoprovisioning=true'],
  'admin-token': ['<bearer>', 'opens the administration API under /admin; without it there is none'],
  'cursor-key': ['<secret>', 'repeatable; 32 bytes or more, common to all processes; random when left out'],
  webhook: ['<url>', 'where events about what has changed are sent; needs a database and --webhook-secret'],
  'webhook-secret': ['<whsec_…>', 'what they are signed with: whsec_ and 24 to 64 bytes in base64'],
  'mask-emails': ['', 'hides who an e-mail address belongs to in the provisioning log'],
  metrics: ['', 'serves GET /metrics for Prometheus'],
} as const

/** The name of a setting. */
export type Flag = keyof typeof flags

/** What was given for the settings, and by which flag or variable, for messages. */
export interface Given {
  readonly values: Readonly<Record<string, string | boolean | readonly string[]>>
  readonly sources: Readonly<Record<string, string>>
}

/** Environment variables. */
export type Environment = Readonly<Record<string, string | undefined>>

const single = { type: 'string' } as const
const several = { type: 'string', multiple: true } as const
const toggle = { type: 'boolean' } as const
const options = {
  ...mapFlags(() => single),
  token: several,
  switch: several,
  rule: several,
  'cursor-key': several,
  'trust-proxy': toggle,
  'mask-emails': toggle,
  metrics: toggle,
}

/** What separates the values of a repeatable setting in its variable. The value of a switch may have commas in it. */
const separators: Readonly<Record<string, string>> = { token: ',', switch: ';', rule: ',', 'cursor-key': ',' }

/**
 * What the command line and the environment give for each setting; the command line has the last word.
 *
 * @throws TypeError about a flag that does not exist or lacks its value, or an argument that is none
 */
export function readFlags(args: readonly string[], environment: Environment): Given {
  const fromArgs = parse(args)
  const fromEnvironment = readEnvironment(environment)
  const sources = mapFlags((flag) => (fromArgs[flag] === undefined ? variableOf(flag) : `--${flag}`))
  return { values: { ...fromEnvironment, ...fromArgs }, sources }
}

/** What stands beside the flags is not repeated: of a token with a space in it, it is a part. */
function parse(args: readonly string[]) {
  const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
  if (positionals.length > 0)
    throw new TypeError('An argument belongs to no flag; quote a value that has a space in it: --token "acme=…"')
  return values
}

/** The text of `--help`. */
export function usage(): string {
  const lines = Object.entries(flags).map(
    ([flag, [value, help]]) => `  ${`--${flag} ${value}`.trimEnd()}\n        ${help}`,
  )
  return [
    'node apps/reference/dist/main.js [flags]',
    '',
    ...lines,
    '',
    'Each flag is an environment variable too: SCIMKIT_PORT=3000, SCIMKIT_TOKEN=acme=s3cret,other=t0psecret,',
    'SCIMKIT_METRICS=true. Several values are separated by commas, those of SCIMKIT_SWITCH by semicolons.',
    '',
  ].join('\n')
}

/** Empty is as good as not set. */
function readEnvironment(environment: Environment): Record<string, string | readonly string[]> {
  const given: Record<string, string | readonly string[]> = {}
  for (const flag of Object.keys(flags)) {
    const value = environment[variableOf(flag)]
    const separator = separators[flag]
    if (value) given[flag] = separator === undefined ? value : value.split(separator)
  }
  return given
}

/** `--admin-token` is `SCIMKIT_ADMIN_TOKEN`. */
function variableOf(flag: string): string {
  return `SCIMKIT_${flag.replaceAll('-', '_').toUpperCase()}`
}

function mapFlags<Value>(valueFor: (flag: Flag) => Value): Record<Flag, Value> {
  const names = Object.keys(flags) as Flag[]
  // Sound: one entry for each key of the literal above.
  return Object.fromEntries(names.map((flag) => [flag, valueFor(flag)])) as Record<Flag, Value>
}
