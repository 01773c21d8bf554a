import { createDirectory, groupResourceType, settleResourceType, userResourceType } from '@scimkit/core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createPostgresStore } from '../src/index.ts'
import { openFreshDatabase } from './open-fresh-database.ts'

let database: Awaited<ReturnType<typeof openFreshDatabase>>

beforeAll(async () => {
  database = await openFreshDatabase()
})
afterAll(() => database.close())

/** More than two batches of a stream. */
const ids = Array.from({ length: 2_100 }, (_, index) => `member ${index}`)

test('the directory reads a group that is streamed: page by page, and as a whole', async () => {
  const store = createPostgresStore(database)
  const directory = createDirectory({ store })
  const { id } = await directory.addGroup('acme', { displayName: 'Everybody' })
  const type = settleResourceType(groupResourceType, [userResourceType, groupResourceType])
  await store.transaction('acme', async (unit) => {
    const [group, [members]] = [await unit.get(type, id), type.relations]
    if (group === undefined || members === undefined) throw new Error('There is no group with members.')
    await unit.changeRelation(group, members, [{ kind: 'add', elements: ids.map((value) => ({ value })) }])
  })
  expect(await directory.group('acme', id)).toMatchObject({ members: ids.slice(0, 100), next: 101 })
  const last = await directory.group('acme', id, { startIndex: 2_051 })
  expect([last.members, last.next]).toEqual([ids.slice(2_050), undefined])
  const all: string[] = []
  for await (const member of directory.members('acme', id)) all.push(member)
  expect(all).toEqual(ids)
  // More often than there are connections: each of these ends its stream in the middle.
  for (let time = 0; time < 20; time += 1) for await (const _ of directory.members('acme', id)) break
  expect((await directory.groups('acme')).total).toBe(1)
})
