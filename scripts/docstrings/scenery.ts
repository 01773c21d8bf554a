// What the examples of docstrings may take for granted: each of these is made anew for an example that names it.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished, test } from 'vitest'
import { startOnFreePort } from '../../apps/reference/test/start-on-free-port.ts'
import {
  bearerTokens,
  createScimHandler,
  type Draft,
  groupResourceType,
  type ScimRequest,
  type StoredResource,
  settleResourceType,
  userResourceType,
} from '../../packages/core/src/index.ts'
import { createMemoryLog, createMemoryStore } from '../../packages/memory/src/index.ts'
import { openFreshDatabase } from '../../packages/postgres/test/open-fresh-database.ts'

/** Serves a handler on a free port. */
export { serve } from '../../packages/express/test/serve.ts'

const types = [userResourceType, groupResourceType]
const provenance = { managed: true, origin: 'scim', active: true, deleted: false } as const

export const example = test
  /** Users, with every characteristic of their attributes settled. */
  .extend('userType', () => settleResourceType(userResourceType, types))
  /** Groups, likewise. */
  .extend('groupType', () => settleResourceType(groupResourceType, types))
  /** A user as a store keeps her. */
  .extend(
    'ada',
    (): StoredResource => ({
      resourceType: 'User',
      id: '2819c223',
      version: 1,
      created: '2026-01-01T00:00:00Z',
      lastModified: '2026-01-01T00:00:00Z',
      attributes: {
        userName: 'ada',
        name: { givenName: 'Ada', familyName: 'Lovelace' },
        emails: [{ value: 'ada@example.com', type: 'work', primary: true }, { value: 'ada@home.example' }],
      },
      provenance,
    }),
  )
  /** What a store is asked to keep of her. */
  .extend('draft', ({ ada }): Draft => ({ attributes: ada.attributes, keys: [], provenance }))
  /** An empty store. */
  .extend('store', () => createMemoryStore())
  /** An empty provisioning log. */
  .extend('log', () => createMemoryLog())
  /** A handler on the store and the log, with the tenant `acme`. */
  .extend('handler', ({ store, log }) =>
    createScimHandler({ store, log, authenticate: bearerTokens([{ tenant: 'acme', token: 's3cret' }]) }),
  )
  /** A request that `handler` lets in: a look at all users. */
  .extend(
    'request',
    (): ScimRequest => ({
      method: 'GET',
      url: '/Users',
      baseUrl: 'https://app.example.com/scim/v2',
      headers: { authorization: 'Bearer s3cret' },
      readBody: async () => '',
    }),
  )
  /** The reference server on a free port, with the tenant `acme`. */
  .extend('server', async () => {
    const server = await startOnFreePort({ tokens: [{ tenant: 'acme', token: 's3cret' }] })
    onTestFinished(() => server.close())
    return server
  })
  /** An empty directory. */
  .extend('directory', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'scimkit-example-'))
    onTestFinished(() => rm(directory, { recursive: true }))
    return directory
  })
  /** A PostgreSQL database with the tables of the store. */
  .extend('database', async () => {
    const database = await openFreshDatabase()
    onTestFinished(() => database.close())
    return database
  })
