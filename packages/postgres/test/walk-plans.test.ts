import sql, { type Sql } from 'sql-template-tag'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { heldBy, inverseElements, relationKey } from '../src/filter/elements.ts'
import { walkColumn, walkTables } from '../src/listing/walks.ts'
import { openFreshDatabase } from './open-fresh-database.ts'

/** A node of a plan, as far as it matters here. */
interface Node {
  readonly 'Relation Name'?: string
  readonly 'Index Cond'?: string
  readonly Plans?: readonly Node[]
}

let database: Awaited<ReturnType<typeof openFreshDatabase>>

// Nobody has told this database how much is in its tables: a new one, or one that has grown a moment ago.
beforeAll(async () => {
  database = await openFreshDatabase()
  const key = relationKey('Group', 'members')
  await database.run(sql`INSERT INTO scimkit_member (tenant, owner, attribute, value)
    SELECT 'acme', 'g' || left_one, ${key}, 'g' || right_one
    FROM generate_series(1, 150) left_one, generate_series(1, 150) right_one`)
})
afterAll(() => database.close())

/** What the rows of relations are looked up by in a statement. */
async function lookUpsOf(statement: Sql): Promise<readonly (string | undefined)[]> {
  const { rows } = await database.run(sql`EXPLAIN (FORMAT JSON) ${statement}`)
  const flatten = (node: Node): readonly Node[] => [node, ...(node.Plans ?? []).flatMap(flatten)]
  return flatten(rows[0]['QUERY PLAN'][0].Plan)
    .filter((node) => node['Relation Name'] === 'scimkit_member')
    .map((node) => node['Index Cond'])
}

const inverse = { resourceType: 'Group', attribute: 'members' }

it('whose groups are looked for, is looked up one owner at a time, not among all members there are', async () => {
  const of = { tenant: sql`${'acme'}::text`, id: sql`${'g1'}::text` }
  const lookUps = await lookUpsOf(sql`SELECT * FROM ${inverseElements(inverse, of)} e`)
  expect(lookUps.length).toBeGreaterThan(1)
  for (const condition of lookUps) expect(condition).toMatch(/\bvalue = /)
})

it('so are the groups of all users of a page', async () => {
  const walk = { scope: 0, index: 0, inverse }
  const page = sql`SELECT 'g1' COLLATE "C" AS id, 0 AS scope, 1 AS place`
  const lookUps = await lookUpsOf(
    sql`WITH RECURSIVE page AS (${page})${walkTables(walk, 'acme')} SELECT p.id${walkColumn(walk, 'acme')} FROM page p`,
  )
  expect(lookUps.length).toBeGreaterThan(1)
  for (const condition of lookUps) expect(condition).toMatch(/\bvalue = /)
})

it('so is what an owner holds', async () => {
  const lookUps = await lookUpsOf(sql`SELECT * FROM ${heldBy(inverse, { tenant: 'acme', owner: 'g1' })} h`)
  expect(lookUps.length).toBeGreaterThan(1)
  for (const condition of lookUps) expect(condition).toMatch(/\bowner = /)
})
