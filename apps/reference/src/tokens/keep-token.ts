import { randomUUID } from 'node:crypto'
import type { TokenStore } from '@scimkit/core'
import type { Token } from '../options/settings.ts'
import { tokenDigest } from './token-digest.ts'

/** Keeps a token of the command line. One that a lasting store knows stays what it is there: revoked, for instance. */
export async function keepToken(tokens: TokenStore, { tenant, token }: Token): Promise<void> {
  const sha256 = tokenDigest(token)
  if (await tokens.find(sha256)) return
  try {
    await tokens.add({ id: randomUUID(), tenant, name: 'command line', sha256, created: new Date().toISOString() })
  } catch (error) {
    // Another process that starts now has been faster.
    if ((await tokens.find(sha256)) === undefined) throw error
  }
}
