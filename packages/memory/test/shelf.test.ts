import { parseFilter, resolveFilter, type StoredResource, type Which } from '@scimkit/core'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { candidates } from '../src/candidates.ts'
import { entriesOf } from '../src/equality-index.ts'
import { type Journal, rollBack } from '../src/journal.ts'
import { type Row, Shelf } from '../src/shelf.ts'
import { Tenant } from '../src/tenant.ts'
import { user } from './fixture.ts'

const everyWhich: readonly Which[] = ['managed', 'unmanaged', 'live', 'deleted']

const anyChange = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), managed: fc.option(fc.boolean()) })

function rowOf(id: string, managed: boolean) {
  const provenance = { managed, origin: 'scim', active: true, deleted: false } as const
  const stamp = { version: 1, created: '', lastModified: '' }
  const record: StoredResource = { resourceType: 'User', id, ...stamp, attributes: { userName: id }, provenance }
  return { record, keys: [], entries: entriesOf(user, record) }
}

/** Puts each id, managed or not, or deletes it. */
function apply(shelf: Shelf, changes: readonly { id: string; managed: boolean | null }[], journal: Journal): void {
  for (const { id, managed } of changes) {
    if (managed === null) shelf.delete(id, journal)
    else shelf.put(id, rowOf(id, managed), journal)
  }
}

function seen(shelf: Shelf) {
  return everyWhich.map((which) => ({
    size: shelf.sizeOf(which),
    ids: idsOf(shelf.entries(which)),
  }))
}

function idsOf(entries: Iterable<{ readonly value: Row }>): readonly string[] {
  return Array.from(entries, ({ value }) => value.record.id)
}

test('a shelf counts what it would list, and is as before when changes are taken back', () => {
  fc.assert(
    fc.property(fc.array(anyChange), fc.array(anyChange), (kept, undone) => {
      const shelf = new Shelf()
      apply(shelf, kept, [])
      const before = seen(shelf)
      const lists = new Map(kept.map(({ id, managed }) => [id, managed]))
      const managed = [...lists.values()].filter((each) => each === true).length
      const unmanaged = [...lists.values()].filter((each) => each === false).length
      expect(before.slice(0, 3).map(({ size }) => size)).toEqual([managed, unmanaged, managed + unmanaged])
      for (const { size, ids } of before.slice(0, 3)) expect(ids).toHaveLength(size)
      const journal: Journal = []
      apply(shelf, undone, journal)
      rollBack(journal)
      expect(seen(shelf)).toEqual(before)
    }),
  )
})

test('what is cut out of a shelf, or chosen by id, is what its list has there', () => {
  fc.assert(
    fc.property(fc.array(anyChange), fc.nat(4), fc.nat(4), (changes, index, count) => {
      const shelf = new Shelf()
      apply(shelf, changes, [])
      for (const which of everyWhich) {
        const ids = idsOf(shelf.entries(which))
        expect(idsOf(shelf.slice(which, index, count))).toEqual(ids.slice(index, index + count))
        expect(idsOf(shelf.select(which, ['d', 'nobody', 'b']))).toEqual(ids.filter((id) => id === 'b' || id === 'd'))
      }
    }),
  )
})

test.each(['live', 'deleted'] as const)('equality among %s resources is answered without a scan', (which) => {
  const tenant = new Tenant()
  const { index } = tenant.shelf('User', which)
  for (const id of ['ada', 'bob']) tenant.shelf('User', which).put(id, rowOf(id, true), [])
  const filter = resolveFilter(parseFilter('userName eq "ADA"'), user)
  expect(candidates({ tenant, resourceType: user, index }, filter)).toEqual(new Set(['ada']))
})
