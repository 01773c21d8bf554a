export { createMemoryConfirmations } from './memory-confirmations.ts'
export { createMemoryLog, type MemoryLogOptions } from './memory-log.ts'
export { createMemoryStore, type MemoryStoreOptions } from './memory-store.ts'
export { createMemoryTokens } from './memory-tokens.ts'
