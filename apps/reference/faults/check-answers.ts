import type { JsonObject } from '@scimkit/core'
import type { Account } from './account.ts'
import { type Client, objectIn, versionIn } from './client.ts'
import type { Journal } from './journal.ts'
import type { GroupVersions, Membership } from './memberships.ts'
import type { Possible } from './possible.ts'
import type { Worker } from './worker.ts'

/** What was done, by whom. */
export interface Done {
  readonly workers: readonly Worker[]
  readonly versions: GroupVersions
}

/** Compares what the servers answer now with what they have acknowledged. */
export async function checkAnswers({ workers, versions }: Done, client: Client, journal: Journal): Promise<void> {
  const users = new Map((await listUsers(client)).map((user) => [String(user.id), user]))
  const byExternalId = new Map([...users.values()].map((user) => [String(user.externalId), user]))
  const accounts = workers.flatMap((worker) => worker.users.accounts)
  for (const account of accounts) checkAccount(account, byExternalId.get(account.externalId), journal)
  checkStrangers(users, accounts, journal)
  for (const group of new Set(workers.flatMap((worker) => [...worker.memberships.groups.keys()]))) {
    const { body } = await client.sendUntilKnown({ method: 'GET', path: `/Groups/${group}` })
    const version = versionIn(String(objectIn(body.meta).version))
    if (version < versions.newest(group)) journal.violation(`group ${group} is back at version ${version}`)
    checkGroup(body, { workers, users, journal })
  }
}

/** All of them, page by page. */
async function listUsers(client: Client): Promise<readonly JsonObject[]> {
  const users: JsonObject[] = []
  for (;;) {
    const path = `/Users?startIndex=${users.length + 1}&count=100&excludedAttributes=groups`
    const { body } = await client.sendUntilKnown({ method: 'GET', path })
    const page = Array.isArray(body.Resources) ? body.Resources.map(objectIn) : []
    users.push(...page)
    if (page.length === 0 || users.length >= Number(body.totalResults)) return users
  }
}

function checkAccount(account: Account, user: JsonObject | undefined, journal: Journal): void {
  const isRight = user === undefined ? account.mayBeAbsent() : account.mayBe(user)
  if (!isRight) journal.violation(`${account} is ${JSON.stringify(user)}`)
  if (user === undefined) return
  if (account.id !== undefined && account.id !== user.id) journal.violation(`${account} has become ${user.id}`)
  const version = versionIn(String(objectIn(user.meta).version))
  if (version < account.version) journal.violation(`${account} is back at version ${version}`)
}

function checkStrangers(users: ReadonlyMap<string, JsonObject>, accounts: readonly Account[], journal: Journal): void {
  const sent = new Set(accounts.map(({ externalId }) => externalId))
  const names = new Map<unknown, string>()
  for (const [id, { externalId, userName }] of users) {
    if (!sent.delete(String(externalId))) journal.violation(`nobody made ${id}, or twice: ${externalId}`)
    if (names.has(userName)) journal.violation(`${id} and ${names.get(userName)} are both ${userName}`)
    names.set(userName, id)
  }
}

interface Comparing {
  readonly workers: readonly Worker[]
  readonly users: ReadonlyMap<string, JsonObject>
  readonly journal: Journal
}

function checkGroup(group: JsonObject, { workers, users, journal }: Comparing): void {
  const members = Array.isArray(group.members) ? group.members.map((member) => String(objectIn(member).value)) : []
  const unexplained = new Set(members)
  for (const { users: own, memberships } of workers) {
    const ids = new Set(own.accounts.flatMap(({ id }) => id ?? []))
    const actual = members.filter((id) => ids.has(id)).sort()
    for (const id of actual) unexplained.delete(id)
    const known = memberships.groups.get(String(group.id))
    const stamp = typeof group.externalId === 'string' ? group.externalId : ''
    const expected = known === undefined ? [{ stamp, members: [] }] : afterDeletions(known, users)
    if (expected.some((each) => each.stamp === stamp && `${each.members}` === `${actual}`)) continue
    journal.violation(`group ${group.id} (${stamp}) has ${actual}; it may have ${JSON.stringify(expected)}`)
  }
  if (unexplained.size > 0) journal.violation(`group ${group.id} has members nobody added: ${[...unexplained]}`)
}

/** A deletion whose outcome nobody was told has taken the user out of every group, or has not happened. */
function afterDeletions(known: Possible<Membership>, users: ReadonlyMap<string, JsonObject>): readonly Membership[] {
  return known.states.map(({ stamp, members }) => ({ stamp, members: members.filter((id) => users.has(id)) }))
}
