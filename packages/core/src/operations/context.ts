import type { ScimRequest } from '../contract.ts'
import type { Dialect, Tolerance } from '../dialect/dialect.ts'
import { coerceValues } from '../dialect/values.ts'
import type { Directory } from '../directory/directory.ts'
import type { Note } from '../errors/finding.ts'
import { ScimError } from '../errors/scim-error.ts'
import type { Effect, OperationName } from '../events.ts'
import type { Recorder } from '../explain/recorder.ts'
import type { Trail } from '../explain/trail.ts'
import type { ResolveOptions } from '../filter/resolve-options.ts'
import type { Answer } from '../http/answer.ts'
import type { Principal } from '../http/authenticate.ts'
import type { Cursors } from '../http/cursor.ts'
import { parseQuery, type QueryParameters } from '../http/query.ts'
import type { Place } from '../http/route.ts'
import type { Allowance } from '../patch/allowance.ts'
import { type IsDropped, refusesExternalId } from '../provisioning/dropped.ts'
import { soleEmailOf } from '../provisioning/emails.ts'
import type { Passwords } from '../provisioning/passwords.ts'
import type { Policy } from '../provisioning/policy.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import type { ResourceReading } from '../schema/read-resource.ts'
import type { Registry } from '../schema/registry.ts'
import type { Locate } from '../schema/represent.ts'
import { readResourceUri } from '../schema/resource-uri.ts'
import type { Lookup } from '../store/provisioning-log.ts'
import type { Store } from '../store/store.ts'
import type { SettledLimits } from './bulk/limits.ts'
import type { Refuse } from './unknown-names.ts'

/** What is settled once, when the handler is made. */
export interface Settings {
  readonly registry: Registry
  readonly store: Store
  /** Runs units of work on the store. */
  readonly transaction: Store['transaction']
  readonly policy: Policy
  /** What is taken without an error, although the registry does not have it. */
  readonly isDropped: IsDropped
  readonly dialect: Dialect
  readonly cursors: Cursors
  readonly serviceProviderConfig: JsonObject
  /** Undefined when passwords are taken and dropped. */
  readonly passwords: Passwords | undefined
  /** Whether a write must say which version it changes (RFC 6585 §3). */
  readonly requireIfMatch: boolean
  /** Undefined when there is no bulk. */
  readonly bulk: SettledLimits | undefined
  /** Undefined when there is no `/readiness`. */
  readonly readiness: Directory['readiness'] | undefined
  /** Where the error pages live. */
  readonly help: string
  /** Explains and logs what was done; undefined where no log is kept. */
  readonly recorder: Recorder | undefined
  /** Runs units of work with an eye on what each takes away; undefined where nobody watches. */
  readonly guard: ((trail: Trail) => Store['transaction']) | undefined
}

/** One request on its way through an operation. */
export interface OperationContext {
  readonly settings: Settings
  readonly request: ScimRequest
  readonly place: Place
  readonly principal: Principal
  readonly tolerance: Tolerance
  readonly query: string
  readonly locate: Locate
  /** Takes down what an administrator should know although the operation succeeds. */
  readonly note: Note
  /** Told each path that is left out because nobody here knows it. */
  readonly ignored: (path: string) => void
  /** What the operations of a bulk request may take together; left out elsewhere. */
  readonly allowance?: Allowance | undefined
  /**
   * Does another operation as a part of this request, as if it had come alone.
   *
   * @throws ScimError whatever goes wrong
   */
  readonly perform: (operation: OperationName, context: OperationContext, standing?: Standing) => Promise<Outcome>
  /** Takes down an operation that is a part of this request and is refused before it is done. */
  readonly refuse: (refusal: Refusal) => Promise<void>
}

/**
 * How an operation stands to the request it is a part of: nobody is asked about what belongs to an operation that was
 * permitted, be it that it completes what that has made, or takes it back.
 */
export type Standing = 'asked' | 'given' | 'takenBack'

/** An operation that is not done, as far as it could be read, and why. */
export interface Refusal extends Pick<OperationContext, 'request' | 'principal'> {
  readonly operation: OperationName | undefined
  readonly place: Place | undefined
  readonly error: ScimError
}

/** What an operation comes to. */
export interface Outcome extends Answer {
  readonly resourceId?: string | undefined
  /** What it did to the resource; `unchanged` when left out. */
  readonly effect?: Effect | undefined
  /** What it looked for, and how much there was. */
  readonly lookup?: Lookup | undefined
}

/** An operation of RFC 7644 on a request. */
export type Operation = (context: OperationContext) => Promise<Outcome>

/** The query parameters of the request. */
export function queryOf(context: OperationContext): QueryParameters {
  return context.query === '' ? {} : parseQuery(context.query)
}

/**
 * The resource type and id the request is about. The route table sends no other place to an operation on one resource.
 */
export function resourceOf({ place }: OperationContext): { readonly resourceType: ResourceType; readonly id: string } {
  if (place.kind !== 'resource') throw new Error(`No resource at ${place.kind}`)
  return place
}

/** The reads of a response: large relations come as streams where the adapter can send them. */
export function readsOf({ settings: { store }, request }: OperationContext): Pick<Store, 'read' | 'query'> {
  return (request.takesStream ? store.streamed : undefined) ?? store
}

/** Finds what a URI leads to on this server, as the client of this request sees it. */
export function resourceAt(
  { registry }: Pick<Settings, 'registry'>,
  { baseUrl }: ScimRequest,
): NonNullable<ResolveOptions['resourceAt']> {
  return (uri) => {
    const found = readResourceUri(uri, baseUrl)
    const resourceType = found && registry.byEndpoint(found.endpoint)
    return resourceType && { resourceType: resourceType.name, id: found.id }
  }
}

interface Refusing {
  readonly method: keyof Policy['attributes']['unknown']
  /** Told each name that is refused. */
  readonly refuse: Refuse
}

/** How values are read in this request: the dialect's rewrites, and the policy about names the schema lacks. */
export function readingFor(
  context: OperationContext,
  resourceType: ResourceType,
  { method, refuse }: Refusing,
): ResourceReading {
  const { settings, tolerance } = context
  const { name } = resourceType
  const rules = settings.policy.attributes.unknown
  const refuses = rules[method] === 'reject'
  // In a PATCH a name is refused that leads to nothing; what stands inside a value is content, as in a PUT.
  const onContent = method === 'patch' && rules.put !== 'reject' ? tolerance.allow('unknownInValue') : undefined
  const unknown = (path: string): void => {
    if (settings.isDropped(name, path)) return
    const isRefused = (refuses && onContent === undefined) || refusesExternalId(resourceType, path, settings.policy)
    if (isRefused) {
      refuse(new ScimError('ATTRIBUTE_UNKNOWN', { path, resourceType: name }))
      return
    }
    if (refuses) onContent?.()
    context.ignored(path)
  }
  return {
    coerce: coerceValues(settings.dialect, tolerance),
    anyFormat: tolerance.allow('anyFormat'),
    unreadableElements: tolerance.allow('unreadableElements'),
    sole: soleEmailOf(resourceType, settings.policy, { ignored: context.ignored, unknown }),
    unknown,
    // Identity providers name the extension whether it is there or not: what counts is whether it has attributes.
    unknownSchema: (schema, paths) => {
      for (const path of paths) unknown(path)
      if (paths.every((path) => settings.isDropped(name, path)) && paths.length > 0) return
      const onUse = tolerance.allow('anySchemas')
      if (onUse === undefined) throw new ScimError('SCHEMAS_UNKNOWN', { schema, resourceType: name })
      onUse()
    },
  }
}
