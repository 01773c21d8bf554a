import type { StoredResource } from '../store/store.ts'
import { accountOf } from './account.ts'
import type { Account, AccountQuery, PageQuery } from './directory.ts'
import { all, equal } from './filter-for.ts'
import type { Parts } from './parts.ts'
import { type Walk, walk } from './walk.ts'

/** The most that one answer holds. */
const maxCount = 100

interface Listed {
  readonly total: number
  readonly accounts: readonly Account[]
}

/** One page of the accounts of a tenant. */
export async function listAccounts(parts: Parts, tenant: string, query: AccountQuery): Promise<Listed> {
  const { store, user } = parts
  const { userName, email, which = 'live' } = query
  const filter = all([
    userName === undefined ? undefined : equal(user, 'userName', userName),
    email === undefined ? undefined : equal(user, 'emails.value', email),
  ])
  const page = pageOf(query)
  if (query.pending) return listPending(parts, tenant, { resourceType: user, which, filter, ...page })
  const scopes = [{ resourceType: user, filter, sortBy: undefined, wanted: [], which }]
  const { total, resources } = await store.query(tenant, {
    scopes,
    descending: false,
    page: { kind: 'index', ...page },
  })
  return { total, accounts: resources.map((resource) => accountOf(parts, tenant, resource)) }
}

/** The page a query asks for, within bounds. */
export function pageOf({ startIndex = 1, count = maxCount }: PageQuery): {
  readonly startIndex: number
  readonly count: number
} {
  return { startIndex: Math.max(1, startIndex), count: Math.min(maxCount, Math.max(0, count)) }
}

/** No store has an index of them: they are few, and somebody is about to decide on each. */
async function listPending(
  parts: Parts,
  tenant: string,
  { startIndex, count, ...walked }: Walk & ReturnType<typeof pageOf>,
): Promise<Listed> {
  const page: StoredResource[] = []
  let total = 0
  for await (const resource of walk(parts, tenant, walked)) {
    if (resource.provenance.pending === undefined) continue
    total += 1
    if (total >= startIndex && page.length < count) page.push(resource)
  }
  return { total, accounts: page.map((resource) => accountOf(parts, tenant, resource)) }
}
