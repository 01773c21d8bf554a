import type { Directory } from '@scimkit/core'
import type { Seed, SeedAccount, SeedGroup } from './seed.ts'

/** Says which entry of a seed could not be made, and why. */
export class SeedError extends Error {
  override readonly name = 'SeedError'
}

/**
 * Makes the accounts and groups of a seed. A tenant that has any is left as it is: a seed is what there was before the
 * first start, and a store that outlives the process has it already.
 *
 * @throws SeedError naming the entry
 */
export async function plantSeed(directory: Directory, { accounts, groups }: Seed): Promise<void> {
  const tenants = [...new Set([...accounts, ...groups].map(({ tenant }) => tenant))]
  const empty = new Set<string>()
  for (const tenant of tenants) if (await isEmpty(directory, tenant)) empty.add(tenant)
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
}

async function isEmpty(directory: Directory, tenant: string): Promise<boolean> {
  const live = await directory.accounts(tenant, { count: 0 })
  const deleted = await directory.accounts(tenant, { which: 'deleted', count: 0 })
  const groups = await directory.groups(tenant, { count: 0 })
  return live.total + deleted.total + groups.total === 0
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
