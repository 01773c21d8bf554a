import type { LogEntry, LogQuery } from '@scimkit/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { LogWorld, NewLogWorld } from './log-world.ts'

const ats = [
  '2026-11-01T12:00:00Z',
  '2026-11-01T12:00:00.001Z',
  '2026-11-01T14:00:00+02:00',
  '2026-10-31T23:59:59-05:00',
]
const codes = ['UNIQUENESS_VIOLATED', 'MEMBERS_INVALID', 'USER_NAME_KEPT', 'MEMBERS_SKIPPED'] as const
const effects = ['created', 'updated', 'unchanged'] as const
/** Some that could be taken for more than a name where a log looks for them in text. */
const names = ['ada', 'Ada', 'ada"', 'ada\\', '%', 'ada_', '\u0000', 'ümit', '\ud800', 'ada","value":"bob'] as const
const outcomes = ['success', 'failure'] as const

const maybe = <Value>(arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined })
const anyEntry: fc.Arbitrary<Partial<LogEntry>> = fc.record({
  at: fc.constantFrom(...ats),
  resourceType: maybe(fc.constantFrom('User', 'Group')),
  resourceId: maybe(fc.constantFrom('ada', 'bob')),
  outcome: fc.constantFrom(...outcomes),
  errorCode: maybe(fc.constantFrom(codes[0], codes[1])),
  effect: maybe(fc.constantFrom(...effects)),
  subject: maybe(fc.constantFrom(...names)),
  lookup: maybe(fc.record({ attribute: fc.constant('userName'), value: fc.constantFrom(...names), total: fc.nat() })),
  findings: fc.array(fc.record({ code: fc.constantFrom(...codes), message: fc.constant('It happened.') }), {
    maxLength: 2,
  }),
})
const anyQuery: fc.Arbitrary<Omit<LogQuery, 'before' | 'limit'>> = fc.record({
  resourceType: maybe(fc.constantFrom('User', 'Group', 'Other')),
  resourceId: maybe(fc.constantFrom('ada', 'bob')),
  outcome: maybe(fc.constantFrom(...outcomes)),
  code: maybe(fc.constantFrom(...codes)),
  effect: maybe(fc.constantFrom(...effects)),
  subject: maybe(fc.constantFrom(...names, 'nobody', 'userName', '')),
  since: maybe(fc.constantFrom(...ats)),
  until: maybe(fc.constantFrom(...ats)),
})

