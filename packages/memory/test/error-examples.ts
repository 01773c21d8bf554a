import {
  type Authenticate,
  bearerTokens,
  createDirectory,
  createScimHandler,
  defaultBodyLimit,
  defineProfile,
  defineResourceType,
  type ErrorExample,
  enterpriseUserSchema,
  groupResourceType,
  type Policy,
  type ProvisioningLog,
  readWebBody,
  rfcProfile,
  ScimError,
  type ScimEvent,
  type ScimHandler,
  type ScimHandlerOptions,
  type ScimResponse,
  type Store,
  userResourceType,
} from '@scimkit/core'
import { createMemoryLog, createMemoryStore } from '../src/index.ts'

const token = 'c2NpbS1leGFtcGxl'
const known = { tenant: 'example', token }

/** What an example may take for granted besides an empty tenant and a valid token. */
interface Situation {
  /** What exists before the request is sent. */
  readonly holds?: 'user' | 'user and group' | 'group of two'
  readonly options?: Partial<ScimHandlerOptions>
  readonly bodyLimit?: number
  /** What the client makes of the JSON before it sends it. */
  readonly write?: (text: string) => string | Uint8Array
  /** Whether the application protects the user. */
  readonly isProtected?: boolean
  readonly withoutToken?: boolean
  readonly withoutStore?: boolean
  /** Where the request reaches the server; {@link baseUrl} when left out. */
  readonly reachedAt?: string
}

/** A resource that cannot be without a reference to another one. */
const badgeType = defineResourceType({
  name: 'Badge',
  schema: {
    id: 'urn:example:Badge',
    name: 'Badge',
    attributes: [
      {
        name: 'issuer',
        type: 'complex',
        required: true,
        subAttributes: [{ name: 'value' }, { name: '$ref', type: 'reference', referenceTypes: ['Badge'] }],
      },
    ],
  },
})

/** The `given` of the catalogue's examples. */
export const situations: Readonly<Record<string, Situation>> = {
  'a user': { holds: 'user' },
  'a user, in the strict dialect': { holds: 'user', options: { dialect: 'strict' } },
  'a user, and a path in every operation': {
    holds: 'user',
    options: { profile: defineProfile({ extends: rfcProfile, protocol: { patchWithoutPath: 'reject' } }) },
  },
  'a user, and writes need If-Match': { holds: 'user', options: { requireIfMatch: true } },
  'a group with one member, in the strict dialect': { holds: 'user and group', options: { dialect: 'strict' } },
  'a group with one member, and a client that repeats the operation 10 001 times': {
    holds: 'user and group',
    write: repeatOperation,
  },
  'the strict dialect': { options: { dialect: 'strict' } },
  'a client without a token': { withoutToken: true },
  'an expired token': { options: { authenticate: bearerTokens([{ ...known, expires: new Date(0) }]) } },
  'a token that may only read': { options: { authenticate: bearerTokens([{ ...known, scopes: ['read'] }]) } },
  'an authentication that throws': {
    options: { authenticate: failingWith(new Error('the directory of tokens cannot be read')) },
  },
  'an authorization server that is down': {
    options: { authenticate: failingWith(new ScimError('CREDENTIALS_UNCHECKED', { retryAfter: 30 })) },
  },
  'a store that takes too long': {
    options: { authenticate: failingWith(new ScimError('STORE_TIMEOUT', { retryAfter: 300 })) },
  },
  'a client over its rate': { options: { limitRate: () => 30 } },
  'a client that writes Latin-1': { write: (text) => Buffer.from(text, 'latin1') },
  'a client that repeats the title 10 000 times': {
    write: (text) => text.replace('Engineer', (title) => title.repeat(10_000)),
  },
  'a body limit of 100 bytes': { bodyLimit: 100 },
  // The example's cursor was made with this key, at the beginning of 1970.
  'a cursor from long ago': { options: { cursor: { key: 'the cursor key of the examples, no secret at all' } } },
  'a type with a required extension': {
    options: {
      resourceTypes: [
        { ...userResourceType, extensions: [{ schema: enterpriseUserSchema, required: true }] },
        groupResourceType,
      ],
    },
  },
  'bulk requests of one operation': { options: { bulk: { maxOperations: 1 } } },
  'a type that requires a reference': { options: { resourceTypes: [badgeType] } },
  'a group with one member, and queries of one match': {
    holds: 'user and group',
    options: { profile: { ...rfcProfile, query: { ...rfcProfile.query, maxMatches: 1 } } },
  },
  'family names that are sensitive': {
    options: { profile: { ...rfcProfile, query: { ...rfcProfile.query, sensitive: ['name.familyName'] } } },
  },
  'a server that is reached without TLS': {
    options: { requireTls: true },
    reachedAt: 'http://app.example.com/scim/v2',
  },
  'an application that says it is mounted behind a query': { reachedAt: 'https://app.example.com/scim/v2?tenant=acme' },
  'a client that names no host': { reachedAt: 'https://app?/scim/v2' },
  'a password policy': {
    options: { passwords: { hash: () => 'hash', accept: () => 'it has less than 12 characters' } },
  },
  'group names of ten characters': {
    options: { profile: defineProfile({ extends: rfcProfile, groups: { displayNameMax: 10 } }) },
  },
  'at most one member in a request': { options: { profile: withBatch('413') } },
  'at most one member in a request, refused as a bad request': { options: { profile: withBatch('400') } },
  'at most one member in a request, which times out with more': { options: { profile: withBatch('timeout') } },
  'nothing but `userName eq` as a filter': {
    options: { profile: defineProfile({ extends: rfcProfile, filters: { allow: { User: ['userName eq'] } } }) },
  },
  'a protected user': { holds: 'user', isProtected: true },
  'a user, and seats for one': {
    holds: 'user',
    options: { profile: defineProfile({ extends: rfcProfile, users: { maxActive: 1 } }) },
  },
  'a user, and a brake on deactivations that one more passes': {
    holds: 'user',
    options: {
      log: logOfOneDeactivation(),
      profile: withBrakes({ deactivations: { absolute: 1, percent: 50, windowMinutes: 60 } }),
    },
  },
  'a group with two members, and a brake on members': {
    holds: 'group of two',
    options: { log: createMemoryLog(), profile: withBrakes({ members: { absolute: 1, percent: 50 } }) },
  },
  'a store that is down': { withoutStore: true },
}

