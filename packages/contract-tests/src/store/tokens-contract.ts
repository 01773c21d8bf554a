import type { StoredToken, TokenStore } from '@scimkit/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** How the suite gets the token store it is about. */
export interface TokenStoreContractOptions {
  /** Opens a token store; what an earlier one has left behind may still be there. `close` also closes the store. */
  readonly create: () => Promise<{ readonly tokens: TokenStore; close(): Promise<void> }>
}

/**
 * Registers the tests a token store has to pass: one for each guarantee in the documentation of `TokenStore`.
 *
 * @example
 * ```ts
 * describeTokenStoreContract('my tokens', {
 *   create: async () => ({ tokens: createMemoryTokens(), close: async () => undefined }),
 * })
 * ```
 */
export function describeTokenStoreContract(name: string, { create }: TokenStoreContractOptions): void {
  describe(`${name}: token store contract`, () => {
    let opened: Awaited<ReturnType<TokenStoreContractOptions['create']>> | undefined

    beforeAll(async () => {
      opened = await create()
    })
    afterAll(() => opened?.close())

    const newWorld = () => {
      if (opened === undefined) throw new Error('A test has started before the token store was open.')
      return newTokenWorld(opened.tokens)
    }
    describeKeeping(newWorld)
    describeRevoking(newWorld)
    describeUse(newWorld)
  })
}

type NewTokenWorld = () => ReturnType<typeof newTokenWorld>

const created = '2026-11-01T12:00:00.000Z'
const later = '2026-11-02T12:00:00.000Z'
const latest = '2026-11-03T12:00:00.000Z'

/** A tenant without tokens. */
function newTokenWorld(tokens: TokenStore) {
  const tenant = `tenant-${crypto.randomUUID()}`
  return {
    tokens,
    tenant,
    add: async (token: Partial<StoredToken> = {}, how?: { readonly alone: boolean }) => {
      const whole = { id: crypto.randomUUID(), tenant, name: 'Okta', sha256: newDigest(), created, ...token }
      await tokens.add(whole, how)
      return whole
    },
    /** When each token was revoked, oldest first. */
    revocations: async () => (await tokens.list(tenant)).map(({ revoked }) => revoked),
  }
}

