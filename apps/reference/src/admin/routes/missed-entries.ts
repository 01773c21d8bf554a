import type { LoggedEntry, ProvisioningLog } from '@scimkit/core'

const pageSize = 1000

/**
 * The entries of a tenant after one, oldest first, a page at a time: the log is asked from the newest on, so it is gone
 * through once to where the reader was, and back.
 */
export async function* missedEntries(
  log: ProvisioningLog,
  tenant: string,
  lastSeen: string,
): AsyncIterable<readonly LoggedEntry[]> {
  const pageBefore = (before?: string) => log.query(tenant, { before, limit: pageSize })
  const newest = await pageBefore()
  const ends: string[] = []
  for (let page = newest; goesOn(page, lastSeen); ) {
    const end = page.at(-1)?.sequence ?? ''
    ends.push(end)
    page = await pageBefore(end)
  }
  const after = (page: readonly LoggedEntry[]) => page.filter(({ sequence }) => sequence > lastSeen).reverse()
  for (const end of ends.reverse()) yield after(await pageBefore(end))
  // Not asked for again: by now the newest page may be another one.
  yield after(newest)
}

function goesOn(page: readonly LoggedEntry[], lastSeen: string): boolean {
  const oldest = page.at(-1)
  return page.length === pageSize && oldest !== undefined && oldest.sequence > lastSeen
}
