import type { StoredToken } from '@scimkit/core'
import type { Logger } from 'pino'

/** Says that a bearer which was given opens nothing: the store knows that it was revoked, or that its time is over. */
export function warnOfEnded({ id, tenant, revoked, expires }: StoredToken, log: Logger): void {
  const isOver = expires !== undefined && Date.parse(expires) <= Date.now()
  if (revoked === undefined && !isOver) return
  const why = revoked === undefined ? 'it has expired' : 'it was revoked'
  log.warn({ tenant, tokenId: id, revoked, expires }, `the bearer of --token for this tenant opens nothing: ${why}`)
}
