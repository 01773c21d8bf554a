import type { OperationEvent } from '@scimkit/core'

/** What was thrown, as the log says it. Never more than its stack: drivers hang the values of a row on their errors. */
export type TellCause = (event: Pick<OperationEvent, 'errorCode' | 'cause'>) => string | undefined

const minute = 60_000

/** As many messages as are remembered: with a port or a name in each, there could be any number. */
const most = 100

/**
 * Gives what says what was thrown, with its stack. While the database is away every request has the same one, thousands
 * of times: that is said whole once a minute, and its message otherwise.
 */
export function causeTeller(): TellCause {
  const said = new Map<string, number>()
  return ({ errorCode, cause }) => {
    if (!(cause instanceof Error)) return undefined
    if (!isOfTheStore(errorCode)) return cause.stack
    const now = performance.now()
    const last = said.get(cause.message)
    if (last !== undefined && now - last < minute) return cause.message
    if (said.size >= most) said.clear()
    said.set(cause.message, now)
    return cause.stack
  }
}

function isOfTheStore(code: string | undefined): boolean {
  return code === 'STORE_UNAVAILABLE' || code === 'STORE_TIMEOUT'
}
