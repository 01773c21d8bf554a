import type pg from 'pg'
import { interleaved, round } from '../measure.ts'
import { Hand } from './hand.ts'
import type { Through } from './store.ts'

/** One row: the same work through the store and in SQL by hand. */
export interface HandResult {
  readonly work: string
  readonly handMicroseconds: number
  readonly storeMicroseconds: number
  /** How many times as long the store takes. */
  readonly ratio: number
  readonly target: number
}

interface Work {
  readonly work: string
  readonly target: number
  readonly runs: number
  readonly hand: () => Promise<unknown>
  readonly store: () => Promise<unknown>
}

const users = 10_000

/** What the store costs over SQL that somebody wrote by hand for the same work, on as many users. */
export async function benchAgainstHand(pool: pg.Pool, through: Through): Promise<readonly HandResult[]> {
  const hand = new Hand(pool, 'hand')
  await hand.createTables()
  await hand.fill(users)
  await pool.query('VACUUM ANALYZE')
  const results: HandResult[] = []
  for (const each of await works(hand, through)) {
    const [handTime, storeTime] = await interleaved(each.hand, each.store, each.runs)
    results.push({
      work: each.work,
      handMicroseconds: round(handTime),
      storeMicroseconds: round(storeTime),
      ratio: round(storeTime / handTime),
      target: each.target,
    })
  }
  return results
}

async function works(hand: Hand, through: Through): Promise<readonly Work[]> {
  const numbers = Array.from({ length: users }, (_, index) => index + 1)
  const idsOf = async (of: { idOf(number: number): Promise<string> }, from: number, count: number) => {
    const ids: string[] = []
    for (const number of numbers.slice(from, from + count)) ids.push(await of.idOf(number))
    return ids
  }
  const [handIds, storeIds] = [await idsOf(hand, 0, users), await idsOf(through, 0, users)]
  const next = picker(users)
  const [handGroup, storeGroup] = [await hand.group(handIds.slice(0, 1000)), (await through.group(storeIds.slice(0, 1000))).id]
  const half = users / 2
  let turn = 0
  let page = 0
  const deep = await deepPosition(through, half)
  return [
    { work: 'read by id', target: 1.5, runs: 100, hand: () => hand.read(at(handIds, next())), store: () => through.read(at(storeIds, next())) },
    {
      work: 'userName eq',
      target: 1.5,
      runs: 100,
      hand: () => hand.findByName(`user${next() + 1}@example.com`),
      store: () => through.find(`userName eq "user${next() + 1}@example.com"`),
    },
    { work: 'page of 100', target: 1.5, runs: 20, hand: () => hand.page(0, 100), store: () => through.page(undefined, 100) },
    { work: 'page of 100, deep', target: 1.5, runs: 20, hand: () => hand.page(half, 100), store: () => through.page(deep, 100) },
    {
      work: 'change one user',
      target: 2,
      runs: 50,
      hand: () => hand.rename(at(handIds, next()), `n${(page += 1)}`),
      store: () => through.rename(at(storeIds, next()), `n${(page += 1)}`),
    },
    {
      work: 'add and remove 100 members',
      target: 2,
      runs: 5,
      hand: async () => {
        await hand.changeMembers(handGroup, handIds.slice(2000, 2100), 'add')
        await hand.changeMembers(handGroup, handIds.slice(2000, 2100), 'remove')
      },
      store: async () => {
        await through.changeMembers(storeGroup, storeIds.slice(2000, 2100), 'add')
        await through.changeMembers(storeGroup, storeIds.slice(2000, 2100), 'remove')
      },
    },
    {
      work: 'replace 10000 members, half of them others',
      target: 2,
      runs: 1,
      hand: () => hand.changeMembers(handGroup, half2(handIds, (turn += 1)), 'replace'),
      store: () => through.changeMembers(storeGroup, half2(storeIds, (turn += 1)), 'replace'),
    },
  ]
}

async function deepPosition(through: Through, depth: number): Promise<string | undefined> {
  let position: string | undefined
  for (let walked = 0; walked < depth; walked += 1000) position = (await through.page(position, 1000)).next
  return position
}
