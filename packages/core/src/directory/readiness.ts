import type { Finding } from '../errors/finding.ts'
import type { Report } from './directory.ts'
import { type Parts, presentOf } from './parts.ts'
import { checkAccounts } from './readiness/check-accounts.ts'
import { checkCredentials } from './readiness/check-credentials.ts'
import { checkGroups } from './readiness/check-groups.ts'

/** What to put right before going live (B-28): about accounts, groups and credentials. */
export async function readiness(parts: Parts, tenant: string): Promise<Report> {
  const { findings, ...accounts } = await checkAccounts(parts, tenant)
  const others: readonly Finding[] = [...(await checkGroups(parts, tenant)), ...(await checkCredentials(parts, tenant))]
  return { tenant, at: presentOf(parts), findings: [...findings, ...others], accounts }
}
