import { type Finding, findingOf } from '../../errors/finding.ts'
import { emailsOf } from '../../provisioning/emails.ts'
import type { StoredResource } from '../../store/store.ts'
import { userNameOf } from '../account.ts'
import { aboutAccount, unmanagedFinding } from '../orphans.ts'
import type { Parts } from '../parts.ts'
import { countOf, walk } from '../walk.ts'
import { twinFinder } from './twin-finder.ts'

/** How many accounts are looked at, oldest first: all are kept in mind, so that twins are found in one pass. */
const maxAccounts = 10_000

/** How many findings of one kind are told. The first ones say what is wrong; a list of thousands is read by nobody. */
const maxOfKind = 100

/** What one account says about how ready its tenant is; `undefined` when nothing is wrong with it. */
type Check = (account: StoredResource) => Finding | undefined

/** Looks through the accounts of a tenant, once. */
export async function checkAccounts(
  parts: Parts,
  tenant: string,
): Promise<{ readonly findings: readonly Finding[]; readonly lookedAt: number; readonly total: number }> {
  const walked = { resourceType: parts.user, which: 'live' } as const
  const checks = checksFor(parts).map((check) => ({ check, findings: [] as Finding[] }))
  let lookedAt = 0
  for await (const account of walk(parts, tenant, walked)) {
    if (lookedAt === maxAccounts) break
    lookedAt += 1
    for (const { check, findings } of checks) {
      const finding = check(account)
      if (finding !== undefined && findings.length < maxOfKind) findings.push(finding)
    }
  }
  const total = lookedAt < maxAccounts ? lookedAt : await countOf(parts, tenant, walked)
  return { findings: checks.flatMap(({ findings }) => findings), lookedAt, total }
}

function checksFor(parts: Parts): readonly Check[] {
  const { users, orphans } = parts.policy
  return [
    ...(orphans.detect === 'report' ? [orphaned] : []),
    ...(users.matchBy.includes('email') ? [withoutEmail(parts)] : []),
    // Whom the e-mail address finds first signs in with it, and provisioning has to name the same one (B-05, RW-B1).
    ...(users.matchBy[0] === 'email' ? [namedOtherwise(parts)] : []),
    twinFinder(),
  ]
}

const orphaned: Check = (account) => (account.provenance.managed ? undefined : unmanagedFinding(account))

function withoutEmail({ policy }: Parts): Check {
  return (account) => {
    if (emailsOf(account.attributes, policy.attributes.emails).length > 0) return undefined
    return findingOf('EMAIL_MISSING', { userName: userNameOf(account) }, aboutAccount(account))
  }
}

function namedOtherwise({ policy }: Parts): Check {
  return (account) => {
    const userName = userNameOf(account)
    const [email] = emailsOf(account.attributes, policy.attributes.emails)
    if (email === undefined || email.toLowerCase() === userName.toLowerCase()) return undefined
    return findingOf('USER_NAME_NOT_EMAIL', { userName }, aboutAccount(account))
  }
}
