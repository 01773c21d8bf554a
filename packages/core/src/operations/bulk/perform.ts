import type { ScimRequest } from '../../contract.ts'
import { isScimError, type ScimError } from '../../errors/scim-error.ts'
import type { OperationName } from '../../events.ts'
import { scimMediaType } from '../../http/media-type.ts'
import type { JsonObject } from '../../schema/json.ts'
import type { Outcome, Standing } from '../context.ts'
import type { Entry } from './entry.ts'
import type { Ledger } from './ledger.ts'
import type { BulkMethod, BulkOperation } from './operation.ts'
import { rewritePatch } from './rewrite-patch.ts'
import { namedIn, rewriteMembers, rewriteNamed } from './rewrite-value.ts'
import type { Run } from './run.ts'

const names = { POST: 'create', PUT: 'replace', PATCH: 'patch', DELETE: 'remove' } as const satisfies Readonly<
  Record<BulkMethod, OperationName>
>

/**
 * Does one operation as a request of its own. References to what is not there yet are left out.
 *
 * @throws ScimError what the request would answer with
 */
export async function perform(run: Run, entry: Entry): Promise<Outcome> {
  return performAt(run, await prepare(run, entry))
}

async function prepare(run: Run, entry: Entry): Promise<Errand> {
  try {
    return errandFor(run, entry)
  } catch (error) {
    if (isScimError(error)) await refuse(run, entry, error)
    throw error
  }
}

function errandFor({ ledger }: Run, entry: Entry): Errand {
  const { operation } = entry
  if ('error' in operation) throw operation.error
  ledger.checkReferences(entry)
  return { ...operation, place: ledger.settle(operation.place), body: resolveData(operation, ledger) }
}

/** Takes down that an operation will not be done: for who reads the log it is a failure like any other. */
export async function refuse(run: Run, { operation }: Entry, error: ScimError): Promise<void> {
  const { context, breaks, ledger } = run
  await breaks.takeIfDue()
  const known = 'error' in operation ? operation.known : operation
  const request =
    known === undefined
      ? // Of what could not be read there is only the request it came with.
        { ...context.request, readBody: async () => undefined }
      : requestFor(context, { ...known, body: known.data })
  await context.refuse({
    request,
    principal: context.principal,
    operation: known && names[known.method],
    place: known && ledger.whereabouts(known.place),
    error,
  })
}

/** A request of its own, made by us. */
export type Errand = Pick<BulkOperation, 'method' | 'path' | 'query' | 'place' | 'version'> & {
  readonly body: JsonObject
  readonly standing?: Standing
}

/**
 * Sends a request on its way as the principal of the bulk request. Its headers are its own, not those of the bulk
 * request.
 */
export async function performAt(
  { context, breaks }: Pick<Run, 'context' | 'breaks'>,
  { method, path, query, place, version, body, standing }: Errand,
): Promise<Outcome> {
  await breaks.takeIfDue()
  const request = requestFor(context, { method, path, version, body })
  return context.perform(names[method], { ...context, request, place, query }, standing)
}

function requestFor(
  { request: { baseUrl, principal } }: Run['context'],
  { method, path, version, body }: Pick<Errand, 'method' | 'path' | 'version' | 'body'>,
): ScimRequest {
  const headers = { 'content-type': scimMediaType, ...(version !== undefined && { 'if-match': version }) }
  return { method, url: path, baseUrl, headers, readBody: async () => body, principal }
}

function resolveData({ method, place, data }: BulkOperation, { resolve }: Ledger): JsonObject {
  const { resourceType } = place
  if (method === 'PATCH') return rewritePatch(resourceType, data, resolve)
  return rewriteMembers(data, (name, value) => [name, rewriteNamed(namedIn(resourceType, name), value, resolve)])
}
