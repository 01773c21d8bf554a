import { type CheckReport, checks, formatCheckReport, type Outcome, runChecks } from '@scimkit/contract-tests/checks'
import { defineProfile, groupResourceType, isJsonObject, rfcProfile, userResourceType } from '@scimkit/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import type { Options } from '../src/options/options.ts'
import { startOnFreePort } from './start-on-free-port.ts'
import { widget } from './widget.ts'

const token = 'check-s3cret'
const resourceTypes = [userResourceType, groupResourceType, widget]

/** What cannot be seen on this server: it refuses nothing it announces, and its tokens stand for no user. */
const unseen = ['what is announced as not supported is refused', '/Me says where the resource really is']

async function totalOf(url: string): Promise<unknown> {
  const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } })
  const body: unknown = await response.json()
  return isJsonObject(body) && body.totalResults
}

/** Checks a server with nothing in it, and looks at what is in it afterwards. */
async function checkServer(options: Pick<Options, 'adapter' | 'dialect'> & Partial<Pick<Options, 'store' | 'policy'>>) {
  const tokens = [{ tenant: 'acme', token }] as const
  const server = await startOnFreePort({ ...options, tokens, resourceTypes })
  try {
    const report = await runChecks(checks, { baseUrl: server.baseUrl, token })
    const totals = ['/Users', '/Groups', '/Widgets'].map((endpoint) => totalOf(`${server.baseUrl}${endpoint}?count=0`))
    return { report, totals: await Promise.all(totals) }
  } finally {
    await server.close()
  }
}

const titlesOf = ({ outcomes }: CheckReport, verdict: Outcome['verdict']) =>
  outcomes.filter((outcome) => outcome.verdict === verdict).map(({ title }) => title)

const servers = [
  ['fastify', async () => 'memory'],
  ['express', async () => 'memory'],
  ['koa', async () => 'memory'],
  ['fastify', freshUrl],
] as const

describe.each(servers)('the reference server on %s', (adapter, storeOf) => {
  test.each(['tolerant', 'strict'] as const)(
    'passes every check, %s, and is empty afterwards',
    async (dialect) => {
      const { report, totals } = await checkServer({ adapter, dialect, store: await storeOf() })
      const faults = (['failed', 'warned', 'noted'] as const).flatMap((verdict) => titlesOf(report, verdict))
      expect(faults, formatCheckReport(report)).toEqual([])
      expect(titlesOf(report, 'skipped').sort()).toEqual(unseen.toSorted())
      expect(report.leftBehind).toEqual([])
      expect(totals).toEqual([0, 0, 0])
    },
    120_000,
  )
})

test('where the profile has no bulk, sorting and ETags, the checks of these are skipped, and all others pass', async () => {
  const policy = defineProfile({ extends: rfcProfile, protocol: { bulk: false, sort: false, etag: false } })
  const { report } = await checkServer({ adapter: 'fastify', dialect: 'strict', policy })
  expect(report.outcomes.filter(({ verdict }) => verdict !== 'passed' && verdict !== 'skipped')).toEqual([])
  const passed = titlesOf(report, 'passed')
  expect(passed).toContain('what is announced as not supported is refused')
  const skipped = titlesOf(report, 'skipped')
  expect(skipped).toEqual(
    expect.arrayContaining([
      'meta.version is the ETag',
      'the pages of a sorted query are sorted',
      'PUT, PATCH and DELETE work in bulk',
    ]),
  )
  expect(report.leftBehind).toEqual([])
}, 120_000)

describe('seen from outside', () => {
  let report: CheckReport

  beforeAll(async () => {
    report = (await checkServer({ adapter: 'fastify', dialect: 'tolerant' })).report
  })

  for (const { ids, title } of checks.filter((check) => !unseen.includes(check.title))) {
    test(`${ids.join(', ')}: ${title}`, () => {
      const outcome = report.outcomes.find((each) => each.title === title && each.ids[0] === ids[0])
      expect(outcome).toMatchObject({ verdict: 'passed' })
    })
  }
})
