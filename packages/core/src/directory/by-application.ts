import type { Store } from '../store/store.ts'

/** What a directory does with a store. */
export type DirectoryStore = Omit<Store, 'ready' | 'close'>

/**
 * What the application does through a store, told as its own: who listens to the store's changes can leave them out.
 */
export function byApplication(store: Store): DirectoryStore {
  return {
    transaction: (tenant, work) => store.transaction(tenant, work, 'application'),
    read: (...asked) => store.read(...asked),
    query: (...asked) => store.query(...asked),
    streamed: store.streamed,
    transfer: (...asked) => store.transfer(...asked),
  }
}
