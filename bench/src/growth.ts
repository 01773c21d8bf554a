import { interleaved, round } from './measure.ts'
import { createTenant, idOf, type Tenant } from './tenant.ts'
import { userBody } from './users.ts'

/** One row: the same work on little and on much, and the ratio that counts. */
export interface GrowthResult {
  readonly work: string
  readonly small: string
  readonly large: string
  readonly smallMicroseconds: number
  readonly largeMicroseconds: number
  readonly ratio: number
  readonly target: number
}

const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp'

interface Populated {
  readonly tenant: Tenant
  readonly ids: readonly string[]
}

/** How cost grows with what is there: members of a group, users of a tenant. */
export async function benchGrowth(): Promise<readonly GrowthResult[]> {
  const { tenant, ids } = await populate(100_200)
  const spare = ids.slice(100_000, 100_100)
  const results: GrowthResult[] = []
  const groups = new Map<number, string>()
  for (const size of [100, 10_000, 100_000]) groups.set(size, await createGroup(tenant, ids.slice(0, size)))
  for (const count of [1, 100]) {
    for (const large of [10_000, 100_000]) {
      results.push(await compareGroups({ tenant, groups, large, members: spare.slice(0, count) }))
    }
  }
  results.push(await compareLookup(await populate(1_000), { tenant, ids }))
  return results
}

interface Groups {
  readonly tenant: Tenant
  readonly groups: ReadonlyMap<number, string>
  readonly large: number
  readonly members: readonly string[]
}

/** Adds members and removes them again: one run is two requests. */
async function compareGroups({ tenant, groups, large, members }: Groups): Promise<GrowthResult> {
  const run = (size: number) => () => addAndRemove(tenant, groups.get(size) ?? '', members)
  const [small, big] = await interleaved(run(100), run(large), 40)
  return row(`add and remove ${members.length} members`, { small: 'group of 100', large: `group of ${large}` }, [
    small,
    big,
  ])
}

/** Of the last user, who is in none of the groups: to tell them would cost the larger tenant more. */
async function compareLookup(small: Populated, large: Populated): Promise<GrowthResult> {
  const run = ({ tenant, ids }: Populated) => {
    const filter = encodeURIComponent(`userName eq "user${ids.length - 1}@example.com"`)
    return () => tenant.send('GET', `/Users?filter=${filter}`)
  }
  return row(
    'userName eq',
    { small: '1000 users', large: '100200 users' },
    await interleaved(run(small), run(large), 40),
  )
}

function row(
  work: string,
  { small, large }: { small: string; large: string },
  [smallTime, largeTime]: readonly [number, number],
): GrowthResult {
  return {
    work,
    small,
    large,
    smallMicroseconds: round(smallTime),
    largeMicroseconds: round(largeTime),
    ratio: round(largeTime / smallTime),
    target: 1.5,
  }
}

async function addAndRemove(tenant: Tenant, group: string, members: readonly string[]): Promise<void> {
  const value = members.map((id) => ({ value: id }))
  await tenant.send('PATCH', `/Groups/${group}`, {
    schemas: [patchSchema],
    Operations: [{ op: 'add', path: 'members', value }],
  })
  const removals = members.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` }))
  await tenant.send('PATCH', `/Groups/${group}`, { schemas: [patchSchema], Operations: removals })
}

async function populate(users: number): Promise<Populated> {
  const tenant = createTenant()
  const ids: string[] = []
  for (let number = 0; number < users; number += 1)
    ids.push(idOf(await tenant.send('POST', '/Users', userBody(number))))
  return { tenant, ids }
}

async function createGroup(tenant: Tenant, ids: readonly string[]): Promise<string> {
  const body = {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: `Group of ${ids.length}`,
    members: ids.map((value) => ({ value })),
  }
  return idOf(await tenant.send('POST', '/Groups?attributes=id', body))
}
