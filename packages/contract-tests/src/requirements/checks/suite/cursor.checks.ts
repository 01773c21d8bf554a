import { type Answer, at, lists, resourcesOf } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectError, expectRefused, expectStatus, Skip } from '../expect.ts'
import { supports } from '../needs.ts'
import { query } from '../probe/client.ts'
import type { Probe } from '../probe/probe.ts'
import { names, people } from './people.ts'

const most = 60

/** Pages from the first to the last, each reached from the one before. @throws Skip when there are too many */
async function walkCursors(probe: Probe, ask: (cursor: string) => Promise<Answer>): Promise<readonly Answer[]> {
  await people(probe)
  const pages: Answer[] = []
  let cursor = ''
  for (let page = 0; page < most; page += 1) {
    const answer = await ask(cursor)
    expectStatus(answer, 200)
    pages.push(answer)
    const next = at(answer, 'nextCursor')
    if (next === undefined) return pages
    demand(answer, typeof next === 'string' && next !== '', 'a nextCursor that is a text')
    cursor = next
  }
  throw new Skip(`The server holds more users than ${most} pages show.`)
}

function firstPage(probe: Probe, parameters: Readonly<Record<string, string | number>> = {}): Promise<Answer> {
  return probe.get(`${probe.type('User').endpoint}${query({ cursor: '', count: 2, ...parameters })}`)
}

async function pageSize({ get, type }: Probe): Promise<number> {
  const total = at(await get(`${type('User').endpoint}${query({ count: 0 })}`), 'totalResults')
  return Math.max(2, Math.ceil(Number(total ?? 0) / 10))
}

/** Cursor pagination (RFC 9865). */
export const cursorChecks: readonly Check[] = withNeed(supports('cursor'), [
  {
    ids: ['S9865-2-01', 'S9865-2-09'],
    title: 'an empty cursor asks for the first page',
    run: async (probe) => {
      await people(probe)
      const { endpoint } = probe.type('User')
      for (const path of [`${endpoint}?cursor&count=2`, `${endpoint}?cursor=&count=2`]) {
        const answer = await probe.get(path)
        expectStatus(answer, 200)
        const urn = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
        demand(answer, lists(at(answer, 'schemas'), urn), `schemas with ${urn}`)
        demand(answer, typeof at(answer, 'nextCursor') === 'string', 'a nextCursor')
        demand(answer, resourcesOf(answer).length <= 2, 'at most 2 Resources')
      }
    },
  },
  {
    ids: ['S9865-2-02'],
    title: 'cursors need no percent-encoding',
    run: async (probe) => {
      await people(probe)
      const answer = await firstPage(probe)
      demand(answer, /^[\w.~-]+$/.test(String(at(answer, 'nextCursor'))), 'a nextCursor of letters, digits, - . _ ~')
    },
  },
  {
    ids: ['S9865-2-06'],
    title: 'the first page has no previousCursor',
    run: async (probe) => {
      await people(probe)
      const answer = await firstPage(probe)
      demand(answer, at(answer, 'previousCursor') === undefined, 'no previousCursor')
    },
  },
  {
    ids: ['S9865-2-04', 'S9865-2-03'],
    title: 'going from cursor to cursor shows everything once, and ends',
    run: async (probe) => {
      const fixture = await people(probe)
      const count = await pageSize(probe)
      const { endpoint } = probe.type('User')
      const pages = await walkCursors(probe, (cursor) => probe.get(`${endpoint}${query({ cursor, count })}`))
      const ids = pages.flatMap(resourcesOf).map(({ id }) => id)
      for (const page of pages) demand(page, resourcesOf(page).length <= count, `at most ${count} Resources`)
      const last = pages.at(-1)
      for (const name of names) {
        const times = ids.filter((id) => id === fixture[name].id).length
        if (last) demand(last, times === 1, `every user on one page; ${fixture[name].id} was on ${times}`)
      }
    },
  },
  {
    ids: ['S9865-2.2-01'],
    title: 'the pages of a sorted query are sorted',
    needs: supports('sort'),
    run: async (probe) => {
      const fixture = await people(probe)
      const count = await pageSize(probe)
      const { endpoint } = probe.type('User')
      const ask = (cursor: string) => probe.get(`${endpoint}${query({ cursor, count, sortBy: 'userName' })}`)
      const pages = await walkCursors(probe, ask)
      const rows = pages.flatMap(resourcesOf)
      const order = rows.flatMap(({ id }) => names.filter((name) => fixture[name].id === id))
      const last = pages.at(-1)
      if (last) demand(last, order.join() === names.join(), `the order ${names.join(', ')}; it was ${order.join(', ')}`)
    },
  },
  {
    ids: ['S9865-2.1-02', 'S9865-2.1-01'],
    title: 'a cursor that is none is refused with invalidCursor',
    run: async (probe) => {
      const answer = await firstPage(probe, { cursor: 'scimkit-no-cursor' })
      expectError(answer, 400, 'invalidCursor')
    },
  },
  {
    ids: ['S9865-2-07'],
    title: 'a cursor is of no use for another query',
    run: async (probe) => {
      await people(probe)
      const cursor = String(at(await firstPage(probe), 'nextCursor'))
      expectRefused(await firstPage(probe, { cursor, filter: 'userName pr' }))
    },
  },
  {
    ids: ['S9865-3-01'],
    title: '.search takes a cursor, too',
    run: async (probe) => {
      await people(probe)
      const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest']
      const path = `${probe.type('User').endpoint}/.search`
      const first = await probe.post(path, { schemas, cursor: '', count: 2 })
      if ([404, 405, 501].includes(first.status)) throw new Skip('The server has no .search.')
      expectStatus(first, 200)
      const cursor = at(first, 'nextCursor')
      demand(first, typeof cursor === 'string', 'a nextCursor')
      const second = await probe.post(path, { schemas, cursor, count: 2 })
      expectStatus(second, 200)
      const seen = resourcesOf(first).map(({ id }) => id)
      demand(
        second,
        resourcesOf(second).every(({ id }) => !seen.includes(id)),
        'other users than on the first page',
      )
    },
  },
])
