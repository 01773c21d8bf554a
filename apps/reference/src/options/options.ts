import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import {
  type DialectOption,
  groupResourceType,
  type Policy,
  type ProfileName,
  parseDefinitions,
  type ResourceTypeDefinition,
  userResourceType,
} from '@scimkit/core'
import type * as z from 'zod'
import { readSeed } from '../seed/read-seed.ts'
import type { Seed } from '../seed/seed.ts'
import { type Environment, type Given, readFlags } from './flags.ts'
import { aboutSetting, OptionsError } from './options-error.ts'
import { readProfile } from './read-profile.ts'
import { readWebhook, type Webhook } from './read-webhook.ts'
import { settings, type Token } from './settings.ts'

/** What the server is to be. */
export interface Options {
  readonly port: number
  readonly host: string
  readonly adapter: 'fastify' | 'express' | 'koa'
  /** Whether the proxy in front is believed when it says how it was reached. */
  readonly trustProxy: boolean
  /** For people; the policy decides. */
  readonly profileName: ProfileName
  readonly policy: Policy
  /** `memory`, `pglite:<dir>` or `postgres://…`. */
  readonly store: string
  /** Whether PostgreSQL is told statements once per connection. */
  readonly prepare: 'always' | 'never'
  /** How many connections to PostgreSQL this process may hold. */
  readonly poolSize: number
  readonly dialect: DialectOption
  readonly tokens: readonly [Token, ...Token[]]
  /** Whether the token was made here, so that the banner is the only place to learn it from. */
  readonly madeToken: boolean
  /** Undefined for User and Group. */
  readonly resourceTypes: readonly ResourceTypeDefinition[] | undefined
  /** What there is before SCIM is switched on, and the file it comes from. */
  readonly seed: (Seed & { readonly file: string }) | undefined
  /** Undefined for a server without an administration API. */
  readonly adminToken: string | undefined
  /** What cursors are made with: the first encrypts, all decrypt. None stands for a random one of this process. */
  readonly cursorKeys: readonly string[]
  /** Undefined for a server that sends no events. */
  readonly webhook: Webhook | undefined
  /** Whether the provisioning log hides who e-mail addresses belong to. */
  readonly maskEmails: boolean
  /** Whether there is a `GET /metrics`. */
  readonly metrics: boolean
}

/**
 * Reads the options from the command line and the environment.
 *
 * @throws OptionsError
 */
export function readOptions(args: readonly string[], environment: Environment): Options {
  const given = readGiven(args, environment)
  const { data, error } = settings.safeParse(given.values)
  if (error !== undefined) throw new OptionsError(error.issues.map((issue) => problem(issue, given)).join('\n'))
  const { port, host, adapter, store, dialect, rule, token, schemas, seed, profile, metrics, prepare } = data
  const { sources } = given
  const adminToken = data['admin-token']
  // What the identity provider holds must not open more than SCIM.
  if (token.some((each) => each.token === adminToken))
    throw new OptionsError(`${sources['admin-token']}: this bearer opens SCIM already`)
  const [first = makeToken(), ...more] = token
  return {
    port,
    host,
    adapter,
    trustProxy: data['trust-proxy'],
    profileName: profile,
    policy: aboutSetting(`${sources.switch}`, () => readProfile(profile, data.switch)),
    store,
    prepare,
    poolSize: data['pool-size'],
    dialect: { base: dialect, rules: Object.fromEntries(rule) },
    tokens: [first, ...more],
    madeToken: token.length === 0,
    resourceTypes: fromFile(schemas, sources.schemas, readResourceTypes),
    seed: fromFile(seed, sources.seed, (text, file) => ({ ...readSeed(text), file })),
    adminToken,
    cursorKeys: data['cursor-key'],
    webhook: readWebhook(data, given),
    maskEmails: data['mask-emails'],
    metrics,
  }
}

/** A file that adds nothing is a mistake: without it there would be the same types. */
function readResourceTypes(text: string): readonly ResourceTypeDefinition[] {
  const resourceTypes = parseDefinitions(JSON.parse(text))
  if (resourceTypes.every((type) => type === userResourceType || type === groupResourceType))
    throw new OptionsError('resourceTypes: it is empty; leave the option out for User and Group alone')
  return resourceTypes
}

function fromFile<Content>(
  file: string | undefined,
  source: string | undefined,
  read: (text: string, file: string) => Content,
): Content | undefined {
  if (file === undefined) return undefined
  return aboutSetting(`${source}: ${file}`, () => read(readFileSync(file, 'utf8'), file))
}

function readGiven(args: readonly string[], environment: Environment): Given {
  try {
    return readFlags(args, environment)
  } catch (error) {
    throw new OptionsError(error instanceof Error ? error.message : String(error))
  }
}

/** `--port: expected a port from 0 to 65535, got "http"`. Without the value where it may be a secret. */
function problem({ path, message }: z.core.$ZodIssue, { sources }: Given): string {
  return `${sources[String(path[0])]}: ${message}`
}

function makeToken(): Token {
  // 256 bits; RFC 6750 §5.3 asks for enough entropy, RFC 6749 §10.10 for 128 at least.
  return { tenant: 'default', token: randomBytes(32).toString('base64url') }
}
