import { timingSafeEqual } from 'node:crypto'
import { tokenDigest } from '../tokens/token-digest.ts'
import { Refusal } from './refusal.ts'

/**
 * Checks the Authorization header of a request. Digests are compared, so that neither the length of the token nor where
 * it begins to differ can be told from a clock.
 *
 * @throws Refusal
 */
export function checkAdminToken(header: string | undefined, expected: string): void {
  const [, token] = /^bearer +(\S+)$/i.exec(header?.trim() ?? '') ?? []
  const given = Buffer.from(tokenDigest(token ?? ''))
  if (timingSafeEqual(given, Buffer.from(tokenDigest(expected))) && token !== undefined) return
  throw new Refusal({
    status: 401,
    detail:
      token === undefined ? 'The request carries no bearer token.' : 'This is not the token of the administrator.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Send the value of --admin-token, which is none of the SCIM tokens, as "Authorization: Bearer <token>".',
      },
    ],
  })
}
