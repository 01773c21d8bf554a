import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseDefinitions, type ResourceTypeDefinition } from '@scimkit/core'
import type { z } from 'zod'
import { type Environment, type Given, readFlags } from './flags.ts'
import { settings, type Token } from './settings.ts'

/** What the server is to be. */
export interface Options {
  readonly port: number
  readonly host: string
  readonly adapter: 'fastify' | 'express' | 'koa'
  readonly dialect: 'tolerant' | 'strict'
  readonly tokens: readonly [Token, ...Token[]]
  /** Whether the token was made here, so that the banner is the only place to learn it from. */
  readonly madeToken: boolean
  /** Undefined for User and Group. */
  readonly resourceTypes: readonly ResourceTypeDefinition[] | undefined
}

/** Says what is wrong with the flags and variables, a line for each. */
export class OptionsError extends Error {
  override readonly name = 'OptionsError'
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
  const { port, host, adapter, dialect, token, schemas } = data
  const [first = makeToken(), ...more] = token
  return {
    port,
    host,
    adapter,
    dialect,
    tokens: [first, ...more],
    madeToken: token.length === 0,
    resourceTypes: schemas === undefined ? undefined : readDefinitions(schemas, given),
  }
}

function readGiven(args: readonly string[], environment: Environment): Given {
  try {
    return readFlags(args, environment)
  } catch (error) {
    throw new OptionsError(messageOf(error))
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

function readDefinitions(file: string, { sources }: Given): readonly ResourceTypeDefinition[] {
  try {
    return parseDefinitions(JSON.parse(readFileSync(file, 'utf8')))
  } catch (error) {
    throw new OptionsError(`${sources.schemas}: ${file}: ${messageOf(error)}`)
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