function newDigest(): string {
  return [...crypto.getRandomValues(new Uint8Array(32))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function describeKeeping(newWorld: NewTokenWorld): void {
  describe('what is kept', () => {
    test('a token is found by its digest, as it was added', async () => {
      const { tokens, add } = newWorld()
      const plain = await add({ name: 'O\'Hara "1" ü \u0000\u0001' })
      const whole = await add({ scopes: ['read'], expires: later, revoked: latest, lastUsed: created })
      expect(await tokens.find(plain.sha256)).toEqual(plain)
      expect(await tokens.find(whole.sha256)).toEqual(whole)
      expect(await tokens.find(newDigest())).toBeUndefined()
    })

    test('a tenant has its own, oldest first, whatever their state', async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const expired = await acme.add({ expires: '2020-01-01T00:00:00.000Z' })
      const foreign = await other.add()
      const revoked = await acme.add({ revoked: later, created: later })
      const valid = await acme.add({ created: latest })
      expect(await acme.tokens.list(acme.tenant)).toEqual([expired, revoked, valid])
      expect(await other.tokens.list(other.tenant)).toEqual([foreign])
      expect(await acme.tokens.list(newWorld().tenant)).toEqual([])
    })
  })
}

function describeRevoking(newWorld: NewTokenWorld): void {
  describe('revoking', () => {
    test('one token leaves the others', async () => {
      const { tokens, tenant, add, revocations } = newWorld()
      const [, second] = [await add(), await add(), await add()]
      expect(await tokens.revoke(tenant, second.id, later)).toBe(1)
      expect(await tokens.revoke(tenant, `${second.id}\u0000`, later)).toBe(0)
      expect(await revocations()).toEqual([undefined, later, undefined])
      expect(await tokens.find(second.sha256)).toEqual({ ...second, revoked: later })
    })

    test('all of a tenant leaves those that were revoked before as they were', async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const [first] = [await acme.add(), await acme.add(), await acme.add()]
      await other.add()
      await acme.tokens.revoke(acme.tenant, first.id, later)
      expect(await acme.tokens.revoke(acme.tenant, 'all', latest)).toBe(2)
      expect(await acme.tokens.revoke(acme.tenant, 'all', latest)).toBe(0)
      expect(await acme.tokens.revoke(acme.tenant, first.id, latest)).toBe(0)
      expect(await acme.revocations()).toEqual([later, latest, latest])
      expect(await other.revocations()).toEqual([undefined])
    })

    test("another tenant's token, and one that is not there, cannot be revoked", async () => {
      const [acme, other] = [newWorld(), newWorld()]
      const { id } = await acme.add()
      expect(await other.tokens.revoke(other.tenant, id, later)).toBe(0)
      expect(await other.tokens.revoke(other.tenant, crypto.randomUUID(), later)).toBe(0)
      expect(await other.tokens.revoke(other.tenant, 'all', later)).toBe(0)
      expect(await acme.revocations()).toEqual([undefined])
    })

    test('P-35: a token that is to be alone revokes every other one of its tenant, when it is created', async () => {
      const [acme, other] = [newWorld(), newWorld()]
      await acme.add({ revoked: later })
      await acme.add()
      await other.add()
      const alone = await acme.add({ created: latest }, { alone: true })
      expect(await acme.revocations()).toEqual([later, latest, undefined])
      expect(await acme.tokens.find(alone.sha256)).toEqual(alone)
      expect(await other.revocations()).toEqual([undefined])
    })

    test('a token that need not be alone revokes none', async () => {
      const { add, revocations } = newWorld()
      await add()
      await add({}, { alone: false })
      expect(await revocations()).toEqual([undefined, undefined])
    })

    test('P-35: of tokens that are to be alone and come at once, one remains', async () => {
      // Several times: whether those that come at once also meet is for luck to say.
      for (let round = 0; round < 10; round += 1) {
        const { add, revocations } = newWorld()
        await Promise.all(Array.from({ length: 10 }, () => add({}, { alone: true })))
        expect((await revocations()).filter((revoked) => revoked === undefined)).toHaveLength(1)
      }
    })

    test('of units that revoke one token at once, one has done it', async () => {
      const { tokens, tenant, add } = newWorld()
      const { id } = await add()
      const counts = await Promise.all(Array.from({ length: 10 }, () => tokens.revoke(tenant, id, later)))
      expect(counts.reduce((sum, count) => sum + count)).toBe(1)
    })
  })
}

function describeUse(newWorld: NewTokenWorld): void {
  describe('use', () => {
    test('the latest use is known', async () => {
      const { tokens, add } = newWorld()
      const [token, unused] = [await add(), await add()]
      for (const at of [later, latest]) {
        await tokens.touch(token.id, at)
        expect((await tokens.find(token.sha256))?.lastUsed).toBe(at)
      }
      expect(await tokens.find(unused.sha256)).toEqual(unused)
    })

    test('an earlier use does not hide a later one', async () => {
      const { tokens, add } = newWorld()
      const { id, sha256 } = await add()
      for (const at of [latest, later]) await tokens.touch(id, at)
      expect((await tokens.find(sha256))?.lastUsed).toBe(latest)
    })

    test('a use of a token nobody knows is passed over', async () => {
      const { tokens, tenant } = newWorld()
      await expect(tokens.touch(crypto.randomUUID(), later)).resolves.toBeUndefined()
      expect(await tokens.list(tenant)).toEqual([])
    })

    test('a use does not undo a revocation', async () => {
      const { tokens, tenant, add } = newWorld()
      const { id, sha256 } = await add()
      await Promise.all([tokens.touch(id, later), tokens.revoke(tenant, id, latest)])
      expect(await tokens.find(sha256)).toMatchObject({ revoked: latest, lastUsed: later })
    })
  })
}
