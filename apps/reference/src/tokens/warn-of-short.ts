import type { Logger } from 'pino'
import type { Options } from '../options/options.ts'

/** Characters of base64: 96 bits. What is shorter was likely thought up, and can be guessed (RFC 6750 §5.3). */
const enough = 16

/** Only this machine reaches it: somebody tries something out. */
const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|::1)$/i

/** Says once, and without them, that bearers which others could try are too short. */
export function warnOfShortTokens(
  { host, tokens, adminToken }: Pick<Options, 'host' | 'tokens' | 'adminToken'>,
  log: Logger,
): void {
  if (loopback.test(host)) return
  const short = [
    ...(tokens.some(({ token }) => token.length < enough) ? ['--token'] : []),
    ...(adminToken !== undefined && adminToken.length < enough ? ['--admin-token'] : []),
  ]
  if (short.length > 0)
    log.warn({ flags: short }, `a bearer of fewer than ${enough} characters can be guessed: openssl rand -base64 32`)
}