function withBrakes(brakes: Policy['brakes']): Policy {
  return defineProfile({ extends: rfcProfile, brakes })
}

/** One account was deactivated a moment ago. */
function logOfOneDeactivation(): ProvisioningLog {
  const log = createMemoryLog()
  void log.append({
    ...{
      requestId: '1',
      at: new Date().toISOString(),
      tenant: known.tenant,
      method: 'PATCH',
      status: 200,
      durationMs: 1,
    },
    ...{ resourceType: 'User', outcome: 'success', effect: 'deactivated', normalisations: [], findings: [] },
  })
  return log
}

function withBatch(onHard: Policy['groups']['batch']['onHard']): Policy {
  return defineProfile({ extends: rfcProfile, groups: { batch: { hard: 1, onHard } } })
}

function repeatOperation(text: string): string {
  const message = JSON.parse(text)
  return JSON.stringify({ ...message, Operations: Array.from({ length: 10_001 }, () => message.Operations[0]) })
}

function failingWith(error: Error): Authenticate {
  return () => {
    throw error
  }
}

/** The base URL of the examples. */
export const baseUrl = 'https://app.example.com/scim/v2'

/** What an example came to: the request as it was meant, the answer, and what the handler told of it. */
export interface ExampleRun {
  readonly ids: Ids
  readonly headers: Readonly<Record<string, string>>
  readonly response: ScimResponse
  readonly event: ScimEvent
}

interface Ids {
  readonly userId?: string
  readonly groupId?: string
}

/** Runs an example of the catalogue against a handler over a memory store. */
export async function runExample(example: ErrorExample): Promise<ExampleRun> {
  const situation = situationOf(example)
  const store = createMemoryStore()
  const ids = await fill(store, situation.holds)
  if (situation.isProtected) await createDirectory({ store }).protect(known.tenant, ids.userId ?? '', true)
  if (situation.withoutStore) await store.close()
  const events: ScimEvent[] = []
  const handler = createScimHandler({
    store,
    authenticate: bearerTokens([known]),
    ...situation.options,
    onEvent: (event) => events.push(event),
  })
  const headers = headersOf(example, situation)
  const { reachedAt = baseUrl } = situation
  const reached: ScimHandler = (request) => handler({ ...request, baseUrl: reachedAt })
  const response = await send(reached, { ...example, path: withIds(example.path, ids), headers }, (text) =>
    readWebBody(bodyOf(withIds(text, ids), { situation, headers }), situation.bodyLimit ?? defaultBodyLimit),
  )
  const [event] = events
  if (event === undefined) throw new Error('The handler told nothing of the request')
  return { ids, headers, response, event }
}

function situationOf({ given }: ErrorExample): Situation {
  if (given === undefined) return {}
  const situation = situations[given]
  if (situation === undefined) throw new Error(`There is no situation "${given}"`)
  return situation
}

/** Creates what the situation holds, through the protocol itself. */
async function fill(store: Store, holds: Situation['holds']): Promise<Ids> {
  if (holds === undefined) return {}
  const handler = createScimHandler({ store, authenticate: () => known })
  const userId = await create(handler, '/Users', {
    userName: 'ada@example.com',
    name: { givenName: 'Ada', familyName: 'Lovelace' },
    emails: [{ type: 'work', value: 'ada@example.com', primary: true }],
  })
  if (holds === 'user') return { userId }
  const others = holds === 'group of two' ? [await create(handler, '/Users', { userName: 'grace@example.com' })] : []
  const members = [userId, ...others].map((value) => ({ value }))
  const groupId = await create(handler, '/Groups', { displayName: 'Analysts', members })
  return { userId, groupId }
}

async function create(handler: ScimHandler, path: string, body: object): Promise<string> {
  const { status, body: answer = '' } = await send(handler, { method: 'POST', path, body }, async (text) => text)
  if (status !== 201) throw new Error(answer)
  return JSON.parse(answer).id
}

function send(
  handler: ScimHandler,
  { method, path, headers = {}, body }: ErrorExample,
  read: (text: string) => Promise<string>,
): Promise<ScimResponse> {
  return handler({ method, url: path, baseUrl, headers, readBody: () => read(textOf(body)) })
}

function textOf(body: unknown): string {
  if (body === undefined) return ''
  return typeof body === 'string' ? body : JSON.stringify(body)
}

interface Sent {
  readonly situation: Situation
  readonly headers: Readonly<Record<string, string>>
}

function bodyOf(text: string, { situation: { write }, headers }: Sent): Request {
  const body = write === undefined ? text : Buffer.from(write(text))
  return new Request(baseUrl, { method: 'POST', headers, body })
}

function headersOf({ body, headers }: ErrorExample, { withoutToken }: Situation): Readonly<Record<string, string>> {
  return {
    ...(!withoutToken && { authorization: `Bearer ${token}` }),
    ...(body !== undefined && { 'content-type': 'application/scim+json' }),
    ...headers,
  }
}

function withIds(text: string, { userId = '', groupId = '' }: Ids): string {
  return text.replaceAll('{userId}', userId).replaceAll('{groupId}', groupId)
}
