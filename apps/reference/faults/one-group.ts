import { setTimeout as pause } from 'node:timers/promises'
import { Client, objectIn, versionIn } from './client.ts'
import type { Victims } from './faults.ts'
import { groupOf } from './memberships.ts'
import type { Random } from './random.ts'

/** As many users as one bulk request creates. */
const batch = 500

/** Many clients add a user each to one group, all at once; then everybody is in it, by one change each. */
export async function oneGroup({ servers, journal }: Victims, random: Random, size: number): Promise<void> {
  const client = new Client(servers.slice(0, 2), journal, random.fork())
  const ids = await createUsers(client, size)
  const group = await client.sendUntilKnown({
    method: 'POST',
    path: '/Groups',
    body: groupOf('everybody', { stamp: '', members: [] }),
  })
  const path = `/Groups/${group.body.id}`
  await Promise.all(ids.map((id) => addOne(client, { path, id, random: random.fork() })))
  const { body } = await client.sendUntilKnown({ method: 'GET', path })
  const members = new Set(Array.isArray(body.members) ? body.members.map((member) => objectIn(member).value) : [])
  const missing = ids.filter((id) => !members.has(id))
  if (missing.length > 0) journal.violation(`${missing.length} of ${size} members are missing: ${missing.slice(0, 5)}`)
  if (members.size !== size) journal.violation(`${members.size} members instead of ${size}`)
  // From 1, and one more for each member: what is sent again after a 503 changes nothing when it was done.
  const version = versionIn(String(objectIn(body.meta).version))
  if (version !== size + 1) journal.violation(`${size} members were added in ${version - 1} versions`)
}

interface Adding {
  readonly path: string
  readonly id: string
  readonly random: Random
}

async function addOne(client: Client, { path, id, random }: Adding): Promise<void> {
  const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
  const body = { schemas, Operations: [{ op: 'add', path: 'members', value: [{ value: id }] }] }
  for (;;) {
    const outcome = await client.send({ method: 'PATCH', path, body })
    if (outcome.kind === 'acknowledged') return
    if (outcome.kind === 'refused') throw new Error(`${outcome.status}: ${JSON.stringify(outcome.body)}`)
    await pause(random.below(3000))
  }
}

async function createUsers(client: Client, count: number): Promise<readonly string[]> {
  const ids: string[] = []
  while (ids.length < count) {
    const first = ids.length
    const size = Math.min(batch, count - first)
    const { body } = await client.sendUntilKnown({ method: 'POST', path: '/Bulk', body: creations(first, size) })
    const operations = Array.isArray(body.Operations) ? body.Operations.map(objectIn) : []
    ids.push(...operations.map(({ location }) => String(location).split('/').at(-1) ?? ''))
    if (ids.length !== first + size) throw new Error(`Users cannot be created: ${JSON.stringify(body).slice(0, 500)}`)
  }
  return ids
}

function creations(first: number, size: number) {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
    Operations: Array.from({ length: size }, (_, index) => ({
      method: 'POST',
      path: '/Users',
      bulkId: `u${index}`,
      data: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: `member-${first + index}`,
      },
    })),
  }
}
