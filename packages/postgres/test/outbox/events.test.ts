import type { Draft, ResourceType, StoredResource, UnitOfWork } from '@scimkit/core'
import { createDirectory, groupResourceType, settleResourceType, userResourceType } from '@scimkit/core'
import { createPostgresStore, type OutgoingEvent } from '@scimkit/postgres'
import { expect, test } from 'vitest'
import { openWorld, patchOf, userNamed } from './world.ts'

const created = 'urn:ietf:params:scim:event:prov:create:notice'
const changed = 'urn:ietf:params:scim:event:prov:patch:notice'
const deleted = 'urn:ietf:params:scim:event:prov:delete'
const activated = 'urn:ietf:params:scim:event:prov:activate'
const deactivated = 'urn:ietf:params:scim:event:prov:deactivate'

const enterprise = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User'
const definitions = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, definitions)

const world = openWorld()
const { send, addUser, drain } = world

/** Does something, and gives back what is told of it. */
async function toldOf(work: () => Promise<unknown>): Promise<readonly OutgoingEvent[]> {
  await drain()
  await work()
  return drain()
}

function eventsOf(told: readonly OutgoingEvent[], id: string): readonly OutgoingEvent['events'][] {
  return told.filter(({ sub_id }) => sub_id.id === id).map(({ events }) => events)
}

function draft(attributes: Draft['attributes'], provenance: Partial<Draft['provenance']> = {}): Draft {
  const settled = { managed: true, origin: 'scim', active: true, deleted: false, ...provenance } as const
  return { attributes, keys: [], provenance: settled }
}

async function mustGet(unit: UnitOfWork, resourceType: ResourceType, id: string): Promise<StoredResource> {
  const found = await unit.get(resourceType, id)
  if (found === undefined) throw new Error(`There is no ${id}.`)
  return found
}

test('a creation is told with the names of what came, where it is and in which version', async () => {
  const body = { ...userNamed('ada'), externalId: 'x-1', [enterprise]: { department: 'Looms' } }
  let answer = { etag: undefined as string | undefined, id: '' }
  const [event, ...others] = await toldOf(async () => {
    answer = await send('POST', '/Users', body)
  })
  expect(others).toEqual([])
  expect(event).toEqual({
    jti: expect.stringMatching(/^[0-9a-f-]{36}$/),
    iat: expect.any(Number),
    txn: expect.stringMatching(/^[0-9a-f-]{36}$/),
    tenant: 'acme',
    by: 'scim',
    resourceType: 'User',
    sub_id: { format: 'scim', uri: `/Users/${answer.id}`, id: answer.id },
    events: { [created]: { attributes: expect.any(Array), version: answer.etag } },
  })
  expect(event?.events[created]?.attributes).toEqual(
    expect.arrayContaining(['userName', 'externalId', `${enterprise}:department`]),
  )
})

test('no value of anybody is told', async () => {
  const told = await toldOf(async () => {
    const id = await addUser('grace@example.com')
    await send('PATCH', `/Users/${id}`, patchOf('replace', 'displayName', 'Grace Hopper'))
    await send('DELETE', `/Users/${id}`)
  })
  expect(told).toHaveLength(3)
  expect(JSON.stringify(told)).not.toMatch(/grace|hopper/i)
})

test('a change names exactly what differs, an attribute of an extension with its URN', async () => {
  const id = await addUser('b')
  let etag: string | undefined
  const told = await toldOf(async () => {
    const value = { displayName: 'B', [enterprise]: { department: 'Looms' } }
    const operations = [{ op: 'add', value }]
    const schemas = ['urn:ietf:params:scim:api:messages:2.0:PatchOp']
    etag = (await send('PATCH', `/Users/${id}`, { schemas, Operations: operations })).etag
  })
  const notice = told[0]?.events[changed]
  expect(told).toHaveLength(1)
  expect(notice).toEqual({ attributes: expect.any(Array), version: etag })
  expect([...(notice?.attributes ?? [])].sort()).toEqual(['displayName', `${enterprise}:department`])
})

