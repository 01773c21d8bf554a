import { describe, expect, it } from 'vitest'
import { isAmong } from '../../src/provisioning/visibility.ts'
import type { Provenance } from '../../src/store/store.ts'

const base: Provenance = { managed: true, origin: 'scim', active: true, deleted: false }

describe('Which resources are meant', () => {
  it.each([
    [{ managed: true, deleted: false }, ['managed', 'live']],
    [{ managed: false, deleted: false }, ['unmanaged', 'live']],
    [{ managed: true, deleted: true }, ['deleted']],
    [{ managed: false, deleted: true }, ['deleted']],
  ] as const)('%o is among %o', (state, expected) => {
    const all = ['managed', 'unmanaged', 'live', 'deleted'] as const
    expect(new Set(all.filter((which) => isAmong({ ...base, ...state }, which)))).toEqual(new Set(expected))
  })
})
