import { conflictWith, type Finding, findingOf } from '../errors/finding.ts'
import { type NamesOf, refuseUnknown } from '../errors/refuse-unknown.ts'
import type { StoredResource, Which } from '../store/store.ts'
import { userNameOf } from './account.ts'
import type { Report } from './directory.ts'
import { type Parts, presentOf } from './parts.ts'

/** How many accounts one page of the report looks at. */
const pageSize = 100

const day = 24 * 60 * 60 * 1000

/** Where a page of the report begins. */
interface From {
  readonly after?: string | undefined
}

const names: NamesOf<From> = { after: true }

/** Accounts nobody looks after: those SCIM has never written (I-12), then those it no longer speaks of (I-04, I-14). */
export async function orphans(parts: Parts, tenant: string, from: From): Promise<Report> {
  refuseUnknown('Directory.orphans', from, names)
  const { store, user, policy, log } = parts
  const isOn = policy.orphans.detect === 'report'
  const kinds: readonly Which[] = log === undefined ? ['unmanaged'] : ['unmanaged', 'managed']
  const scopes = kinds.map((which) => ({ resourceType: user, filter: undefined, sortBy: undefined, wanted: [], which }))
  const page = { kind: 'after', position: from.after, count: isOn ? pageSize : 0 } as const
  const { resources, total, next } = await store.query(tenant, { scopes, descending: false, page })
  const findings: Finding[] = []
  for (const account of resources) findings.push(...(await findingsAbout(parts, tenant, account)))
  return { tenant, at: presentOf(parts), findings, accounts: { lookedAt: resources.length, total }, next }
}

/** The finding about an account SCIM has never written. */
export function unmanagedFinding(account: StoredResource): Finding {
  return findingOf('ACCOUNT_UNMANAGED', { userName: userNameOf(account) }, aboutAccount(account))
}

/** What a finding about one account is about. */
export function aboutAccount(account: StoredResource): Omit<Finding, 'code' | 'message'> {
  return { resourceType: account.resourceType, resourceId: account.id, conflict: conflictWith(account) }
}

async function findingsAbout(parts: Parts, tenant: string, account: StoredResource): Promise<readonly Finding[]> {
  if (!account.provenance.managed) return [unmanagedFinding(account)]
  const since = await quietSince(parts, tenant, account)
  if (since === undefined) return []
  return [findingOf('ACCOUNT_QUIET', { userName: userNameOf(account), since }, aboutAccount(account))]
}

/**
 * When a managed account that is in use was last spoken of, if that is too long ago. A bounded log may have forgotten
 * what was long ago, but not what came since.
 */
async function quietSince({ policy, log, now }: Parts, tenant: string, account: StoredResource) {
  const { id: resourceId, lastModified, provenance } = account
  const since = new Date(now() - policy.orphans.quietDays * day).toISOString()
  if (log === undefined || !provenance.active || lastModified >= since) return undefined
  if ((await log.count(tenant, { resourceId, since })) > 0) return undefined
  const [last] = await log.query(tenant, { resourceId, limit: 1 })
  return last?.at ?? lastModified
}
