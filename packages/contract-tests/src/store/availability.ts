import type { Store } from '@scimkit/core'
import { describe, expect, test } from 'vitest'
import { draft } from './drafts.ts'
import { user } from './fixture.ts'
import { newWorld } from './world.ts'

/** Opens one more store of the kind under test. */
export type OpenStore = () => Promise<{ readonly store: Store; close(): Promise<void> }>

/** Whether the store can be reached. */
export function describeAvailability(open: OpenStore): void {
  describe('availability', () => {
    test('an open store is ready', async () => {
      const { store, close } = await open()
      await expect(store.ready()).resolves.toBeUndefined()
      await close()
    })

    test('a closed store says that it cannot be reached, and not in the words of a driver', async () => {
      const { store, close } = await open()
      await close()
      const { tenant, everything } = newWorld(store)
      const attempts = {
        ready: () => store.ready(),
        read: () => store.read(tenant, user, 'x', []),
        query: () => everything(),
        transfer: () =>
          store.transfer(user, 'x', {
            from: tenant,
            to: `${tenant}-2`,
            draft: (before) => draft(user, before.attributes),
          }),
        transaction: () => store.transaction(tenant, (unit) => unit.insert(user, draft(user, {}))),
      }
      for (const attempt of Object.values(attempts)) {
        await expect(attempt()).rejects.toMatchObject({ code: 'STORE_UNAVAILABLE' })
      }
    })

    test('a store can be closed twice', async () => {
      const { store, close } = await open()
      await store.close()
      await expect(store.close()).resolves.toBeUndefined()
      await close()
    })
  })
}
