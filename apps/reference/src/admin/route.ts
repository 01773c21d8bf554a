import type { Confirmations, Directory, LoggedEntry, Policy, ProvisioningLog, Redact, TokenStore } from '@scimkit/core'
import type { DeadLetters } from '@scimkit/postgres'
import type * as z from 'zod'

/** What the administration is done with. */
export interface Parts {
  readonly directory: Directory
  readonly tokens: TokenStore
  readonly log: ProvisioningLog
  readonly confirmations: Confirmations
  readonly policy: Policy
  /** What hides values in the log, where something does. */
  readonly redact: Redact | undefined
  /** Undefined where no events are sent. */
  readonly deadLetters: DeadLetters | undefined
}

/** What a request says, checked against the shapes of its route. */
export interface Input<Params = Readonly<Record<string, string>>, Query = unknown, Body = unknown> {
  readonly params: Params
  readonly query: Query
  readonly body: Body
}

interface Described {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Below `/admin`, e.g. `/tenants/{tenant}/accounts`. */
  readonly path: string
  readonly tag: string
  readonly summary: string
  readonly query?: z.ZodObject | undefined
  readonly body?: z.ZodObject | undefined
}

/** An endpoint that answers once. */
export interface JsonRoute extends Described {
  readonly kind: 'json'
  readonly status: 200 | 201 | 204
  /** Undefined for an answer without a body. */
  readonly answer: z.ZodType | undefined
  readonly handle: (input: Input, parts: Parts) => Promise<unknown>
}

/** An endpoint that goes on answering: it tells a listener entries of the log until the returned function is called. */
export interface StreamRoute extends Described {
  readonly kind: 'stream'
  readonly answer: z.ZodType
  readonly subscribe: (input: Input, parts: Parts, listener: (entry: LoggedEntry) => void) => () => void
  readonly missed: (input: Input, parts: Parts, lastSeen: string) => AsyncIterable<readonly LoggedEntry[]>
}

/** An endpoint as data: it is served from this, and documented from this. */
export type Route = JsonRoute | StreamRoute

/** `{ tenant: string, id: string }` of `/tenants/{tenant}/accounts/{id}`. */
type ParamsOf<Path> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? { readonly [Key in Name]: string } & ParamsOf<Rest>
  : unknown

type Output<Shape> = Shape extends z.ZodType ? z.output<Shape> : undefined
type Answered<Shape> = Shape extends z.ZodType ? z.input<Shape> : unknown

interface Definition<
  Path extends string,
  Query extends z.ZodObject | undefined,
  Body extends z.ZodObject | undefined,
  Answer extends z.ZodType | undefined,
> extends Omit<JsonRoute, 'kind' | 'path' | 'query' | 'body' | 'answer' | 'status' | 'handle'> {
  readonly path: Path
  readonly query?: Query
  readonly body?: Body
  readonly answer?: Answer
  /** 200 when left out, and 204 where there is no answer. */
  readonly status?: 201
  readonly handle: (
    input: Input<ParamsOf<Path>, Output<Query>, Output<Body>>,
    parts: Parts,
  ) => Promise<Answered<Answer>>
}

/**
 * Makes a route from its shapes; what the handler gets and gives is typed by them.
 *
 * @example
 * ```ts
 * route({
 *   method: 'POST',
 *   path: '/tenants/{tenant}/accounts/{id}/rename',
 *   tag: 'accounts',
 *   summary: 'Rename an account',
 *   body: z.strictObject({ userName: z.string() }),
 *   answer: accountSchema,
 *   handle: ({ params: { tenant, id }, body }, { directory }) => directory.rename(tenant, id, body.userName),
 * })
 * ```
 */
export function route<
  const Path extends string,
  Query extends z.ZodObject | undefined = undefined,
  Body extends z.ZodObject | undefined = undefined,
  Answer extends z.ZodType | undefined = undefined,
>({ answer, status, handle, ...rest }: Definition<Path, Query, Body, Answer>): JsonRoute {
  return {
    ...rest,
    kind: 'json',
    answer,
    status: status ?? (answer === undefined ? 204 : 200),
    // Sound: read-input.ts makes the input with the shapes of this very route.
    handle: handle as JsonRoute['handle'],
  }
}
