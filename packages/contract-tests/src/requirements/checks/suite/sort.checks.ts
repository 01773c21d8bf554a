import { type Check, withNeed } from '../check.ts'
import { demand, expectStatus } from '../expect.ts'
import { publishes, supports } from '../needs.ts'
import { query } from '../probe/client.ts'
import type { Probe } from '../probe/probe.ts'
import { type Name, names, people } from './people.ts'
import { notInSight, walk } from './walk.ts'

/** In which order a query shows the five. */
async function expectOrder(probe: Probe, parameters: Readonly<Record<string, string>>, wanted: readonly Name[]) {
  const fixture = await people(probe)
  const { resources, answer, isComplete } = await walk(probe, probe.type('User').endpoint, parameters)
  const order = resources.flatMap(({ id }) => names.filter((name) => fixture[name].id === id))
  const shown = order.filter((name) => wanted.includes(name))
  if (!isComplete && shown.length < wanted.length) throw notInSight()
  demand(answer, shown.join() === wanted.join(), `the order ${wanted.join(', ')}; it was ${shown.join(', ')}`)
}

/** Sorting (RFC 7644 §3.4.2.3). */
export const sortChecks: readonly Check[] = withNeed(supports('sort'), [
  {
    ids: ['S7644-3.4.2.3-01', 'S7644-3.4.2.3-02', 'S7644-3.4.2.3-03'],
    title: 'sortBy orders, ascending unless told otherwise, without case where case does not count',
    run: async (probe) => {
      await expectOrder(probe, { sortBy: 'userName' }, ['ada', 'Bob', 'cyd', 'dan', 'eve'])
      await expectOrder(probe, { sortBy: 'userName', sortOrder: 'ascending' }, ['ada', 'Bob', 'cyd', 'dan', 'eve'])
      await expectOrder(probe, { sortBy: 'userName', sortOrder: 'descending' }, ['eve', 'dan', 'cyd', 'Bob', 'ada'])
    },
  },
  {
    ids: ['S7644-3.4.2.3-05'],
    title: 'those without the value come last, and first when descending',
    run: async (probe) => {
      const { attribute } = await people(probe)
      await expectOrder(probe, { sortBy: attribute }, ['cyd', 'ada', 'Bob'])
      await expectOrder(probe, { sortBy: attribute, sortOrder: 'descending' }, ['Bob', 'ada', 'cyd'])
    },
  },
  {
    ids: ['S7644-3.4.2.3-04'],
    title: 'a multi-valued attribute is ordered by its primary value, or else its first',
    needs: publishes('User', 'emails.value', 'emails.primary'),
    run: (probe) => expectOrder(probe, { sortBy: 'emails.value' }, ['ada', 'Bob', 'cyd']),
  },
  {
    ids: ['S7644-3.4.2.3-08'],
    title: 'the order goes over all pages',
    run: (probe) => expectOrder(probe, { sortBy: 'userName', count: '3' }, ['ada', 'Bob', 'cyd', 'dan', 'eve']),
  },
  {
    ids: ['S7644-3.4.2.3-07'],
    title: 'a sortOrder that does not exist is refused',
    run: async ({ type, get }) => {
      expectStatus(await get(`${type('User').endpoint}${query({ sortBy: 'userName', sortOrder: 'up' })}`), 400)
    },
  },
])
