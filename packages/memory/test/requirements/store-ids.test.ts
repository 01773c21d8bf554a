import { verifies } from '@scimkit/contract-tests/verifies'
import { afterEach, describe, expect, vi } from 'vitest'
import { MemoryUnitOfWork } from '../../src/unit-of-work.ts'
import { postUser, sendBulk } from '../protocol/bulk-request.ts'
import { error, groupUrn, openClient, userUrn } from '../protocol/client.ts'

const reserved = 'x-bulkId:1'

/** From now on the store gives every resource that it adds an id it must not give. */
function giveReservedIds(): void {
  const insert = MemoryUnitOfWork.prototype.insert
  vi.spyOn(MemoryUnitOfWork.prototype, 'insert').mockImplementation(async function (this: MemoryUnitOfWork, ...asked) {
    return { ...(await insert.apply(this, asked)), id: reserved }
  })
}

afterEach(() => {
  vi.restoreAllMocks()
})

describe('An id with "bulkId" from a store', () => {
  verifies('S7643-3.1-08', 'is told as the fault of the store, and nothing is created', async () => {
    const client = openClient()
    giveReservedIds()
    for (const [endpoint, resource] of [
      ['/Users', { schemas: [userUrn], userName: 'ada' }],
      ['/Groups', { schemas: [groupUrn], displayName: 'Staff' }],
    ] as const) {
      const answer = await client.post(endpoint, resource)
      expect(answer).toMatchObject({ ...error(500), event: { errorCode: 'CONFIGURATION' } })
      expect(answer.body.detail).toContain(`store: it gave the id "${reserved}"`)
      expect(answer.headers).not.toHaveProperty('location')
      expect((await client.get(endpoint)).body.totalResults).toBe(0)
    }
  })

  verifies('S7643-3.1-08', 'fails its operation of a bulk request, where it would mean another one', async () => {
    const client = openClient()
    giveReservedIds()
    const { status, text } = await sendBulk(client, [postUser('a')])
    expect([status, text]).toEqual([200, expect.stringContaining('"status":"500"')])
    expect(text).not.toContain(`/Users/${reserved}`)
  })
})
