import { readAccount } from './account.ts'
import { addAccount } from './add-account.ts'
import { connect, disconnect } from './connect.ts'
import { decideTakeover } from './decide-takeover.ts'
import { deleteAccount } from './delete-account.ts'
import type { Directory } from './directory.ts'
import { changeAccount, changeEmail, protect, rename, setActive } from './edit-account.ts'
import { effectiveGroups } from './effective-groups.ts'
import { membersOf, readGroup } from './group-members.ts'
import { addGroup, changeMembers, deleteGroup, listGroups, renameGroup } from './groups.ts'
import { issueToken } from './issue-token.ts'
import { leaveSso } from './leave-sso.ts'
import { listAccounts } from './list-accounts.ts'
import { orphans } from './orphans.ts'
import { type DirectoryOptions, settleParts } from './parts.ts'
import { readiness } from './readiness.ts'
import { signIn } from './sign-in.ts'

/**
 * Makes the application's side of a store that a handler serves: profile and resource types must be the handler's.
 *
 * @throws ScimError `CONFIGURATION` when a definition or the profile is wrong
 * @example
 * ```ts
 * const directory = createDirectory({ store, profile: immutaProfile })
 * await directory.addAccount('acme', { userName: 'ada@example.com' })
 * const { findings } = await directory.orphans('acme')
 * findings.map(({ code }) => code) // ['ACCOUNT_UNMANAGED']
 * ```
 */
export function createDirectory(options: DirectoryOptions): Directory {
  const parts = settleParts(options)
  return {
    accounts: (tenant, query = {}) => listAccounts(parts, tenant, query),
    account: (tenant, id, among = {}) => readAccount(parts, { tenant, id }, among),
    addAccount: (tenant, account) => addAccount(parts, tenant, account),
    deleteAccount: (tenant, id, how = 'asProfile') => deleteAccount(parts, { tenant, id }, how),
    changeAccount: (tenant, id, changes) => changeAccount(parts, { tenant, id }, changes),
    setActive: (tenant, id, active) => setActive(parts, { tenant, id }, active),
    rename: (tenant, id, userName) => rename(parts, { tenant, id }, userName),
    changeEmail: (tenant, id, email) => changeEmail(parts, { tenant, id }, email),
    protect: (tenant, id, isProtected) => protect(parts, { tenant, id }, isProtected),
    connect: (account, identity) => connect(parts, account, identity),
    disconnect: (tenant, id) => disconnect(parts, { tenant, id }),
    decide: (tenant, id, decision) => decideTakeover(parts, { tenant, id }, decision),
    orphans: (tenant, page = {}) => orphans(parts, tenant, page),
    readiness: (tenant) => readiness(parts, tenant),
    groups: (tenant, query = {}) => listGroups(parts, tenant, query),
    group: (tenant, id, query = {}) => readGroup(parts, { tenant, id }, query),
    members: (tenant, id) => membersOf(parts, { tenant, id }),
    addGroup: (tenant, group) => addGroup(parts, tenant, group),
    renameGroup: (tenant, id, displayName) => renameGroup(parts, { tenant, id }, displayName),
    deleteGroup: (tenant, id) => deleteGroup(parts, { tenant, id }),
    changeMembers: (tenant, id, change) => changeMembers(parts, { tenant, id }, change),
    signIn: (tenant, assertion) => signIn(parts, tenant, assertion),
    effectiveGroups: (tenant, id) => effectiveGroups(parts, { tenant, id }),
    issueToken: (tenant, token) => issueToken(parts, tenant, token),
    leaveSso: (tenant) => leaveSso(parts, tenant),
  }
}
