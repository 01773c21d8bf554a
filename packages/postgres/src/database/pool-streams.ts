import { ScimError } from '@scimkit/core'
import type { Sql } from 'sql-template-tag'
import { batchSize, type Limits, type Result } from './database.ts'
import { beginText } from './in-transaction.ts'
import { Lanes } from './lanes.ts'
import type { Loans } from './loans.ts'
import type { PoolClient } from './pool.ts'

/** Milliseconds a stream waits for one of the connections that streams may have. */
const patience = 5_000

/** Milliseconds a stream may take: while it is read, no row that was deleted since it began can be cleared away. */
const longest = 600_000

/** Seconds. */
const retryAfter = 5

/** Streams keep their connections as long as their readers take: they never have more than half of those there are. */
export function streamsOf(
  loans: Loans,
  limits: Limits,
): (statement: Sql, patience: number) => AsyncIterable<Result['rows']> {
  const lanes = new Lanes(Math.max(1, Math.floor(loans.most / 2)), patience)
  return async function* ({ text, values }, idle) {
    const { client, giveBack } = await borrow(loans, lanes)
    const end = performance.now() + longest
    try {
      await client.query(beginText({ limits, idle, access: 'READ ONLY' }))
      await client.query({ text: `DECLARE scimkit_stream NO SCROLL CURSOR FOR ${text}`, values })
      for (let isMore = true; isMore; ) {
        if (performance.now() > end) throw new ScimError('STORE_UNAVAILABLE', { retryAfter })
        const { rows } = await client.query({ text: `FETCH ${batchSize} FROM scimkit_stream`, values: [] })
        if (rows.length > 0) yield rows
        isMore = rows.length === batchSize
      }
    } finally {
      await giveBack()
    }
  }
}

interface Borrowed {
  readonly client: PoolClient
  readonly giveBack: () => Promise<void>
}

/**
 * A connection that is given back once: when the stream is over, or as soon as the server ends it, which it does to a
 * reader that has stopped to read. Nobody asks for the next batch then, so nobody else would notice.
 */
async function borrow(loans: Loans, lanes: Lanes): Promise<Borrowed> {
  if (!(await lanes.enter())) throw new ScimError('STORE_UNAVAILABLE', { retryAfter })
  const loan = await loans.lend().catch((error: unknown): never => {
    lanes.leave()
    throw error
  })
  const { client } = loan
  let isLent = true
  const release = (isBroken: boolean): void => {
    if (!isLent) return
    isLent = false
    client.off?.('error', onLost)
    loan.giveBack(isBroken)
    lanes.leave()
  }
  const onLost = (): void => release(true)
  client.on?.('error', onLost)
  const giveBack = async (): Promise<void> => {
    if (!isLent) return
    // A connection that has gone, or hangs, is not lent again.
    const isInOrder = await client.query('ROLLBACK').then(
      () => true,
      () => false,
    )
    release(!isInOrder)
  }
  return { client, giveBack }
}
