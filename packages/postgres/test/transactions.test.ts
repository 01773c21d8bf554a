import {
  type Draft,
  groupResourceType,
  type Provenance,
  parseFilter,
  resolveFilter,
  settleResourceType,
  userResourceType,
} from '@scimkit/core'
import sql from 'sql-template-tag'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createPostgresStore, type Database } from '../src/index.ts'
import { openFreshDatabase } from './open-fresh-database.ts'
import { recording } from './recording.ts'

const types = [userResourceType, groupResourceType]
const user = settleResourceType(userResourceType, types)
const group = settleResourceType(groupResourceType, types)
const provenance: Provenance = { managed: true, origin: 'scim', active: true, deleted: false }
const draft = (attributes: Draft['attributes']): Draft => ({ attributes, keys: [], provenance })

let database: Database

beforeAll(async () => {
  database = await openFreshDatabase()
})
afterAll(() => database.close())

/** Something that happens once. */
function happening() {
  let happen = (): void => undefined
  const happened = new Promise<void>((resolve) => {
    happen = resolve
  })
  return { happen, happened }
}

const somebodyWaits = async (): Promise<boolean> =>
  (
    await database.run(sql`SELECT count(*)::integer AS total FROM pg_stat_activity a
      WHERE a.datname = current_database() AND a.wait_event_type = 'Lock'`)
  ).rows[0].total > 0

it('who leaves the company is deleted and taken out of a group at once, and neither is run again', async () => {
  const store = createPostgresStore(database)
  const [members] = group.relations
  if (members === undefined) throw new Error('A group has no members.')
  const [person, team] = await store.transaction('acme', async (unit) => {
    const one = await unit.insert(user, draft({ userName: 'ada' }))
    const all = await unit.insert(group, draft({ displayName: 'All' }))
    await unit.changeRelation(all, members, [{ kind: 'add', elements: [{ value: one.id }] }])
    return [one, all]
  })
  let runs = 0
  const [userHeld, groupHeld] = [happening(), happening()]
  const deletion = store.transaction('acme', async (unit) => {
    runs += 1
    const current = await unit.get(user, person.id)
    userHeld.happen()
    await groupHeld.happened
    if (current) await unit.remove(user, current, 'hard')
  })
  const change = store.transaction('acme', async (unit) => {
    runs += 1
    const current = await unit.get(group, team.id)
    groupHeld.happen()
    await userHeld.happened
    await expect.poll(somebodyWaits).toBe(true)
    if (current === undefined) return
    await unit.changeRelation(current, members, [{ kind: 'remove', values: [person.id] }])
    await unit.update(group, current, draft(current.attributes))
  })
  await Promise.all([deletion, change])
  expect(runs).toBe(2)
  expect(await store.read('acme', group, team.id, [members])).toMatchObject({ related: { members: [] } })
})

describe('in a database where another isolation is usual', () => {
  it.each(['repeatable read', 'serializable'])(
    '%s: of two who look and then insert, one inserts',
    async (isolation) => {
      const other = await openFreshDatabase()
      const { rows } = await other.run(sql`SELECT current_database() AS name`)
      await other.script(`ALTER DATABASE ${rows[0].name} SET default_transaction_isolation = '${isolation}'`)
      const store = createPostgresStore(other)
      const filter = resolveFilter(parseFilter('externalId eq "x"'), user)
      const addOnce = () =>
        store.transaction('acme', async (unit) => {
          const found = await unit.find(user, { filter }, 'live')
          if (found.length === 0) await unit.insert(user, draft({ userName: crypto.randomUUID(), externalId: 'x' }))
        })
      await Promise.all([addOnce(), addOnce(), addOnce()])
      const total = await other.run(sql`SELECT count(*)::integer AS total FROM scimkit_resource`)
      expect(total.rows).toEqual([{ total: 1 }])
      await store.close()
    },
  )
})

it('a transfer that met somebody waits for those of both tenants who did too', async () => {
  let attempts = 0
  const { database: recorded, statements } = recording({
    ...database,
    withSession: async (work) => {
      attempts += 1
      if (attempts === 1) throw Object.assign(new Error('deadlock detected'), { code: '40P01' })
      return database.withSession(work)
    },
  })
  const store = createPostgresStore(recorded)
  const move = { from: 'acme', to: 'globex', draft: (before: Draft) => before } as never
  expect(await store.transfer(user, crypto.randomUUID(), move)).toBeUndefined()
  expect(statements[0]).toContain('pg_advisory_xact_lock')
})
