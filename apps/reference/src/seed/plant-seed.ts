import type { Directory } from '@scimkit/core'
import type { Seed, SeedAccount, SeedGroup } from './seed.ts'

/** Says which entry of a seed could not be made, and why. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}

/** How much a tenant holds, or is to hold. */
interface Stock {
  readonly accounts: number
  readonly groups: number
}

/** A tenant that was left as it is, and holds less than the seed: whoever planted it may have been interrupted. */
interface Short {
  readonly tenant: string
  readonly holds: Stock
  readonly seed: Stock
}

/**
 * Makes the accounts and groups of a seed. A tenant that has any is left as it is: a seed is what there was before the
 * first start, and a store that outlives the process has it already. What is missing there may have been deleted, so it
 * is not made again.
 *
 * @returns the tenants that were left as they are and hold less than the seed
 * @throws SeedError naming the entry
 */
export async function plantSeed(directory: Directory, { accounts, groups }: Seed): Promise<readonly Short[]> {
  const tenants = [...new Set([...accounts, ...groups].map(({ tenant }) => tenant))]
  const empty = new Set<string>()
  const short: Short[] = []
  for (const tenant of tenants) {
    const holds = await stockOf(directory, tenant)
    const seed = { accounts: countOf(accounts, tenant), groups: countOf(groups, tenant) }
    if (holds.accounts + holds.groups === 0) empty.add(tenant)
    else if (holds.accounts < seed.accounts || holds.groups < seed.groups) short.push({ tenant, holds, seed })
  }
  const ids = new Map<string, string>()
  for (const [index, account] of accounts.entries()) {
    if (!empty.has(account.tenant)) continue
    const id = await naming(`accounts[${index}] (${account.userName})`, () => addAccount(directory, account))
    ids.set(keyOf(account), id)
  }
  for (const [index, group] of groups.entries()) {
    if (!empty.has(group.tenant)) continue
    await naming(`groups[${index}] (${group.displayName})`, () => addGroup(directory, group, ids))
  }
  return short
}

function countOf(entries: readonly { readonly tenant: string }[], tenant: string): number {
  return entries.filter((entry) => entry.tenant === tenant).length
}

async function stockOf(directory: Directory, tenant: string): Promise<Stock> {
  const live = await directory.accounts(tenant, { count: 0 })
  const deleted = await directory.accounts(tenant, { which: 'deleted', count: 0 })
  const groups = await directory.groups(tenant, { count: 0 })
  return { accounts: live.total + deleted.total, groups: groups.total }
}

async function addAccount(directory: Directory, { tenant, active = true, ...account }: SeedAccount): Promise<string> {
  const { id } = await directory.addAccount(tenant, account)
  if (!active) await directory.setActive(tenant, id, false)
  return id
}

async function addGroup(
  directory: Directory,
  { tenant, displayName, members = [] }: SeedGroup,
  ids: ReadonlyMap<string, string>,
): Promise<void> {
  const found = members.map((userName) => {
    const id = ids.get(keyOf({ tenant, userName }))
    if (id === undefined) throw new Error(`there is no account "${userName}" of tenant "${tenant}" in the file`)
    return id
  })
  await directory.addGroup(tenant, { displayName, members: found })
}

function keyOf({ tenant, userName }: Pick<SeedAccount, 'tenant' | 'userName'>): string {
  return JSON.stringify([tenant, userName])
}

async function naming<Result>(entry: string, make: () => Promise<Result>): Promise<Result> {
  try {
    return await make()
  } catch (cause) {
    throw new SeedError(`${entry}: ${cause instanceof Error ? cause.message : cause}`, { cause })
  }
}
