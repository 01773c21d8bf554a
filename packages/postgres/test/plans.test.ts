import {
  groupResourceType,
  parseFilter,
  resolveFilter,
  type StoredResource,
  settleResourceType,
  userResourceType,
} from '@scimkit/core'
import { createPostgresStore, fromPool, migrate } from '@scimkit/postgres'
import pg from 'pg'
import sql, { type Sql } from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { scopeCondition } from '../src/listing/scope.ts'

const all = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, all)
const group = settleResourceType(groupResourceType, all)
const pool = new pg.Pool({ connectionString: inject('postgres'), max: 2 })
const database = fromPool(pool)
const store = createPostgresStore(database)
const tenant = crypto.randomUUID()
const many = 3000

let first: StoredResource

beforeAll(async () => {
  await migrate(database)
  const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const
  first = await store.transaction(tenant, async (unit) => {
    const created: StoredResource[] = []
    for (let index = 0; index < many; index += 1) {
      const emails = [{ value: `u${index}@example.com`, type: 'work' }]
      const attributes = { userName: `u${index}`, externalId: `x${index}`, emails }
      created.push(await unit.insert(user, { attributes, keys: [], provenance }))
    }
    const [one] = created as [StoredResource]
    const team = await unit.insert(group, { attributes: { displayName: 'Team' }, keys: [], provenance })
    const elements = created.map(({ id }) => ({ value: id }))
    await unit.changeRelation(team, group.relations[0] as never, [{ kind: 'add', elements }])
    return one
  })
  await pool.query('ANALYZE')
}, 120_000)
afterAll(() => store.close())

/** Every node of the plan of a statement. */
async function nodesOf(
  statement: Sql,
): Promise<readonly { readonly 'Node Type': string; readonly 'Relation Name'?: string }[]> {
  const { rows } = await database.run(sql`EXPLAIN (FORMAT JSON) ${statement}`)
  const flatten = (plan: { readonly Plans?: readonly unknown[] }): readonly never[] => [
    plan as never,
    ...(plan.Plans ?? []).flatMap((each) => flatten(each as never)),
  ]
  return flatten(rows[0]['QUERY PLAN'][0].Plan)
}

describe('equality', () => {
  it.each([
    'userName eq "U17"',
    'externalId eq "x17"',
    'emails.value eq "U17@example.com"',
    'emails[type eq "work" and value eq "u17@example.com"]',
    'userName eq "u17" or emails.value eq "u18@example.com"',
    'userName eq "u17" and active eq true',
    'id eq "{id}"',
  ])('%s looks at what it finds', async (text) => {
    const filter = resolveFilter(parseFilter(text.replace('{id}', first.id)), user)
    const scope = { resourceType: user, filter, sortBy: undefined, wanted: [] }
    const nodes = await nodesOf(sql`SELECT r.id FROM scimkit_resource r WHERE ${scopeCondition(scope, tenant)}`)
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
    expect(nodes.some((node) => /Index/.test(node['Node Type']))).toBe(true)
  })

  it('of a member finds its groups by the member', async () => {
    const filter = resolveFilter(parseFilter(`members.value eq "${first.id}"`), group)
    const scope = { resourceType: group, filter, sortBy: undefined, wanted: [] }
    const nodes = await nodesOf(sql`SELECT r.id FROM scimkit_resource r WHERE ${scopeCondition(scope, tenant)}`)
    expect(nodes.filter((node) => node['Node Type'] === 'Seq Scan')).toEqual([])
  })
})
