import { dialectRules, type ProfileName, profiles } from '@scimkit/core'
import * as z from 'zod'

// RFC 6750 §2.1.
const bearer = /^[A-Za-z0-9\-._~+/]+=*$/

const stores = /^(?:memory$|pglite:.|postgres(?:ql)?:\/\/.)/

const token = z.string().transform((text, context) => {
  // The bearer may end in `=` (RFC 6750 §2.1), the tenant may not contain one.
  const [, tenant, bearer] = /^([^=\s,]{1,200})=([A-Za-z0-9\-._~+/]+=*)$/.exec(text) ?? []
  if (tenant !== undefined && bearer !== undefined) return { tenant, token: bearer }
  context.addIssue(
    'expected <tenant>=<bearer>, the bearer of letters, digits and -._~+/, the tenant of 200 characters at most',
  )
  return z.NEVER
})

const switchSetting = z.string().transform((text, context) => {
  const [, name, value] = /^([A-Za-z.]+)=(.+)$/s.exec(text) ?? []
  if (name !== undefined && value !== undefined) return { path: name.split('.'), value: readValue(value) }
  context.addIssue('expected <name>=<value>, the value in JSON or plain text')
  return z.NEVER
})

const rule = z.string().transform((text, context) => {
  const [, name, state] = /^([A-Za-z\d]+)=(on|off)$/.exec(text) ?? []
  if (name !== undefined && Object.hasOwn(dialectRules, name)) return [name, state === 'on'] as const
  context.addIssue(`expected <name>=on or <name>=off, the name one of ${Object.keys(dialectRules).join(', ')}`)
  return z.NEVER
})

/** JSON where it is JSON, and otherwise the text itself: a shell eats the quotes of `users.delete=hard`. */
function readValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** A flag without a value, or a variable that says true or false. */
const toggle = z
  .literal([true, 'true', 'false'], 'expected true or false')
  .transform((value) => value !== 'false')
  .default(false)

// Sound: the keys of the table are the names.
const profileNames = Object.keys(profiles) as ProfileName[]

/** The settings as they are typed, checked and given their defaults. */
export const settings = z.object({
  port: z
    .string()
    .regex(/^\d{1,5}$/, { error: expectedPort, abort: true })
    .transform(Number)
    .refine((port) => port <= 65_535, { error: expectedPort })
    .default(3000),
  host: z.string().min(1).default('127.0.0.1'),
  adapter: z.enum(['fastify', 'express', 'koa'], { error: expectedOneOf }).default('fastify'),
  'trust-proxy': toggle,
  store: z
    .string()
    .regex(stores, { error: 'expected memory, pglite:<dir> or postgres://…', abort: true })
    .refine(isReadable, 'it is no URL: in a password, # / ? @ : and % are written as %23 %2F %3F %40 %3A and %25')
    .default('memory'),
  prepare: z.enum(['always', 'never'], { error: expectedOneOf }).default('always'),
  'pool-size': z
    .string()
    .regex(/^[1-9]\d{0,3}$/, 'expected a number of connections from 1 to 9999')
    .transform(Number)
    .default(10),
  profile: z.enum(profileNames, { error: expectedOneOf }).default('rfc'),
  switch: z.array(switchSetting).default([]),
  dialect: z.enum(['tolerant', 'strict'], { error: expectedOneOf }).default('tolerant'),
  rule: z.array(rule).default([]),
  token: z.array(token).refine(areDistinct, { error: 'the same bearer is given twice' }).default([]),
  schemas: z.string().optional(),
  seed: z.string().optional(),
  'admin-token': z.string().regex(bearer, 'expected a bearer of letters, digits and -._~+/').optional(),
  'cursor-key': z.array(z.string().refine(isLongEnough, 'expected at least 32 bytes')).default([]),
  webhook: z.string().optional(),
  'webhook-secret': z.string().optional(),
  'mask-emails': toggle,
  metrics: toggle,
})

/** The settings as they were found to be right. */
export type Settings = z.infer<typeof settings>

/** A bearer token, and the tenant it opens. */
export type Token = z.infer<typeof token>

/** One switch of the profile, by its path, and its value. */
export type SwitchSetting = z.infer<typeof switchSetting>

function expectedPort({ input }: { readonly input?: unknown }): string {
  return `expected a port from 0 to 65535, got "${input}"`
}

function expectedOneOf(issue: { readonly values?: unknown; readonly input?: unknown }): string {
  return `expected ${Array.isArray(issue.values) ? issue.values.join(', ') : 'another value'}, got "${issue.input}"`
}

/** The driver parses a URL, and what stands in one of them and is not written as URLs have it is taken for its end. */
function isReadable(store: string): boolean {
  return !store.startsWith('postgres') || URL.canParse(store)
}

/** As a cursor demands of its key: enough that it cannot be guessed. */
function isLongEnough(secret: string): boolean {
  return Buffer.byteLength(secret) >= 32
}

function areDistinct(tokens: readonly { readonly token: string }[]): boolean {
  return new Set(tokens.map(({ token }) => token)).size === tokens.length
}
