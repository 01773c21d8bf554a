// A product that has users already: they become accounts, and its table follows what provisioning changes.
import assert from 'node:assert/strict'
import { setTimeout as wait } from 'node:timers/promises'
import { PGlite } from '@electric-sql/pglite'
import { bearerTokens, createDirectory, createScimHandler, defineProfile, isScimError, rfcProfile } from '@scimkit/core'
import { scimFetch } from '@scimkit/fetch'
import {
  createOutboxWorker,
  createPostgresStore,
  fromPglite,
  migrate,
  type OutboxSink,
  outboxBacklog,
} from '@scimkit/postgres'

interface User {
  email: string
  isEnabled: boolean
  scimId?: string
}

/** The table of the product. */
const users: User[] = [
  { email: 'ada@example.com', isEnabled: true },
  { email: 'bob@example.com', isEnabled: true },
]

const database = fromPglite(await PGlite.create())
await migrate(database)
const store = createPostgresStore(database, { outbox: true })
// The identity provider sees everybody, and a POST for somebody who is there already takes the account over.
const profile = defineProfile({ extends: rfcProfile, users: { visibility: 'tenant', onCreate: { unmanaged: 'link' } } })
const directory = createDirectory({ store, profile })

// Before the worker runs, which would take them for new people.
for (const user of users) user.scimId ??= await accountOf(user)

/** The account of a user; a run that was interrupted may have made it. */
async function accountOf({ email }: User): Promise<string> {
  const { accounts } = await directory.accounts('acme', { userName: email })
  const { id } = accounts[0] ?? (await directory.addAccount('acme', { userName: email, email }))
  return id
}

/** Makes the table say what the account says now, however often it is told, and whatever has happened since. */
const follow: OutboxSink = async ({ tenant, resourceType, sub_id: { id } }) => {
  if (resourceType !== 'User') return 'delivered'
  const account = await directory.account(tenant, id).catch((error) => {
    if (!isScimError(error, 'RESOURCE_NOT_FOUND')) throw error
  })
  const isEnabled = account?.provenance.active ?? false
  const user = users.find(({ scimId }) => scimId === id)
  if (account === undefined) Object.assign(user ?? {}, { isEnabled })
  else if (user === undefined) users.push({ email: account.userName, isEnabled, scimId: id })
  else Object.assign(user, { email: account.userName, isEnabled })
  return 'delivered'
}
const worker = createOutboxWorker(database, { sink: follow, pollInterval: 50, onError: console.error })
worker.start()

const handler = createScimHandler({
  store,
  profile,
  authenticate: bearerTokens([{ tenant: 'acme', token: 'secret' }]),
})
const serve = scimFetch(handler, { basePath: '/scim/v2' })
const send = async (method: string, path: string, body?: object) => {
  const headers = { authorization: 'Bearer secret', 'content-type': 'application/scim+json' }
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) }
  const response = await serve(new Request(`https://app.example.com/scim/v2${path}`, init))
  const text = await response.text()
  return text === '' ? undefined : JSON.parse(text)
}

const schemas = ['urn:ietf:params:scim:schemas:core:2.0:User']
const { id } = await send('POST', '/Users', { schemas, userName: 'ada@example.com' })
assert.equal(id, users[0]?.scimId)
await send('POST', '/Users', { schemas, userName: 'carol@example.com' })
await send('PATCH', `/Users/${id}`, {
  schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
  Operations: [{ op: 'replace', path: 'active', value: false }],
})
const bob = await send('GET', `/Users?filter=${encodeURIComponent('userName eq "bob@example.com"')}`)
await send('DELETE', `/Users/${bob.Resources[0].id}`)

while ((await outboxBacklog(database)).waiting > 0) await wait(50)
await worker.stop()
await store.close()
assert.deepEqual(
  users.map(({ email, isEnabled }) => [email, isEnabled]),
  [
    ['ada@example.com', false],
    ['bob@example.com', false],
    ['carol@example.com', true],
  ],
)