test('a request that changes nothing is not told', async () => {
  const id = await addUser('c')
  const told = await toldOf(() => send('PATCH', `/Users/${id}`, patchOf('replace', 'userName', 'c')))
  expect(told).toEqual([])
})

test('taking an account out of use and back is told beside the change', async () => {
  const id = await addUser('d')
  const told = await toldOf(async () => {
    await send('PATCH', `/Users/${id}`, patchOf('replace', 'active', false))
    await send('PATCH', `/Users/${id}`, patchOf('replace', 'active', true))
  })
  expect(told.map(({ events }) => Object.keys(events))).toEqual([
    [changed, deactivated],
    [changed, activated],
  ])
  expect(told[0]?.events[deactivated]).toEqual({})
})

test('a deletion is told without a payload, and its groups tell that a member is gone, in the same transaction', async () => {
  const id = await addUser('e')
  const group = await send('POST', '/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'E',
    members: [{ value: id }],
  })
  const told = await toldOf(() => send('DELETE', `/Users/${id}`))
  const { etag } = await send('GET', `/Groups/${group.id}`)
  expect(eventsOf(told, id)).toEqual([{ [deleted]: {} }])
  expect(eventsOf(told, group.id)).toEqual([{ [changed]: { attributes: ['members'], version: etag } }])
  expect(new Set(told.map(({ txn }) => txn)).size).toBe(1)
  expect(new Set(told.map(({ jti }) => jti)).size).toBe(2)
})

test('a change of members is one event of the group, with the version it has then', async () => {
  const ids = [await addUser('f1'), await addUser('f2')]
  const { id } = await send('POST', '/Groups', {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'F',
  })
  const members = ids.map((value) => ({ value }))
  const told = await toldOf(() => send('PATCH', `/Groups/${id}`, patchOf('add', 'members', members)))
  const { etag } = await send('GET', `/Groups/${id}`)
  expect(told.map(({ events }) => events)).toEqual([{ [changed]: { attributes: ['members'], version: etag } }])
})

test('what is rolled back is not told', async () => {
  const id = await addUser('g')
  const told = await toldOf(async () => {
    const work = world.store.transaction('acme', async (unit) => {
      await unit.insert(user, draft({ userName: 'g2' }))
      await unit.remove(user, await mustGet(unit, user, id), 'hard')
      throw new Error('not after all')
    })
    await expect(work).rejects.toThrow('not after all')
    expect((await send('POST', '/Users', userNamed('g'))).status).toBe(409)
  })
  expect(told).toEqual([])
})

test('the event is there as soon as the change is, and not before', async () => {
  await drain()
  await world.store.transaction('acme', async (unit) => {
    await unit.insert(user, draft({ userName: 'h' }))
    expect(await world.waiting()).toBe(0)
  })
  expect(await world.waiting()).toBe(1)
})

test('many steps of one unit are one event', async () => {
  const told = await toldOf(() =>
    world.store.transaction('acme', async (unit) => {
      const first = await unit.insert(user, draft({ userName: 'i' }))
      await unit.update(user, first, draft({ userName: 'i', displayName: 'I' }, { active: false }))
      const gone = await unit.insert(user, draft({ userName: 'i2' }))
      await unit.remove(user, gone, 'hard')
    }),
  )
  expect(told.map(({ events }) => events)).toEqual([
    { [created]: { attributes: ['userName', 'displayName'], version: 'W/"2"' } },
  ])
})

