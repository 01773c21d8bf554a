// Every name here is public API. Named exports only.
export { createPostgresConfirmations } from './administration/postgres-confirmations.ts'
export { createPostgresLog, type PostgresLog, type PostgresLogOptions } from './administration/postgres-log.ts'
export { createPostgresTokens } from './administration/postgres-tokens.ts'
export type { Database, Result, Session } from './database/database.ts'
export { fromPglite, type Pglite } from './database/from-pglite.ts'
export { fromPool, type PoolOptions } from './database/from-pool.ts'
export type { Pool, PoolClient, PoolResult } from './database/pool.ts'
export type { Counts } from './listing/query.ts'
export { type MigrateOptions, migrate } from './migrations/migrate.ts'
export { type OutboxBacklog, outboxBacklog } from './outbox/backlog.ts'
export { exponentialBackoff } from './outbox/backoff.ts'
export { createDeadLetters, type DeadLetter, type DeadLetters } from './outbox/dead-letters.ts'
export {
  createOutboxWorker,
  type FailedAttempt,
  type OutboxSink,
  type OutboxWorker,
  type OutboxWorkerOptions,
} from './outbox/outbox-worker.ts'
export {
  type EventNotice,
  type EventPayloads,
  type EventUri,
  eventUris,
  type Located,
  type OutgoingEvent,
} from './outbox/outgoing-event.ts'
export { type WebhookOptions, webhookSink } from './outbox/webhook-sink.ts'
export { openPglite } from './pglite/open-pglite.ts'
export { createPostgresStore, type PostgresStoreOptions } from './postgres-store.ts'
export { type Reindexed, type ReindexOptions, reindex, type TakenValue } from './reindex.ts'
