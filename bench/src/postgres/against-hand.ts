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

/** How many users each side has: two crowds, of which each can replace the other. */
export const comparedUsers = 20_000
const users = comparedUsers
const crowd = users / 2

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

interface Side {
  readonly ids: readonly string[]
  readonly group: string
}

async function works(hand: Hand, through: Through): Promise<readonly Work[]> {
  const byHand = await sideOf(hand)
  const stored = await sideOf(through)
  return [
    ...reads(hand, through, { byHand, stored }),
    ...(await pages(hand, through)),
    ...writes(hand, through, { byHand, stored }),
  ]
}

async function sideOf(of: Hand | Through): Promise<Side> {
  const ids: string[] = []
  for (let number = 1; number <= users; number += 1) ids.push(await of.idOf(number))
  return { ids, group: await of.group(ids.slice(0, 1000)) }
}

interface Sides {
  readonly byHand: Side
  readonly stored: Side
}

function reads(hand: Hand, through: Through, { byHand, stored }: Sides): readonly Work[] {
  const next = counter()
  const name = () => `user${(next() % users) + 1}@example.com`
  return [
    {
      work: 'read by id',
      target: 1.5,
      runs: 100,
      hand: () => hand.read(pick(byHand.ids, next())),
      store: () => through.read(pick(stored.ids, next())),
    },
    {
      work: 'userName eq',
      target: 1.5,
      runs: 100,
      hand: () => hand.findByName(name()),
      store: () => through.find(`userName eq "${name()}"`),
    },
  ]
}

async function pages(hand: Hand, through: Through): Promise<readonly Work[]> {
  const half = users / 2
  let position: string | undefined
  for (let walked = 0; walked < half; walked += 1000) position = (await through.page(position, 1000)).next
  const work = (name: string, from: { readonly hand: number; readonly store: string | undefined }): Work => ({
    work: name,
    target: 1.5,
    runs: 10,
    hand: () => hand.page(from.hand, 100),
    store: () => through.page(from.store, 100),
  })
  return [
    work('page of 100', { hand: 0, store: undefined }),
    work('page of 100, deep', { hand: half, store: position }),
  ]
}

function writes(hand: Hand, through: Through, { byHand, stored }: Sides): readonly Work[] {
  const next = counter()
  const hundred = ({ ids }: Side) => ids.slice(2000, 2100)
  const addAndRemove = async (side: Hand | Through, of: Side) => {
    await side.changeMembers(of.group, hundred(of), 'add')
    await side.changeMembers(of.group, hundred(of), 'remove')
  }
  return [
    {
      work: 'change one user',
      target: 2,
      runs: 50,
      hand: () => hand.rename(pick(byHand.ids, next()), `n${next()}`),
      store: () => through.rename(pick(stored.ids, next()), `n${next()}`),
    },
    {
      work: 'add and remove 100 members',
      target: 2,
      runs: 5,
      hand: () => addAndRemove(hand, byHand),
      store: () => addAndRemove(through, stored),
    },
    {
      work: `replace ${crowd} members by ${crowd} others`,
      target: 2,
      runs: 1,
      hand: replacing(hand, byHand),
      store: replacing(through, stored),
    },
  ]
}

/** Each crowd in turn, so that every replacement changes all members. */
function replacing(side: Hand | Through, { ids, group }: Side): () => Promise<void> {
  const next = counter()
  return () => side.changeMembers(group, next() % 2 === 0 ? ids.slice(0, crowd) : ids.slice(crowd), 'replace')
}

function counter(): () => number {
  let count = 0
  return () => {
    count += 1
    return count
  }
}

/** An id of the list, another one each time, in no order an index would like. */
function pick(ids: readonly string[], turn: number): string {
  return ids[(turn * 7919) % ids.length] ?? ''
}
