import type { LogEntry } from '@scimkit/core'
import { createMemoryLog } from '@scimkit/memory'
import { expect, test } from 'vitest'
import { missedEntries } from '../../src/admin/routes/missed-entries.ts'

const log = createMemoryLog()

async function fill(tenant: string, count: number): Promise<void> {
  const at = '2026-11-01T12:00:00.000Z'
  const came = { at, method: 'GET', status: 200, outcome: 'success', durationMs: 1 } as const
  for (let number = 0; number < count; number += 1) {
    const entry: LogEntry = { ...came, tenant, requestId: String(number), normalisations: [], findings: [] }
    await log.append(entry)
  }
}

async function missedBy(tenant: string, seen: number): Promise<readonly string[]> {
  const entries = await log.query(tenant, { limit: 10_000 })
  const lastSeen = entries.at(-1 - seen)?.sequence ?? ''
  const ids: string[] = []
  for await (const page of missedEntries(log, tenant, lastSeen)) ids.push(...page.map(({ requestId }) => requestId))
  return ids
}

const idsFrom = (first: number, end: number) => Array.from({ length: end - first }, (_, index) => String(first + index))

test.each([
  [3_500, 9],
  [3_500, 2_499],
  [2_000, 999],
  [1_000, 998],
  [10, 9],
])('of %i entries whoever has seen number %i gets all later ones, once and in order', async (count, seen) => {
  const tenant = crypto.randomUUID()
  await fill(tenant, count)
  expect(await missedBy(tenant, seen)).toEqual(idsFrom(seen + 1, count))
})

test('what comes while pages are told does not push others out', async () => {
  const tenant = crypto.randomUUID()
  await fill(tenant, 2_500)
  const pages = missedEntries(log, tenant, '')[Symbol.asyncIterator]()
  const first = await pages.next()
  await fill(tenant, 1_500)
  const rest = [await pages.next(), await pages.next()]
  const told = [first, ...rest].flatMap(({ value }) => value).map(({ requestId }) => requestId)
  expect(told).toEqual(idsFrom(0, 2_500))
})