/** What is asked of a log. */
export function describeLogQueries(newWorld: NewLogWorld): void {
  describe('queries', () => {
    test.each<readonly [string, LogQuery, readonly string[]]>([
      ['a resource type', { resourceType: 'Group' }, ['team']],
      ['a resource', { resourceType: 'User', resourceId: 'ada' }, ['kept', 'created']],
      ['what a creation called somebody', { subject: 'ada@example.com', effect: 'created' }, ['created']],
      ['what was looked for, in either case', { subject: 'EVE@example.com' }, ['refused']],
      ['a name in whole', { subject: 'ada' }, []],
      ['an outcome', { outcome: 'failure' }, ['refused']],
      ['an error', { code: 'UNIQUENESS_VIOLATED' }, ['refused']],
      ['a finding', { code: 'USER_NAME_KEPT' }, ['kept']],
      ['an effect', { effect: 'created' }, ['team', 'created']],
      ['when it began, that moment with it', { since: '2026-11-01T12:00:02Z' }, ['team', 'refused']],
      ['when it ended, that moment without it', { until: '2026-11-01T12:00:02Z' }, ['kept', 'created']],
      ['a time in another zone', { since: '2026-11-01T14:00:03+02:00' }, ['team']],
      ['several things', { effect: 'created', resourceType: 'User' }, ['created']],
      ['nothing there is', { resourceId: 'nobody' }, []],
    ])('may name %s', async (_, query, expected) => {
      const world = newWorld()
      await fillFour(world)
      expect(await world.find(query)).toEqual(expected)
      expect(await world.log.count(world.tenant, query)).toBe(expected.length)
    })

    test('any query finds what a look at every entry would', async () => {
      const world = newWorld()
      const entries = fc.sample(anyEntry, 60).map((entry, index) => ({ ...entry, requestId: `request ${index}` }))
      await world.append(...entries)
      await fc.assert(
        fc.asyncProperty(anyQuery, async (query) => {
          const expected = entries.filter((entry) => meets(entry, query)).map(({ requestId }) => requestId)
          expect(await world.find(query)).toEqual(expected.toReversed())
          expect(await world.log.count(world.tenant, query)).toBe(expected.length)
        }),
        { numRuns: 100 },
      )
    })

    test('a query without a limit finds 100, and one with a limit so many', async () => {
      const { append, find } = newWorld()
      const ids = Array.from({ length: 105 }, (_, index) => `request ${index}`)
      await append(...ids.map((requestId) => ({ requestId })))
      const newest = ids.toReversed()
      expect(await find()).toEqual(newest.slice(0, 100))
      for (const limit of [0, 1, 104, 105, 500]) expect(await find({ limit })).toEqual(newest.slice(0, limit))
    })

    test('a page that goes on from what was never a sequence has its place in the order of text', async () => {
      const { append, find } = newWorld()
      await append({ requestId: 'one' }, { requestId: 'two' })
      for (const before of ['', ' ', '-1', '\u0000']) expect(await find({ before })).toEqual([])
      for (const before of ['abc', ':', '9', '99999999999999999999', '9e99'])
        expect(await find({ before })).toEqual(['two', 'one'])
    })

    test('a page goes on where another ended, although entries have come since', async () => {
      const { append, query } = newWorld()
      const ids = Array.from({ length: 20 }, (_, index) => `request ${index}`)
      await append(...ids.map((requestId, index) => ({ requestId, outcome: outcomes[index % 2] ?? 'success' })))
      const seen: string[] = []
      let before: string | undefined
      for (let page = await query({ outcome: 'failure', limit: 3 }); page.length > 0; ) {
        seen.push(...page.map(({ requestId }) => requestId))
        before = page.at(-1)?.sequence
        await append({ outcome: 'failure' })
        page = await query({ outcome: 'failure', limit: 3, before })
      }
      expect(seen).toEqual(ids.filter((_, index) => index % 2 === 1).toReversed())
    })
  })
}

async function fillFour({ append }: LogWorld): Promise<void> {
  const conflict = { outcome: 'failure', errorCode: 'UNIQUENESS_VIOLATED', status: 409 } as const
  const lookup = { attribute: 'userName', value: 'eve@example.com', total: 1 }
  const findings = [{ code: 'USER_NAME_KEPT', message: 'It was kept.' }] as const
  const ada = { resourceType: 'User', resourceId: 'ada' }
  await append(
    { requestId: 'created', at: '2026-11-01T12:00:00Z', ...ada, effect: 'created', subject: 'Ada@example.com' },
    { requestId: 'kept', at: '2026-11-01T12:00:01Z', ...ada, effect: 'unchanged', findings },
    { requestId: 'refused', at: '2026-11-01T12:00:02Z', resourceType: 'User', ...conflict, lookup },
    { requestId: 'team', at: '2026-11-01T12:00:03Z', resourceType: 'Group', resourceId: 'team', effect: 'created' },
  )
}

function meets(entry: Partial<LogEntry>, { code, subject, since, until, ...named }: LogQuery): boolean {
  const called = [entry.subject, entry.lookup?.value].map((name) => name?.replace('A', 'a'))
  const codesOf = [entry.errorCode, ...(entry.findings ?? []).map((finding) => finding.code)]
  const at = Date.parse(entry.at ?? '')
  return (
    (code === undefined || codesOf.includes(code)) &&
    (subject === undefined || called.includes(subject.replace('A', 'a'))) &&
    (since === undefined || at >= Date.parse(since)) &&
    (until === undefined || at < Date.parse(until)) &&
    (['resourceType', 'resourceId', 'outcome', 'effect'] as const).every(
      (name) => named[name] === undefined || named[name] === entry[name],
    )
  )
}
