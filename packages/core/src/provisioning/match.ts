import { comparableOf } from '../filter/order.ts'
import type { Attribute, ResourceType } from '../schema/attribute.ts'
import { findAttribute } from '../schema/find-attribute.ts'
import type { JsonObject } from '../schema/json.ts'
import type { Criterion, Draft, Provenance, StoredResource, UnitOfWork } from '../store/store.ts'
import { emailsOf } from './emails.ts'
import type { Policy } from './policy.ts'

/** What an account is found by. */
export type MatchKey = Policy['users']['matchBy'][number]

/** The states of `users.onCreate`. */
export type AccountState = keyof Policy['users']['onCreate']

/** An account that a request to create one has found. */
export interface Match {
  readonly key: MatchKey
  /** The attribute the key stands for, and what the client sent for it. */
  readonly attribute: string
  readonly value: string
  readonly account: StoredResource
}

/** Where the values of a key are in a document, and in a filter. */
interface Source {
  readonly path: string
  readonly valuesOf: (attributes: JsonObject, policy: Policy) => readonly string[]
}

const sources: Readonly<Record<MatchKey, Source>> = {
  userName: { path: 'userName', valuesOf: ({ userName }) => textsIn(userName) },
  email: { path: 'emails.value', valuesOf: (attributes, policy) => emailsOf(attributes, policy.attributes.emails) },
  externalId: { path: 'externalId', valuesOf: ({ externalId }) => textsIn(externalId) },
}

function textsIn(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : []
}

/** The state of an account. A tombstone is deleted whatever else it was. */
export function stateOf({ managed, active, deleted, signIn }: Provenance): AccountState {
  if (deleted) return 'deleted'
  if (managed) return active ? 'active' : 'inactive'
  return signIn === undefined ? 'unmanaged' : 'connected'
}

/** Whether two accounts cannot share the key, because the store takes the values of its attribute for unique. */
export function isUniqueKey(key: MatchKey, { keys }: Pick<Draft, 'keys'>): boolean {
  return keys.some(({ attribute }) => attribute === sources[key].path)
}

/** What is looked for: what of a draft, and by which key. */
export interface Sought {
  readonly resourceType: ResourceType
  readonly draft: Draft
  readonly key: MatchKey
}

/** How many values are looked for at once. Hardly anybody has as many addresses. */
const atOnce = 100

/** The accounts that share a value of the key with the draft, oldest first. */
export async function findMatches(
  unit: UnitOfWork,
  { resourceType, draft, key }: Sought,
  { policy, which }: { readonly policy: Policy; readonly which: 'live' | 'deleted' },
): Promise<readonly Match[]> {
  const { path, valuesOf } = sources[key]
  const found = findAttribute(resourceType, path)
  if (found?.kind !== 'attribute') return []
  const { attribute } = found
  const values = valuesOf(draft.attributes, policy)
  const accounts = await findSharing(unit, values, { resourceType, draft, attribute, which })
  // Mostly nobody has the value yet, and there is nothing to compare.
  if (accounts.length === 0) return []
  const comparable = comparableOf(attribute)
  const sent = new Map(values.map((value) => [comparable(value), value]))
  const matches = new Map<string, Match>()
  for (const account of accounts) {
    // A filter looks at all addresses, also at those that are not the e-mail address here.
    const theirs = valuesOf(account.attributes, policy).map(comparable)
    const value = theirs.map((each) => sent.get(each)).find((each) => each !== undefined)
    if (value !== undefined) matches.set(account.id, { key, attribute: path, value, account })
  }
  return [...matches.values()]
}

interface Sharing {
  readonly resourceType: ResourceType
  readonly draft: Draft
  readonly attribute: Attribute
  readonly which: 'live' | 'deleted'
}

/** Those that have one of the values. One with several of them may come several times. */
async function findSharing(
  unit: UnitOfWork,
  values: readonly string[],
  sharing: Sharing,
): Promise<readonly StoredResource[]> {
  const { resourceType, which } = sharing
  const accounts: StoredResource[] = []
  for (let at = 0; at < values.length; at += atOnce) {
    const criterion = criterionFor(values.slice(at, at + atOnce), sharing)
    accounts.push(...(await unit.find(resourceType, criterion, which)))
  }
  return accounts
}

/** What tells who has one of the values. A single one may be a key: then the store knows its holder. */
function criterionFor(values: readonly string[], { draft, attribute, which }: Sharing): Criterion {
  const [value, ...others] = values
  const keys = which === 'live' && others.length === 0 ? draft.keys : []
  const key = keys.find((each) => each.attribute === attribute.path && each.value === value)
  if (key !== undefined) return { key }
  const operands = values.map((each) => ({ kind: 'compare', attribute, operator: 'eq', value: each }) as const)
  return { filter: { kind: 'or', operands } }
}
