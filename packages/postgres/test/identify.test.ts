import sql from 'sql-template-tag'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { identifying, toIdentified } from '../src/unit/identify.ts'
import { openFreshDatabase } from './open-fresh-database.ts'

interface Node {
  readonly 'Actual Loops': number
  readonly Plans?: readonly Node[]
}

let database: Awaited<ReturnType<typeof openFreshDatabase>>

beforeAll(async () => {
  database = await openFreshDatabase()
  await database.run(sql`INSERT INTO scimkit_resource
      (tenant, type, id, version, created, modified, document, search, provenance, keys, managed, active, deleted)
    SELECT 'acme', CASE WHEN i % 10 = 0 THEN 'Group' ELSE 'User' END, i::text, 1, 0, 0, '{}', '{}', '{}', '[]',
      TRUE, i % 2 = 0, i % 7 = 0
    FROM generate_series(1, 1000) g(i) ORDER BY g.i`)
})
afterAll(() => database.close())

const ids = Array.from({ length: 1000 }, (_, index) => String(index + 1))

it('finds the oldest so many live ones of each type', async () => {
  const { rows } = await database.run(identifying({ tenant: 'acme', ids, window: 30 }))
  const live = ids.filter((id) => Number(id) % 7 !== 0)
  const isGroup = (id: string) => Number(id) % 10 === 0
  const groups = live.filter(isGroup).slice(0, 30)
  const users = live.filter((id) => !isGroup(id)).slice(0, 30)
  expect([...toIdentified(rows).keys()].sort()).toEqual([...groups, ...users].sort())
})

it('looks for the end of a window once, however many ids are asked for', async () => {
  const { rows } = await database.run(
    sql`EXPLAIN (ANALYZE, FORMAT JSON) ${identifying({ tenant: 'acme', ids, window: 300 })}`,
  )
  const flatten = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)]
  const limits = flatten(rows[0]['QUERY PLAN'][0].Plan).filter((node) => Object(node)['Node Type'] === 'Limit')
  // Once for each type.
  expect(limits.map((node) => node['Actual Loops'])).toEqual([2])
})
