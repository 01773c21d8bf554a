import { type ResourceType, refuseDeletedDraft, type StoredResource, type Transfer } from '@scimkit/core'
import { type Change, erase, nextStamp, write } from './change.ts'
import { rollBack } from './journal.ts'
import type { Mutex } from './mutex.ts'

/** The two tenants of a transfer, their changes noted in one journal. */
interface Sides {
  readonly from: Change
  readonly to: Change
}

/** Moves a live resource, or changes nothing. The turns of both tenants and of the global values are the caller's. */
export function transfer(
  { from, to }: Sides,
  resourceType: ResourceType,
  { id, draft: toDraft }: Pick<Transfer, 'draft'> & { readonly id: string },
): StoredResource | undefined {
  const before = from.tenant.live(resourceType.name).get(id)?.record
  if (before === undefined) return undefined
  const draft = toDraft(before)
  refuseDeletedDraft(draft, 'Store.transfer')
  try {
    erase(from, resourceType, id)
    return write(to, resourceType, { stamp: nextStamp(to, before), draft, before: [] })
  } catch (error) {
    rollBack(to.journal)
    throw error
  }
}

/** Takes several turns, one after the other. Everybody has to name them in the same order, or they wait in a circle. */
export async function acquireAll(turns: readonly Mutex[]): Promise<() => void> {
  const releases: (() => void)[] = []
  for (const turn of turns) releases.push(await turn.acquire())
  return () => {
    for (const release of releases.reverse()) release()
  }
}
