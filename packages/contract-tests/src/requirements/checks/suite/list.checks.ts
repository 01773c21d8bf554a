import { at, isUnassigned, lists, resourcesOf } from '../answer.ts'
import type { Check } from '../check.ts'
import { demand, expectStatus } from '../expect.ts'
import { supports } from '../needs.ts'
import { query } from '../probe/client.ts'

const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'

/** ListResponse (RFC 7644 §3.4.2). */
export const listChecks: readonly Check[] = [
  {
    ids: ['S7644-3.4.2-01', 'S7644-3.4.2-02', 'S7644-3.4.2-03'],
    title: 'a query answers with a ListResponse that says how many there are',
    run: async ({ server, create, get }) => {
      for (const type of server.types) {
        await create(type)
        const answer = await get(type.endpoint)
        expectStatus(answer, 200)
        demand(answer, lists(at(answer, 'schemas'), listResponse), `schemas with ${listResponse}`)
        const total = at(answer, 'totalResults')
        demand(answer, Number.isInteger(total) && Number(total) >= 1, 'totalResults, a number of at least 1')
        demand(answer, resourcesOf(answer).length > 0, 'Resources')
      }
    },
  },
  {
    ids: ['S7644-3.4.2-05'],
    title: 'a query that finds nothing answers 200 with totalResults 0',
    needs: supports('filter'),
    run: async ({ type, get, unique }) => {
      const answer = await get(`${type('User').endpoint}${query({ filter: `userName eq "${unique('nobody')}"` })}`)
      expectStatus(answer, 200)
      demand(answer, at(answer, 'totalResults') === 0, 'totalResults 0')
      demand(answer, isUnassigned(at(answer, 'Resources')), 'no Resources, or an empty list')
    },
  },
  {
    ids: ['S7644-3.4.2-06'],
    title: 'query parameters the server does not know are ignored',
    run: async ({ type, get }) => {
      expectStatus(await get(`${type('User').endpoint}${query({ 'x-scimkit': 1, foo: 'bar' })}`), 200)
    },
  },
  {
    ids: ['S7644-3.4.2-04'],
    title: 'a part of the results says where it starts and how many it holds',
    needs: supports('index'),
    run: async ({ type, user, get }) => {
      await user()
      await user()
      const answer = await get(`${type('User').endpoint}${query({ startIndex: 1, count: 1 })}`)
      expectStatus(answer, 200)
      demand(answer, at(answer, 'startIndex') === 1, 'startIndex 1')
      const { length } = resourcesOf(answer)
      demand(answer, at(answer, 'itemsPerPage') === length, `itemsPerPage ${length}, as many as there are`)
    },
  },
]
