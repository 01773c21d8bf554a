import { expect, test } from 'vitest'
import { Mutex } from '../src/mutex.ts'
import { Tenant } from '../src/tenant.ts'
import { UniqueKeys } from '../src/unique-keys.ts'
import { MemoryUnitOfWork } from '../src/unit-of-work.ts'
import { draft, user } from './fixture.ts'

function openUnit(tenant: Tenant): MemoryUnitOfWork {
  return new MemoryUnitOfWork({ tenant, global: new UniqueKeys(), journal: [], now: Date.now }, new Mutex())
}

test.each([
  ['tombstone', 'commit', 1],
  ['tombstone', 'rollback', 0],
  ['hard', 'commit', 0],
] as const)('a %s delete that ends in %s keeps %i records', async (how, end, count) => {
  const tenant = new Tenant()
  const creating = openUnit(tenant)
  const created = await creating.insert(user, draft({ userName: 'ada' }))
  creating.end('commit')
  const removing = openUnit(tenant)
  await removing.remove(user, created, how)
  removing.end(end)
  const kept = [...tenant.tombstones('User').rows.values()]
  expect(kept.map(({ record }) => [record.id, record.attributes, record.provenance.deleted])).toEqual(
    Array(count).fill([created.id, created.attributes, true]),
  )
})
