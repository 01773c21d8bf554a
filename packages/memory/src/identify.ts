import type { Identified } from '@scimkit/core'
import type { Tenant } from './tenant.ts'

/** What there is under these ids, of the oldest so many of each type. */
export function identify(
  tenant: Tenant,
  ids: readonly string[],
  window: number = Number.POSITIVE_INFINITY,
): ReadonlyMap<string, Identified> {
  const ends = new Map<string, number>()
  const endOf = (type: string): number => {
    const end = ends.get(type) ?? tenant.live(type).rows.positionAt(window) ?? Number.POSITIVE_INFINITY
    ends.set(type, end)
    return end
  }
  const found = new Map<string, Identified>()
  for (const id of ids) {
    const entry = tenant.find(id)
    if (entry === undefined) continue
    const { resourceType, provenance } = entry.value.record
    if (entry.position >= endOf(resourceType)) continue
    found.set(id, { resourceType, active: provenance.active, managed: provenance.managed })
  }
  return found
}
