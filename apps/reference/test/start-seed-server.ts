import type { SeedServer } from '@scimkit/contract-tests/seeds'
import { createDirectory, type Policy } from '@scimkit/core'
import { pino } from 'pino'
import { serve } from '../src/start-server.ts'
import { openStores } from '../src/stores.ts'
import { defaults } from './start-on-free-port.ts'

/** Starts a server with a profile on what `--store` would name, and opens the application's side of it. */
export async function startSeedServer(policy: Policy, storeName: string): Promise<SeedServer> {
  const stores = await openStores({ ...defaults, store: storeName })
  const tokens = [{ tenant: 'nobody', token: crypto.randomUUID() }] as const
  const log = pino({ level: 'silent' })
  const server = await serve({ ...defaults, policy, tokens, store: storeName }, { stores, log })
  const directory = createDirectory({ store: stores.store, profile: policy, tokens: stores.tokens, log: stores.log })
  return { ...server, directory, log: stores.log, tokens: stores.tokens }
}
