import { withoutSignIn } from './connect.ts'
import { write } from './edit-account.ts'
import { type Parts, presentOf } from './parts.ts'
import { walk } from './walk.ts'

/**
 * Ends the credentials and sign-in identities of a tenant, where they are tied to its SSO provider (P-34).
 *
 * Tokens come first, so that nothing more is provisioned; then one account after the other. Whoever is interrupted
 * calls it again: what is done stays done.
 */
export async function leaveSso(parts: Parts, tenant: string): Promise<void> {
  const { policy, store, user, tokens } = parts
  if (!policy.tokens.tiedToSso) return
  await tokens?.revoke(tenant, 'all', presentOf(parts))
  for await (const account of walk(parts, tenant, { resourceType: user, which: 'live' })) {
    if (account.provenance.signIn === undefined) continue
    await store.transaction(tenant, async (unit) => {
      const current = await unit.get(user, account.id)
      if (current !== undefined) await write(parts, unit, { current, ...withoutSignIn(current) })
    })
  }
}
