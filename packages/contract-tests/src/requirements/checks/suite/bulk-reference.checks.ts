import { at, objectsIn } from '../answer.ts'
import { type Check, withNeed } from '../check.ts'
import { demand } from '../expect.ts'
import { all, publishes, supports } from '../needs.ts'
import { pathBelow } from '../probe/path-below.ts'
import type { Probe } from '../probe/probe.ts'
import { type BulkOperation, bulkJob, resultOf, statusOf, succeeded } from './bulk-job.ts'

/** A group under a bulkId, whose members are other operations of the job. */
function group(probe: Probe, bulkId: string, ...members: readonly string[]): BulkOperation {
  const type = probe.type('Group')
  const data = probe.resource(type, { members: members.map((member) => ({ value: `bulkId:${member}` })) })
  return { method: 'POST', path: type.endpoint, bulkId, data }
}

function user(probe: Probe, bulkId: string): BulkOperation {
  const type = probe.type('User')
  return { method: 'POST', path: type.endpoint, bulkId, data: probe.resource(type) }
}

/** Sends a job, and reads the ids and the members of what it created. */
async function created(probe: Probe, operations: readonly BulkOperation[]) {
  const answer = await bulkJob(probe, operations)
  const read = async (bulkId: string) => {
    const { location } = resultOf(answer, bulkId)
    const path = pathBelow(probe.baseUrl, String(location))
    demand(answer, path !== undefined, `a location of ${bulkId}`)
    const resource = await probe.get(path)
    const members = objectsIn(at(resource, 'members')).map(({ value }) => String(value))
    return { id: String(at(resource, 'id')), members, answer: { ...resource, request: answer.request } }
  }
  return { answer, read }
}

/** References between the operations of a bulk request (RFC 7644 §3.7.1, §3.7.2). */
export const bulkReferenceChecks: readonly Check[] = withNeed(
  all(supports('bulk'), publishes('Group', 'members.value')),
  [
    {
      ids: ['S7644-3.7.2-01'],
      title: 'bulkId stands for the id of what was created before',
      run: async (probe) => {
        const { read } = await created(probe, [user(probe, 'ada'), group(probe, 'team', 'ada')])
        const [ada, team] = [await read('ada'), await read('team')]
        demand(team.answer, team.members.join() === ada.id, `the user ${ada.id} as the only member`)
      },
    },
    {
      ids: ['S7644-3.7-14', 'S7644-3.7.2-01'],
      title: 'bulkId stands for the id of what is created later',
      run: async (probe) => {
        const { read } = await created(probe, [group(probe, 'team', 'ada'), user(probe, 'ada')])
        const [ada, team] = [await read('ada'), await read('team')]
        demand(team.answer, team.members.join() === ada.id, `the user ${ada.id} as the only member`)
      },
    },
    {
      ids: ['S7644-3.7.1-01'],
      title: 'operations that refer to each other are resolved, or refused with 409',
      run: async (probe) => {
        const { answer, read } = await created(probe, [group(probe, 'a', 'b'), group(probe, 'b', 'a')])
        const results = [resultOf(answer, 'a'), resultOf(answer, 'b')]
        const isTried = results.every((result) => succeeded(result) || statusOf(result) === 409)
        demand(answer, isTried, 'both groups created, or the status 409')
        if (!results.every(succeeded)) return
        const [a, b] = [await read('a'), await read('b')]
        demand(a.answer, a.members.join() === b.id, `the group ${b.id} as the only member`)
        demand(b.answer, b.members.join() === a.id, `the group ${a.id} as the only member`)
      },
    },
    {
      ids: ['S7644-3.7.2-03'],
      title: 'an operation that refers to one that does not exist fails',
      run: async (probe) => {
        const answer = await bulkJob(probe, [group(probe, 'team', 'nobody')])
        demand(answer, !succeeded(resultOf(answer, 'team')), 'a refusal of the group')
      },
    },
  ],
)
