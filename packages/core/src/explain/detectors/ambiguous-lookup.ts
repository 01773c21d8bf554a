import { findingOf } from '../../errors/finding.ts'
import type { Detector } from '../situation.ts'

/** A lookup by one value that found several: identity providers stop with an error of their own (failure 10). */
export const ambiguousLookup: Detector = {
  applies: ({ entry: { lookup } }) => lookup !== undefined && lookup.total > 1,
  find: ({ entry: { lookup, resourceType } }) => lookup && findingOf('LOOKUP_AMBIGUOUS', lookup, { resourceType }),
}
