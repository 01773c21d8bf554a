import { fromPool } from '@scimkit/postgres'
import pg from 'pg'
import sql, { raw } from 'sql-template-tag'
import { afterAll, expect, inject, it } from 'vitest'

const pool = new pg.Pool({ connectionString: inject('postgres'), max: 1 })
const database = fromPool(pool)
afterAll(() => database.close())

const odd = (number: number) => database.run(sql`SELECT ${raw(String(number))} AS number`)
const preparedOnes = async (): Promise<readonly string[]> =>
  (await database.run(sql`SELECT p.statement FROM pg_prepared_statements p`)).rows.map(({ statement }) => statement)

it('any number of odd statements leaves room for those that come often, and no connection keeps them all', async () => {
  for (let number = 0; number < 2_000; number += 1) {
    expect((await odd(number)).rows).toEqual([{ number }])
    if (number % 50 === 0) await database.run(sql`SELECT 'often'`)
  }
  await database.run(sql`SELECT 'late'`)
  const prepared = await preparedOnes()
  expect(prepared.length).toBeLessThanOrEqual(602)
  expect(prepared).toContain(`SELECT 'often'`)
  expect(prepared).toContain(`SELECT 'late'`)
})
