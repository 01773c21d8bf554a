import { at, resourcesOf } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectRefused, expectStatus } from '../expect.ts'
import { supports } from '../needs.ts'
import { query } from '../probe/client.ts'
import { names, people } from './people.ts'

/** Paging by index (RFC 7644 §3.4.2.4). */
export const pagingChecks: readonly Check[] = withNeed(supports('index'), [
  {
    ids: ['S7644-3.4.2.4-01'],
    title: 'a startIndex below 1 means 1',
    run: async (probe) => {
      await people(probe)
      const { endpoint } = probe.type('User')
      const first = resourcesOf(await probe.get(`${endpoint}${query({ startIndex: 1, count: 2 })}`)).map(({ id }) => id)
      for (const startIndex of [0, -5]) {
        const answer = await probe.get(`${endpoint}${query({ startIndex, count: 2 })}`)
        expectStatus(answer, 200)
        const ids = resourcesOf(answer).map(({ id }) => id)
        demand(answer, ids.join() === first.join(), 'the same page as with startIndex 1')
      }
    },
  },
  {
    ids: ['S7644-3.4.2.4-02'],
    title: 'a page holds no more than count',
    run: async (probe) => {
      await people(probe)
      const answer = await probe.get(`${probe.type('User').endpoint}${query({ count: 3 })}`)
      expectStatus(answer, 200)
      demand(answer, resourcesOf(answer).length <= 3, 'at most 3 Resources')
      demand(answer, Number(at(answer, 'totalResults')) >= 5, 'a totalResults that counts the other pages, too')
    },
  },
  {
    ids: ['S7644-3.4.2.4-03', 'S7644-3.4.2.4-04'],
    title: 'a count of 0 or less asks for the number only',
    run: async (probe) => {
      await people(probe)
      for (const count of [0, -1]) {
        const answer = await probe.get(`${probe.type('User').endpoint}${query({ count })}`)
        expectStatus(answer, 200)
        demand(answer, resourcesOf(answer).length === 0, 'no Resources')
        demand(answer, Number(at(answer, 'totalResults')) >= 5, 'totalResults as without count')
      }
    },
  },
  {
    ids: ['S7644-3.4.2.4-07'],
    title: 'a page after the last one is empty',
    run: async (probe) => {
      await people(probe)
      const answer = await probe.get(`${probe.type('User').endpoint}${query({ startIndex: 10_000_000, count: 5 })}`)
      expectStatus(answer, 200)
      demand(answer, resourcesOf(answer).length === 0, 'no Resources')
      demand(answer, Number(at(answer, 'totalResults')) >= 5, 'totalResults as on every page')
    },
  },
  {
    ids: ['S7644-3.4.2.4-08'],
    title: 'going from page to page shows everything once',
    run: async (probe) => {
      const fixture = await people(probe)
      const total = Number(at(await probe.get(`${probe.type('User').endpoint}${query({ count: 0 })}`), 'totalResults'))
      const size = Math.max(2, Math.ceil(total / 15))
      const ids: unknown[] = []
      let answer = await probe.get(`${probe.type('User').endpoint}${query({ startIndex: 1, count: size })}`)
      for (let page = 0; page < 60 && resourcesOf(answer).length > 0; page += 1) {
        expectStatus(answer, 200)
        ids.push(...resourcesOf(answer).map(({ id }) => id))
        answer = await probe.get(`${probe.type('User').endpoint}${query({ startIndex: ids.length + 1, count: size })}`)
      }
      for (const name of names) {
        const times = ids.filter((id) => id === fixture[name].id).length
        demand(answer, times === 1, `every user on one page; ${fixture[name].id} was on ${times}`)
      }
    },
  },
  {
    ids: ['S7644-3.4.2.4-06'],
    title: 'a count that is too large is cut down',
    run: async (probe) => {
      const answer = await probe.get(`${probe.type('User').endpoint}${query({ count: 1_000_000 })}`)
      expectStatus(answer, 200)
    },
  },
  {
    ids: ['S7644-3.4.2.4-09'],
    title: 'a startIndex or count that is no number is refused',
    run: async (probe) => {
      for (const parameter of ['startIndex=abc', 'count=abc']) {
        expectRefused(await probe.get(`${probe.type('User').endpoint}?${parameter}`))
      }
    },
  },
])
