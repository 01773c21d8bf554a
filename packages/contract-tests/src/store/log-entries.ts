import type { LogEntry } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { eventually } from './eventually.ts'
import { entryOf, type NewLogWorld } from './log-world.ts'

/** What is appended, and how it comes back. */
export function describeLogEntries(newWorld: NewLogWorld): void {
  describe('entries', () => {
    test('a log nobody has written to is empty', async () => {
      const { log, tenant, query } = newWorld()
      expect(await query()).toEqual([])
      expect(await log.count(tenant, {})).toBe(0)
    })

    test('an entry comes back as it was given, with its place in the log', async () => {
      const { log, tenant, query } = newWorld()
      const entry: LogEntry = {
        requestId: 'request "1" \\ ü 😀',
        at: '2026-11-01T12:00:00.123Z',
        tenant,
        client: 'okta',
        method: 'POST',
        operation: 'create',
        resourceType: 'User',
        resourceId: 'ada',
        status: 409,
        outcome: 'failure',
        errorCode: 'UNIQUENESS_VIOLATED',
        effect: 'unchanged',
        lookup: { attribute: 'userName', value: "o'hara", total: 0 },
        subject: 'ada@example.com',
        normalisations: ['stringBoolean'],
        findings: [
          { code: 'ACCOUNT_LINKED', message: 'It was found.', conflict: { where: 'here', id: 'x', managed: false } },
        ],
        durationMs: 1.5,
      }
      await log.append(entry)
      await eventually(() => query()).toEqual([{ ...entry, sequence: expect.any(String) }])
    })

    // Whoever sends a path chooses what the resource is called there.
    test.each([
      ['of any length', Array.from({ length: 3_000 }, (_, index) => String.fromCodePoint(0x4e00 + index * 7)).join('')],
      ['with any character', 'a\u0000b\u0001\u0002'],
    ])('an id %s is kept and found, and harms no other entry', async (_, resourceId) => {
      const { append, query } = newWorld()
      await append({ requestId: 'before' }, { requestId: 'odd', resourceId }, { requestId: 'after' })
      expect((await query()).map(({ requestId }) => requestId)).toEqual(['after', 'odd', 'before'])
      expect(await query({ resourceId })).toMatchObject([{ requestId: 'odd', resourceId }])
      expect(await query({ resourceType: resourceId })).toEqual([])
    })

    test('an entry that cannot be kept takes none of those with it that are appended at the same time', async () => {
      const { log, tenant, find } = newWorld()
      const ids = ['first', 'second', 'third']
      const mine = ids.map((requestId) => entryOf(tenant, { requestId }))
      // No text of a database has this character, and no time is this one; what becomes of the two is the log's to say.
      const odd = [entryOf(`${tenant}\u0000`), entryOf(tenant.toUpperCase(), { at: 'yesterday' })]
      await Promise.all([...mine.slice(0, 2), ...odd, ...mine.slice(2)].map((entry) => log.append(entry)))
      await eventually(() => find()).toEqual(ids.toReversed())
    })

    test('what does not apply is left out', async () => {
      const { log, tenant, query } = newWorld()
      const entry = entryOf(tenant)
      await log.append({ ...entry, client: undefined, lookup: undefined, errorCode: undefined })
      await eventually(() => query()).toEqual([{ ...entry, sequence: expect.any(String) }])
    })

    test('entries come newest first, whatever their times say', async () => {
      const { append, find } = newWorld()
      const times = ['2026-11-01T12:00:00Z', '2025-01-01T00:00:00Z', '2027-01-01T00:00:00Z']
      await append(...times.map((at, index) => ({ at, requestId: `request ${index}` })))
      expect(await find()).toEqual(['request 2', 'request 1', 'request 0'])
    })

    test('entries keep the order of the calls, also when nobody awaits them', async () => {
      const { log, tenant, query } = newWorld()
      const ids = Array.from({ length: 50 }, (_, index) => `request ${index}`)
      await Promise.all(ids.map((requestId) => log.append(entryOf(tenant, { requestId }))))
      await eventually(() => log.count(tenant, {})).toBe(50)
      const found = await query({ limit: 50 })
      expect(found.map(({ requestId }) => requestId)).toEqual(ids.toReversed())
    })

    test('sequences grow, as text', async () => {
      const { append, query } = newWorld()
      await append(...Array.from({ length: 25 }, () => ({})))
      const sequences = (await query()).map(({ sequence }) => sequence)
      expect(sequences).toEqual([...new Set(sequences)].toSorted().reverse())
    })

    test('a tenant sees nothing of another', async () => {
      const [acme, other] = [newWorld(), newWorld()]
      await acme.append({ requestId: 'acme', errorCode: 'UNIQUENESS_VIOLATED', outcome: 'failure' })
      await other.append({ requestId: 'other' })
      expect(await acme.find()).toEqual(['acme'])
      expect(await other.find()).toEqual(['other'])
      expect(await other.find({ code: 'UNIQUENESS_VIOLATED' })).toEqual([])
      expect(await acme.log.count(acme.tenant, {})).toBe(1)
    })
  })
}
