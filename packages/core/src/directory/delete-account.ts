import { clearReferences } from '../provisioning/references.ts'
import type { StoredResource, UnitOfWork } from '../store/store.ts'
import { notFound } from './account.ts'
import { equal } from './filter-for.ts'
import type { Parts, Place } from './parts.ts'

/**
 * Deletes an account for the application.
 *
 * What `users.delete` says of profiles without tombstones is about requests of the identity provider: that it may not
 * delete, or only deactivate, keeps nobody here from it (RW-P1a).
 */
export function deleteAccount(parts: Parts, { tenant, id }: Place, how: 'asProfile' | 'forever'): Promise<void> {
  const { store, user, policy } = parts
  const leaves = how === 'asProfile' && policy.users.delete === 'tombstone' ? 'tombstone' : 'hard'
  return store.transaction(tenant, async (unit) => {
    const live = await unit.get(user, id)
    const found = live ?? (how === 'forever' ? await tombstoneOf(parts, unit, id) : undefined)
    if (found === undefined) throw notFound(user, id)
    await unit.remove(user, found, leaves)
    await clearReferences(unit, found, parts)
  })
}

async function tombstoneOf({ user }: Parts, unit: UnitOfWork, id: string): Promise<StoredResource | undefined> {
  const [found] = await unit.find(user, { filter: equal(user, 'id', id) }, 'deleted')
  return found
}
