import type { Confirmations } from '@scimkit/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

/** How the suite gets the confirmations it is about. */
export interface ConfirmationsContractOptions {
  /** Opens them; what was confirmed earlier may still be there. `close` also closes where they are kept. */
  readonly create: () => Promise<{ readonly confirmations: Confirmations; close(): Promise<void> }>
}

const noon = '2026-11-01T12:00:00.000Z'
const evening = '2026-11-01T18:00:00.000Z'

/**
 * Registers the tests that what keeps confirmations has to pass.
 *
 * @example
 * ```ts
 * describeConfirmationsContract('my confirmations', {
 *   create: async () => ({ confirmations: createMemoryConfirmations(), close: async () => undefined }),
 * })
 * ```
 */
export function describeConfirmationsContract(name: string, { create }: ConfirmationsContractOptions): void {
  describe(`${name}: confirmations contract`, () => {
    let opened: Awaited<ReturnType<ConfirmationsContractOptions['create']>> | undefined

    beforeAll(async () => {
      opened = await create()
    })
    afterAll(() => opened?.close())

    const newWorld = () => {
      if (opened === undefined) throw new Error('A test has started before the confirmations were open.')
      return { confirmations: opened.confirmations, tenant: `tenant-${crypto.randomUUID()}` }
    }

    test('nothing is allowed until somebody says so', async () => {
      const { confirmations, tenant } = newWorld()
      expect(await confirmations.allowedUntil(tenant, 'deactivations')).toBeUndefined()
      await confirmations.allow(tenant, 'deactivations', noon)
      expect(await confirmations.allowedUntil(tenant, 'deactivations')).toBe(noon)
    })

    test('the last word counts, also when it is an earlier time', async () => {
      const { confirmations, tenant } = newWorld()
      for (const until of [noon, evening, noon]) {
        await confirmations.allow(tenant, 'deactivations', until)
        expect(await confirmations.allowedUntil(tenant, 'deactivations')).toBe(until)
      }
    })

    test('what is allowed to one tenant, for one brake, is allowed to no other and for no other', async () => {
      const { confirmations, tenant } = newWorld()
      await confirmations.allow(tenant, 'deactivations', noon)
      await confirmations.allow(tenant, 'memberships', evening)
      expect(await confirmations.allowedUntil(tenant, 'deactivations')).toBe(noon)
      expect(await confirmations.allowedUntil(tenant, 'memberships')).toBe(evening)
      expect(await confirmations.allowedUntil(newWorld().tenant, 'deactivations')).toBeUndefined()
      expect(await confirmations.allowedUntil(`${tenant}deactiv`, 'ations')).toBeUndefined()
    })
  })
}
