import { type Database, fromPool } from '@scimkit/postgres'
import pg from 'pg'
import sql from 'sql-template-tag'
import { afterEach, beforeEach, expect, inject, test } from 'vitest'

const numbers = sql`SELECT n FROM generate_series(1, 3500) n`
const patience = 60_000

let pool: pg.Pool
let database: Database

beforeEach(() => {
  pool = new pg.Pool({ connectionString: inject('postgres'), max: 3 })
  database = fromPool(pool)
})
afterEach(() => database.close())

const lent = () => pool.totalCount - pool.idleCount

test('all rows come in batches, and the connection goes back in order', async () => {
  const sizes: number[] = []
  for await (const rows of database.stream(numbers, patience)) sizes.push(rows.length)
  expect(sizes).toEqual([1000, 1000, 1000, 500])
  expect([lent(), pool.idleCount]).toEqual([0, 1])
})

test('nothing is asked for before the first batch is', async () => {
  database.stream(numbers, patience)
  expect(pool.totalCount).toBe(0)
})

test('whoever stops to read keeps no connection once the server has ended it', async () => {
  const stalled = database.stream(numbers, 100)
  const pieces = stalled[Symbol.asyncIterator]()
  await pieces.next()
  expect(lent()).toBe(1)
  await expect.poll(lent).toBe(0)
  await expect(pieces.next()).rejects.toThrow()
})

test('streams leave connections for others: those that have no place wait for one', async () => {
  const first = database.stream(numbers, patience)[Symbol.asyncIterator]()
  await first.next()
  const second = database.stream(numbers, patience)[Symbol.asyncIterator]()
  let isBegun = false
  const begun = second.next().then(() => {
    isBegun = true
  })
  await database.run(sql`SELECT 1`)
  expect([isBegun, lent()]).toEqual([false, 1])
  await first.return?.()
  await begun
  await second.return?.()
  expect(lent()).toBe(0)
})

test('a stream that cannot begin takes no place', async () => {
  for (let time = 0; time < 3; time += 1) {
    const broken = database.stream(sql`SELECT no_such_column`, patience)
    await expect(broken[Symbol.asyncIterator]().next()).rejects.toThrow('no_such_column')
  }
  for await (const rows of database.stream(numbers, patience)) expect(rows.length).toBeGreaterThan(0)
})
