import { ScimError } from '../errors/scim-error.ts'
import type { ResourceType } from '../schema/attribute.ts'
import type { Draft, StoredResource, UnitOfWork } from '../store/store.ts'
import { type AccountState, findMatches, isUniqueKey, type Match, type MatchKey, stateOf } from './match.ts'
import type { Policy } from './policy.ts'

/** What a policy may say to do with an account that is found. */
type Action = Extract<Policy['users']['onCreate']['active'], string>

/** The actions that go on with the account instead of making another one. */
export type Takeover = Exclude<Action, 'create' | 'conflict'>

/** What a request to create an account comes to. */
export type Decision =
  | { readonly action: 'create' }
  /** A value that must be unique is taken: the store says so, and by whom. */
  | { readonly action: 'conflict' }
  | {
      readonly action: Takeover
      readonly match: Match
      /** Another account of the person, which the request finds by its user name and which is out of use (RW-B1). */
      readonly leftOver: StoredResource | undefined
    }

/** An account that is to be created. */
export interface Arrival {
  readonly resourceType: ResourceType
  readonly draft: Draft
}

interface Verdict {
  readonly action: Action
  readonly match: Match
}

const liveStates = ['active', 'inactive', 'unmanaged', 'connected'] as const

/**
 * Decides by the `users.onCreate` matrix, before anything is written. Tombstones count only when nobody live is found.
 *
 * An account may be found by several keys: the first that allows to take it over does, because one proof is enough. An
 * account that conflicts stands in the way of all others. One that could be taken over as well is left over.
 *
 * @throws ScimError `UNIQUENESS_VIOLATED` for a conflict the store knows nothing of
 */
export async function decide(unit: UnitOfWork, arrival: Arrival, policy: Policy): Promise<Decision> {
  const live = await lookUp(unit, arrival, { policy, which: 'live' })
  const verdicts = live.length > 0 ? live : await lookUp(unit, arrival, { policy, which: 'deleted' })
  if (verdicts.length === 0) return { action: 'create' }
  const settled = [...onePerAccount(verdicts)]
  const conflict = firstToTell(settled, policy)
  if (conflict !== undefined) return settleConflict(conflict, arrival)
  for (const { action, match } of settled)
    if (isTakeover(action)) return { action, match, leftOver: leftOverOf(match, settled) }
  return { action: 'create' }
}

interface Looking {
  readonly policy: Policy
  readonly which: 'live' | 'deleted'
}

async function lookUp(unit: UnitOfWork, arrival: Arrival, { policy, which }: Looking): Promise<readonly Verdict[]> {
  const verdicts: Verdict[] = []
  for (const key of policy.users.matchBy) {
    if (!isWorthLooking(key, arrival, { policy, which })) continue
    const found = await findMatches(unit, { ...arrival, key }, { policy, which })
    // Of several tombstones the newest is the one that was meant; of several accounts nobody can say.
    const matches = which === 'deleted' ? found.slice(-1) : found
    for (const match of matches) {
      const action = actionOn(stateOf(match.account.provenance), key, policy)
      verdicts.push({ action: isTakeover(action) && matches.length > 1 ? 'conflict' : action, match })
    }
  }
  return verdicts
}

/**
 * A look is saved where it cannot matter: nothing follows from it, or only the conflict that the store finds by itself.
 * Who is live matters also because they hide a tombstone.
 */
function isWorthLooking(key: MatchKey, { draft }: Arrival, { policy, which }: Looking): boolean {
  const isAlways = (action: Action): boolean => liveStates.every((state) => actionOn(state, key, policy) === action)
  const hasTombstones = actionOn('deleted', key, policy) !== 'create'
  if (which === 'deleted') return hasTombstones
  if (isAlways('conflict') && isUniqueKey(key, draft)) return false
  return hasTombstones || !isAlways('create')
}

/** What the matrix says of an account in this state that was found by this key; where it is silent, a conflict. */
export function actionOn(state: AccountState, key: MatchKey, { users }: Policy): Action {
  const cell = users.onCreate[state]
  return typeof cell === 'string' ? cell : (cell[key] ?? 'conflict')
}

function isTakeover(action: Action): action is Takeover {
  return action !== 'create' && action !== 'conflict'
}

function onePerAccount(verdicts: readonly Verdict[]): Iterable<Verdict> {
  const byAccount = new Map<string, Verdict>()
  for (const verdict of verdicts) {
    const { id } = verdict.match.account
    const known = byAccount.get(id)
    if (known === undefined || rank(verdict) > rank(known)) byAccount.set(id, verdict)
  }
  return byAccount.values()
}

function leftOverOf({ account: { id } }: Match, verdicts: readonly Verdict[]): StoredResource | undefined {
  const accounts = verdicts.flatMap(({ action, match: { key, account } }) => {
    const isOutOfUse = isTakeover(action) && stateOf(account.provenance) === 'inactive'
    return isOutOfUse && key === 'userName' ? [account] : []
  })
  return accounts.find((account) => account.id !== id)
}

function rank({ action }: Verdict): number {
  return isTakeover(action) ? 2 : Number(action === 'conflict')
}

/** Of several conflicts the one the product tells first (`users.conflictOrder`). */
function firstToTell(verdicts: readonly Verdict[], { users }: Policy): Match | undefined {
  const order: readonly MatchKey[] = [...users.conflictOrder, 'userName', 'email', 'externalId']
  const conflicts = verdicts.filter(({ action }) => action === 'conflict').map(({ match }) => match)
  return conflicts.toSorted((left, right) => order.indexOf(left.key) - order.indexOf(right.key))[0]
}

/**
 * What must be unique is left to the store: it knows other tenants' accounts too, and tells conflicts in the same
 * order.
 */
function settleConflict({ key, attribute, value, account }: Match, { resourceType, draft }: Arrival): Decision {
  const { active, managed, origin, deleted, pending } = account.provenance
  if (!deleted && isUniqueKey(key, draft)) return { action: 'conflict' }
  const holder = { id: account.id, active, managed, origin, deleted, pending: pending !== undefined }
  throw new ScimError('UNIQUENESS_VIOLATED', { attribute, value, resourceType: resourceType.name, holder })
}
