import { isScimError, ScimError } from '../../errors/scim-error.ts'
import { patchSchema } from '../../patch/operation.ts'
import type { Policy } from '../../provisioning/policy.ts'
import type { Store } from '../../store/store.ts'
import type { Outcome } from '../context.ts'
import type { Entry } from './entry.ts'
import { referenceFailed } from './ledger.ts'
import type { BulkPlace } from './operation.ts'
import { type Errand, perform, performAt, refuse } from './perform.ts'
import type { Step } from './plan.ts'
import { textOfBulkId } from './reference.ts'
import { type Referring, referringIn } from './references-of.ts'
import { rewriteValue } from './rewrite-value.ts'
import type { Run } from './run.ts'

/** One operation of the cycle. */
interface Member {
  readonly index: number
  readonly entry: Entry
}

/** What is there of a member before the cycle is closed. */
interface Made extends Member {
  readonly outcome: Outcome
  readonly place: Extract<BulkPlace, { kind: 'resource' }>
  /** What of the body has still to be written, because it referred to something that was not there. */
  readonly missing: readonly Referring[]
}

type Failures = ReadonlyMap<Member, ScimError>

/**
 * Creates resources that refer to each other (RFC 7644 §3.7.1, A7): first each without the references that lead nowhere
 * yet, then these. Each needs all the others, so all are created or none: what is there is taken back when one fails.
 */
export async function createCycle(run: Run, { operations, impossible }: Step): Promise<void> {
  const { entries, ledger } = run
  const members = operations.flatMap((index) => {
    const entry = entries[index]
    return entry === undefined ? [] : [{ index, entry }]
  })
  const stuck = members.filter(({ index }) => impossible.includes(index))
  const failures = stuck.length > 0 ? refuseAll(stuck) : await createAll(run, members)
  const [first] = failures
  if (first === undefined) return
  const [culprit, error] = first
  const consequence = referenceFailed(culprit.entry.creates ?? '', error)
  for (const member of members) {
    const failure = failures.get(member) ?? consequence
    // The one that has failed has been taken down already.
    if (member !== culprit || stuck.length > 0) await refuse(run, member.entry, failure)
    ledger.fail(member.index, member.entry, failure)
  }
}

function refuseAll(members: readonly Member[]): Failures {
  const references = members.map(({ entry }) => textOfBulkId(entry.creates ?? '').slice(0, 100))
  return new Map(members.map((member) => [member, new ScimError('BULK_REFERENCE_CIRCULAR', { references })]))
}

/** Creates all, or none and tells which one failed. */
async function createAll(run: Run, members: readonly Member[]): Promise<Failures> {
  const { ledger } = run
  const made: Made[] = []
  const outcomes: Outcome[] = []
  try {
    for (const member of members) made.push(await make(run, member))
    for (const member of made) outcomes.push(await complete(run, member))
  } catch (error) {
    const culprit = members[made.length] ?? members[outcomes.length]
    for (const member of made.reverse()) await takeBack(run, member)
    if (!isScimError(error) || culprit === undefined) throw error
    // Its creation had succeeded: what has failed so far is a change.
    if (made.length === members.length) await refuse(run, culprit.entry, error)
    return new Map([[culprit, error]])
  }
  for (const [place, outcome] of outcomes.entries()) {
    const member = made[place]
    if (member !== undefined) ledger.succeed(member.index, member.entry, outcome)
  }
  return new Map()
}

async function make(run: Run, member: Member): Promise<Made> {
  const { operation } = member.entry
  if ('error' in operation) throw operation.error
  const { resourceType } = operation.place
  const { resolve } = run.ledger
  const missing = referringIn(resourceType, operation.data).filter(({ bulkIds }) =>
    [...bulkIds].some((bulkId) => resolve(bulkId) === undefined),
  )
  const outcome = await perform(run, member.entry)
  run.ledger.remember(member.entry, outcome)
  return { ...member, outcome, place: { kind: 'resource', resourceType, id: outcome.resourceId ?? '' }, missing }
}

/** Writes what was left out. Nobody but the client of this request knows of the resource yet. */
async function complete(run: Run, { outcome, place, missing }: Made): Promise<Outcome> {
  if (missing.length === 0) return outcome
  const operations = missing.map(({ attribute, value }) => ({
    op: 'replace',
    path: attribute.path,
    value: rewriteValue(attribute, value, run.ledger.resolve) ?? null,
  }))
  const { headers } = await performAt(asPartOfCreation(run), {
    ...errandTo(place),
    method: 'PATCH',
    body: { schemas: [patchSchema], Operations: operations },
  })
  return { ...outcome, headers: { ...outcome.headers, ...headers } }
}

async function takeBack(run: Run, { place, outcome }: Made): Promise<void> {
  // An account that was there before is not ours to delete: it stays as it has become.
  if (outcome.effect !== 'created') return
  const errand: Errand = { ...errandTo(place), method: 'DELETE', body: {}, standing: 'takenBack' }
  try {
    await performAt(unguarded(asPartOfCreation(run)), errand)
  } catch (error) {
    // Taken down by `perform`, in the event and the log, as any operation that fails. The others are taken back even
    // so.
    if (!isScimError(error)) throw error
  }
}

/** Nobody leaves who was there before the request: no brake has a say in it, nor does it count for one. */
function unguarded({ context, breaks }: Pick<Run, 'context' | 'breaks'>): Pick<Run, 'context' | 'breaks'> {
  const { settings } = context
  const transaction: Store['transaction'] = (tenant, work) => settings.store.transaction(tenant, work)
  return { context: { ...context, settings: { ...settings, guard: undefined, transaction } }, breaks }
}

/** What is written later is read as the POST is, and what is taken back leaves nothing: it was never there. */
function asPartOfCreation({ context, breaks }: Run): Pick<Run, 'context' | 'breaks'> {
  const { settings } = context
  const { attributes, users, groups, ...rest } = settings.policy
  const policy: Policy = {
    ...rest,
    attributes: { ...attributes, unknown: { ...attributes.unknown, patch: attributes.unknown.post } },
    users: { ...users, delete: 'hard' },
    groups: { ...groups, delete: 'hard' },
    delete: 'hard',
  }
  return { context: { ...context, settings: { ...settings, policy } }, breaks }
}

/** What the client was permitted to create may be completed and taken back, whatever else it may do. */
function errandTo(place: Made['place']): Omit<Errand, 'method' | 'body'> {
  return { path: `${place.resourceType.endpoint}/${place.id}`, query: '', place, version: '*', standing: 'given' }
}