test('a tombstone is told as a deletion once, and as a creation when it comes back', async () => {
  const id = await addUser('j')
  const remove = (how: 'hard' | 'tombstone') =>
    world.store.transaction('acme', async (unit) => unit.remove(user, await mustGet(unit, user, id), how))
  const withTombstone = <Result>(work: (unit: UnitOfWork, tombstone: StoredResource) => Promise<Result>) =>
    world.store.transaction('acme', async (unit) => {
      const found = await unit.find(user, { filter: { kind: 'not', operand: { kind: 'never' } } }, 'deleted')
      const tombstone = found.find((each) => each.id === id)
      if (tombstone === undefined) throw new Error('There is no tombstone.')
      return work(unit, tombstone)
    })
  expect(eventsOf(await toldOf(() => remove('tombstone')), id)).toEqual([{ [deleted]: {} }])
  const back = await toldOf(() => withTombstone((unit, each) => unit.update(user, each, draft({ userName: 'j' }))))
  expect(eventsOf(back, id).map((events) => Object.keys(events))).toEqual([[created]])
  await toldOf(() => remove('tombstone'))
  expect(await toldOf(() => withTombstone((unit, each) => unit.remove(user, each, 'hard')))).toEqual([])
})

test('what no client can see, such as a sign-in, is not told', async () => {
  const id = await addUser('k')
  const told = await toldOf(() =>
    world.store.transaction('acme', async (unit) => {
      const current = await mustGet(unit, user, id)
      await unit.update(user, current, draft(current.attributes, { signedInAt: '2026-01-01T00:00:00Z' }))
    }),
  )
  expect(told).toEqual([])
})

test('a resource that moves leaves the feed of one tenant and comes into that of the other', async () => {
  const id = await addUser('l')
  const told = await toldOf(() =>
    world.store.transfer(user, id, { from: 'acme', to: 'globex', draft: (before) => draft(before.attributes) }),
  )
  expect(told.map(({ tenant, events }) => [tenant, events]).sort()).toEqual([
    ['acme', { 'urn:ietf:params:scim:event:feed:remove': {} }],
    ['globex', { 'urn:ietf:params:scim:event:feed:add': {} }],
  ])
})

test('what the application changes itself is told as its own, in every resource it touches', async () => {
  const directory = createDirectory({ store: world.store })
  const id = await addUser('o')
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
  await send('POST', '/Groups', { schemas, displayName: 'O', members: [{ value: id }] })
  const told = await toldOf(async () => {
    await directory.setActive('acme', id, false)
    await send('PATCH', `/Users/${id}`, patchOf('replace', 'active', true))
    await directory.deleteAccount('acme', id)
  })
  const authors = (type: string) => told.filter(({ resourceType }) => resourceType === type).map(({ by }) => by)
  expect(authors('User')).toEqual(['application', 'scim', 'application'])
  expect(authors('Group')).toEqual(['application'])
})

test('an account that the application brings into another tenant is told as its own in both', async () => {
  const directory = createDirectory({ store: world.store })
  const { id } = await directory.addAccount('personal', { userName: 'r' })
  const told = await toldOf(() => directory.connect({ tenant: 'personal', id }, { tenant: 'acme', nameId: 'r' }))
  expect(told.map(({ tenant, by }) => [tenant, by]).sort()).toEqual([
    ['acme', 'application'],
    ['personal', 'application'],
  ])
})

test('a unit of work that does not say whose it is counts as that of a SCIM request', async () => {
  const told = await toldOf(async () => {
    await world.store.transaction('acme', (unit) => unit.insert(user, draft({ userName: 'p1' })))
    await world.store.transaction('acme', (unit) => unit.insert(user, draft({ userName: 'p2' })), 'application')
  })
  expect(told.map(({ by }) => by).sort()).toEqual(['application', 'scim'])
})

test('an event written before events named their author counts as that of a SCIM request', async () => {
  await addUser('q')
  await world.pool.query('UPDATE scimkit_outbox SET author = DEFAULT')
  expect((await drain()).map(({ by }) => by)).toEqual(['scim'])
})

test('resources of a type with an endpoint of its own are where that says', async () => {
  await addUser('m')
  const told = await drain({ resourceTypes: [{ name: 'User', endpoint: '/People' }] })
  expect(told.map(({ sub_id }) => sub_id.uri)).toEqual([expect.stringMatching(/^\/People\//)])
})

test('a store without an outbox tells nothing', async () => {
  await drain()
  const store = createPostgresStore(world.database)
  await store.transaction('acme', (unit) => unit.insert(user, draft({ userName: 'n' })))
  expect(await world.waiting()).toBe(0)
})
