import { defineProfile, rfcProfile, ScimError, type Store } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { groupUrn, openClient, userUrn } from './client.ts'

/** A store that cannot be read from outside a unit of work while it is `down`. */
function flakyStore() {
  const store = createMemoryStore()
  const state = { down: false }
  const refuse = (): void => {
    if (state.down) throw new ScimError('STORE_UNAVAILABLE', { retryAfter: 5 })
  }
  const flaky: Store = {
    transaction: (...asked) => store.transaction(...asked),
    transfer: (...asked) => store.transfer(...asked),
    ready: () => store.ready(),
    close: () => store.close(),
    read: async (...asked) => {
      refuse()
      return store.read(...asked)
    },
    query: async (...asked) => {
      refuse()
      return store.query(...asked)
    },
  }
  return { store: flaky, state }
}

describe('the answer to a write needs no read after it is committed', () => {
  it.each(['PUT', 'PATCH'] as const)('%s shows the groups of a user', async (method) => {
    const { store, state } = flakyStore()
    const client = openClient({ store })
    const user = await client.user()
    const team = await client.group({ members: [{ value: user.id }] })
    state.down = true
    const { status, body } =
      method === 'PUT'
        ? await client.put(user.path, { schemas: [userUrn], userName: 'ada', title: 'Countess' })
        : await client.patch(user.path, [{ op: 'replace', path: 'title', value: 'Countess' }])
    expect(status).toBe(200)
    expect(body).toMatchObject({ title: 'Countess', groups: [{ value: team.id, type: 'direct', display: 'Staff' }] })
    expect((await client.get(user.path)).status).toBe(503)
  })

  it('PUT shows the members of a group as they are kept', async () => {
    const { store, state } = flakyStore()
    const client = openClient({ store })
    const user = await client.user()
    const team = await client.group({ members: [{ value: user.id, display: 'first' }] })
    state.down = true
    const again = [{ value: user.id, display: 'again' }]
    const { status, body } = await client.put(team.path, { schemas: [groupUrn], displayName: 'Crew', members: again })
    expect(status).toBe(200)
    expect(body).toMatchObject({ displayName: 'Crew', members: [{ value: user.id, display: 'first' }] })
  })

  it('POST that goes on with an account shows the groups it is in', async () => {
    const { store, state } = flakyStore()
    const onCreate = { active: 'link' } as const
    const profile = defineProfile({ extends: rfcProfile, users: { matchBy: ['userName'], onCreate } })
    const client = openClient({ store, profile })
    const user = await client.user()
    const team = await client.group({ members: [{ value: user.id }] })
    state.down = true
    const { status, body } = await client.post('/Users', { schemas: [userUrn], userName: 'ADA' })
    expect(status).toBe(201)
    expect(body).toMatchObject({ id: user.id, groups: [{ value: team.id, type: 'direct', display: 'Staff' }] })
  })
})
