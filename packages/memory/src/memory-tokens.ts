import { parseInstant, type StoredToken, type TokenStore } from '@scimkit/core'

/**
 * A token store in the memory of this process: what it holds is gone when the process ends.
 *
 * @example
 * ```ts
 * const tokens = createMemoryTokens()
 * const sha256 = 'a'.repeat(64)
 * await tokens.add({ id: '1', tenant: 'acme', name: 'Okta', sha256, created: '2026-11-01T12:00:00Z' })
 * await tokens.find(sha256) // { tenant: 'acme', name: 'Okta', … }
 * ```
 */
export function createMemoryTokens(): TokenStore {
  return new MemoryTokens()
}

/** The place of a token: what is known of it changes. */
interface Slot {
  token: StoredToken
}

class MemoryTokens implements TokenStore {
  readonly #byDigest = new Map<string, Slot>()
  readonly #byId = new Map<string, Slot>()
  readonly #byTenant = new Map<string, Slot[]>()

  async add(token: StoredToken, { alone }: { readonly alone: boolean } = { alone: false }): Promise<void> {
    const ofTenant = this.#slots(token.tenant)
    if (alone) revokeAll(ofTenant, token.created)
    const slot = { token }
    this.#byDigest.set(token.sha256, slot)
    this.#byId.set(token.id, slot)
    this.#byTenant.set(token.tenant, [...ofTenant, slot])
  }

  async list(tenant: string): Promise<readonly StoredToken[]> {
    return this.#slots(tenant).map(({ token }) => token)
  }

  async find(sha256: string): Promise<StoredToken | undefined> {
    return this.#byDigest.get(sha256)?.token
  }

  async revoke(tenant: string, id: string | 'all', at: string): Promise<number> {
    const meant = this.#slots(tenant).filter(({ token }) => id === 'all' || token.id === id)
    return revokeAll(meant, at)
  }

  async touch(id: string, at: string): Promise<void> {
    const slot = this.#byId.get(id)
    if (slot === undefined || instantOf(at) <= instantOf(slot.token.lastUsed)) return
    slot.token = { ...slot.token, lastUsed: at }
  }

  #slots(tenant: string): readonly Slot[] {
    return this.#byTenant.get(tenant) ?? []
  }
}

/** Revokes those that are not, and says how many they were. */
function revokeAll(slots: readonly Slot[], at: string): number {
  const valid = slots.filter(({ token }) => token.revoked === undefined)
  for (const slot of valid) slot.token = { ...slot.token, revoked: at }
  return valid.length
}

function instantOf(time: string | undefined): number {
  return (time === undefined ? undefined : parseInstant(time)) ?? Number.NEGATIVE_INFINITY
}
