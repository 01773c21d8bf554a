import { at, lists, resourcesOf } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand, expectError, expectRefused, expectStatus, Skip } from '../expect.ts'
import { publishes } from '../needs.ts'
import type { Probe } from '../probe/probe.ts'
import { type Name, names, people, userNameOf } from './people.ts'

const listResponse = 'urn:ietf:params:scim:api:messages:2.0:ListResponse'
const schemas = ['urn:ietf:params:scim:api:messages:2.0:SearchRequest']

/** Sends a SearchRequest. A server need not have .search, and says so by 404, 405 or 501. */
async function search({ post }: Probe, endpoint: string, message: object) {
  const answer = await post(`${endpoint}/.search`, { schemas, ...message })
  if ([404, 405, 501].includes(answer.status)) throw new Skip(`The server has no ${endpoint}/.search.`)
  return answer
}

/** Queries by POST (RFC 7644 §3.4.3). */
export const searchChecks: readonly Check[] = withNeed(publishes('User', 'userName'), [
  {
    ids: ['S7644-3.4.3-01'],
    title: 'POST to .search is a query',
    run: async (probe) => {
      const { prefix, ada } = await people(probe)
      const filter = `userName eq "${userNameOf(prefix, 'ada')}"`
      const answer = await search(probe, probe.type('User').endpoint, { filter })
      expectStatus(answer, 200)
      demand(answer, lists(at(answer, 'schemas'), listResponse), `schemas with ${listResponse}`)
      const ids = resourcesOf(answer).map(({ id }) => id)
      demand(answer, ids.length === 1 && ids[0] === ada.id, `the user ${ada.id}, and nobody else`)
    },
  },
  {
    ids: ['S7644-3.4.3-03'],
    title: 'attributes and excludedAttributes are lists of names',
    run: async (probe) => {
      await people(probe)
      const answer = await search(probe, probe.type('User').endpoint, { attributes: ['userName'], count: 3 })
      expectStatus(answer, 200)
      for (const row of resourcesOf(answer)) {
        demand(answer, typeof row.userName === 'string' && typeof row.id === 'string', 'rows with userName and id')
        demand(answer, row.meta === undefined, 'rows without meta')
      }
    },
  },
  {
    ids: ['S7644-3.4.3-06'],
    title: 'startIndex and count are as in a GET',
    run: async (probe) => {
      await people(probe)
      for (const count of [0, 2]) {
        const answer = await search(probe, probe.type('User').endpoint, { startIndex: 1, count })
        expectStatus(answer, 200)
        demand(answer, resourcesOf(answer).length <= count, `at most ${count} Resources`)
        demand(answer, Number(at(answer, 'totalResults')) >= 5, 'a totalResults that counts the others, too')
      }
    },
  },
  {
    ids: ['S7644-3.4.3-04'],
    title: 'a filter that is none is refused',
    run: async (probe) => {
      const answer = await search(probe, probe.type('User').endpoint, { filter: 'userName xx "1"' })
      expectError(answer, 400, 'invalidFilter')
    },
  },
  {
    ids: ['S7644-3.4.3-05'],
    title: 'sortBy and sortOrder are as in a GET',
    needs: ({ features }) => (features.sort ? undefined : 'ServiceProviderConfig announces no support of sort.'),
    run: async (probe) => {
      const fixture = await people(probe)
      const filter = `userName sw "${fixture.prefix}-"`
      const sorting = { sortBy: 'userName', sortOrder: 'descending' }
      const answer = await search(probe, probe.type('User').endpoint, { filter, ...sorting, count: 10 })
      expectStatus(answer, 200)
      const order = resourcesOf(answer).flatMap(({ id }) => names.filter((name) => fixture[name].id === id))
      const wanted: readonly Name[] = ['eve', 'dan', 'cyd', 'Bob', 'ada']
      demand(answer, order.join() === wanted.join(), `the order ${wanted.join(', ')}`)
    },
  },
  {
    ids: ['S7644-3.4.3-08'],
    title: '.search cannot be read',
    run: async (probe) => {
      await search(probe, probe.type('User').endpoint, { count: 0 })
      expectRefused(await probe.get(`${probe.type('User').endpoint}/.search`))
    },
  },
  {
    ids: ['S7644-3.4.2.1-01', 'S7644-3.4.2.1-03'],
    title: '.search at the root goes over all resource types',
    run: async (probe) => {
      const { ada, prefix } = await people(probe)
      const group = await probe.group({ displayName: probe.unique('root') })
      const filter = `userName eq "${userNameOf(prefix, 'ada')}" or displayName eq "${group.body.displayName}"`
      const answer = await search(probe, '', { filter })
      expectStatus(answer, 200)
      const ids = resourcesOf(answer).map(({ id }) => id)
      const both = ids.length === 2 && ids.includes(ada.id) && ids.includes(group.id)
      demand(answer, both, `the user ${ada.id} and the group ${group.id}`)
    },
  },
])
