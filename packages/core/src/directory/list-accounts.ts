import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
import type { ResolvedFilter } from '../filter/ast.ts'
import { never } from '../filter/leaf.ts'
import type { StoredResource } from '../store/store.ts'
import { accountOf } from './account.ts'
import type { Account, AccountQuery } from './directory.ts'
import { all, equal } from './filter-for.ts'
import { findConnected } from './find-person.ts'
import { type PageBounds, pageOf } from './page.ts'
import type { Parts } from './parts.ts'
import { type Walk, walk } from './walk.ts'

interface Listed {
  readonly total: number
  readonly accounts: readonly Account[]
}

const names: NamesOf<AccountQuery> = {
  which: true,
  userName: true,
  email: true,
  externalId: true,
  signIn: true,
  pending: true,
  startIndex: true,
  count: true,
}

/** One page of the accounts of a tenant. What is not understood of a query would find everybody. */
export async function listAccounts(parts: Parts, tenant: string, query: AccountQuery): Promise<Listed> {
  refuseUnknown('Directory.accounts', query, names)
  const { store, user } = parts
  const { which = 'live' } = query
  const filter = await filterFor(parts, tenant, query)
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

async function filterFor(parts: Parts, tenant: string, query: AccountQuery): Promise<ResolvedFilter | undefined> {
  const { userName, email, externalId, signIn } = query
  const has = (path: string, value: string | undefined) =>
    value === undefined ? undefined : equal(parts.user, path, value)
  return all([
    has('userName', userName),
    has('emails.value', email),
    has('externalId', externalId),
    signIn === undefined ? undefined : await connectedTo(parts, tenant, signIn),
  ])
}

/** No attribute has the identity, but a unique key: the store knows who holds it. */
async function connectedTo(parts: Parts, tenant: string, nameId: string): Promise<ResolvedFilter> {
  const account = await parts.store.transaction(tenant, (unit) => findConnected(parts, unit, nameId))
  return account === undefined ? never : equal(parts.user, 'id', account.id)
}

/** No store has an index of them: they are few, and somebody is about to decide on each. */
async function listPending(
  parts: Parts,
  tenant: string,
  { startIndex, count, ...walked }: Walk & PageBounds,
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
