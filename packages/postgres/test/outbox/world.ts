import { createScimHandler, type JsonObject, type ScimHandler, type Store } from '@scimkit/core'
import {
  createOutboxWorker,
  createPostgresStore,
  type Database,
  fromPool,
  migrate,
  type OutboxSink,
  type OutboxWorker,
  type OutboxWorkerOptions,
  type OutgoingEvent,
} from '@scimkit/postgres'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, vi } from 'vitest'
import { type FreshDatabase, freshDatabase } from '../../../../scripts/postgres/fresh-database.ts'

/** What one request came to. */
export interface Answer {
  readonly status: number
  readonly etag: string | undefined
  readonly id: string
}

/** A server with an outbox, and workers that end with the test. */
export interface World {
  readonly database: Database
  readonly pool: pg.Pool
  readonly connectionString: string
  readonly store: Store
  /** Sends a request to the tenant `acme`. */
  send(method: string, url: string, body?: JsonObject): Promise<Answer>
  addUser(userName: string, tenant?: string): Promise<string>
  /** Starts a worker that looks often. */
  work(options: OutboxWorkerOptions): OutboxWorker
  /** Delivers everything that waits, and gives it back in the order it came. */
  drain(options?: Partial<OutboxWorkerOptions>): Promise<readonly OutgoingEvent[]>
  /** How many events wait. */
  waiting(): Promise<number>
}

/** Waits for something that takes as long as it takes on a busy machine. */
export function eventually<Value>(check: () => Value | Promise<Value>): Promise<Value> {
  return vi.waitFor(check, { timeout: 15_000, interval: 20 })
}

/** Opens a world for the tests of a file. Its outbox is empty before each. */
export function openWorld(): World {
  const opened: { fresh?: FreshDatabase; pool?: pg.Pool; database?: Database; store?: Store; handler?: ScimHandler } =
    {}
  const workers: OutboxWorker[] = []
  beforeAll(async () => {
    opened.fresh = await freshDatabase()
    opened.pool = new pg.Pool({ connectionString: opened.fresh.url, max: 20 })
    opened.database = fromPool(opened.pool)
    await migrate(opened.database)
    opened.store = createPostgresStore(opened.database, { outbox: true })
    opened.handler = createScimHandler({
      store: opened.store,
      authenticate: ({ headers }) => ({ tenant: String(headers.authorization) }),
    })
  })
  beforeEach(() => opened.database?.script('TRUNCATE scimkit_outbox, scimkit_outbox_queue'))
  afterEach(async () => {
    await Promise.all(workers.splice(0).map((worker) => worker.stop()))
  })
  afterAll(async () => {
    await opened.store?.close()
    await opened.fresh?.drop()
  })
  const world: World = {
    get database() {
      return there(opened.database)
    },
    get pool() {
      return there(opened.pool)
    },
    get connectionString() {
      return there(opened.fresh).url
    },
    get store() {
      return there(opened.store)
    },
    send: (method, url, body) => send(there(opened.handler), { method, url, body, tenant: 'acme' }),
    async addUser(userName, tenant = 'acme') {
      const body = userNamed(userName)
      return (await send(there(opened.handler), { method: 'POST', url: '/Users', body, tenant })).id
    },
    work(options) {
      const worker = createOutboxWorker(world.database, { pollInterval: 20, backoff: () => 20, ...options })
      workers.push(worker)
      worker.start()
      return worker
    },
    async drain(options) {
      const { sink, events } = collector()
      const worker = world.work({ sink, ...options })
      await eventually(async () => {
        if ((await world.waiting()) > 0) throw new Error('There are events that wait.')
      })
      await worker.stop()
      return events
    },
    async waiting() {
      const { rows } = await world.pool.query(
        'SELECT count(*)::integer AS waiting FROM scimkit_outbox WHERE dead IS NULL',
      )
      return rows[0].waiting
    },
  }
  return world
}

/** A sink that takes everything. */
export function collector(): { readonly sink: OutboxSink; readonly events: OutgoingEvent[] } {
  const events: OutgoingEvent[] = []
  const sink: OutboxSink = async (event) => {
    events.push(event)
    return 'delivered'
  }
  return { sink, events }
}

export function userNamed(userName: string): JsonObject {
  return { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName }
}

/** A PATCH of one operation. */
export function patchOf(op: string, path: string, value?: JsonObject[string]): JsonObject {
  return {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op, path, ...(value !== undefined && { value }) }],
  }
}

function there<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new Error('The world is open within tests only.')
  return value
}

async function send(
  handler: ScimHandler,
  request: { method: string; url: string; body: JsonObject | undefined; tenant: string },
): Promise<Answer> {
  const { method, url, body, tenant } = request
  const {
    status,
    headers,
    body: text,
  } = await handler({
    method,
    url,
    baseUrl: 'https://app.example.com/scim/v2',
    headers: { authorization: tenant, 'content-type': 'application/scim+json' },
    readBody: async () => JSON.stringify(body ?? {}),
  })
  if (status >= 500) throw new Error(`${method} ${url} answered ${status}: ${text}`)
  return { status, etag: headers.etag, id: text ? JSON.parse(text).id : undefined }
}
