import { findingOf } from '../../errors/finding.ts'
import type { Detector } from '../situation.ts'

/** Attributes nobody here knows; said once a day for each client and what it sends (failure 19). */
export const attributesIgnored: Detector = {
  applies: ({ ignored, entry }) => ignored.length > 0 && entry.outcome === 'success',
  find: ({ ignored, entry, once }) => {
    const paths = [...new Set(ignored)].sort()
    const key = JSON.stringify(['ignored', entry.tenant, entry.client, entry.resourceType, paths])
    if (!once.aDay(key, Date.parse(entry.at))) return undefined
    return findingOf('ATTRIBUTES_IGNORED', { paths }, { resourceType: entry.resourceType })
  },
}
