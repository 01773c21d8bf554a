import { defineProfile, immutaProfile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { idIn, postUser, refer, sendBulk, statusesOf } from '../protocol/bulk-request.ts'
import { enterpriseUrn } from '../protocol/client.ts'
import { openWorld } from './world.ts'

const managedBy = (bulkId: string) => ({ [enterpriseUrn]: { manager: refer(bulkId)[0] ?? {} } })
const inactive = { managed: true, origin: 'scim', active: false } as const

describe('A bulk request', () => {
  it('I-05: brings accounts back as single requests do, and tells of each', async () => {
    const world = openWorld(immutaProfile)
    const id = await world.account({ userName: 'ada', provenance: inactive })
    const answer = await sendBulk(world.client, [postUser('ada'), postUser('grace')])
    expect(statusesOf(answer)).toEqual(['201', '201'])
    expect(idIn(answer.results[0])).toBe(id)
    expect(answer.event.operations?.map(({ findings }) => findings)).toEqual([['LOCAL_CHANGE_UNDONE'], []])
  })

  it('never takes back an account that was there before, when others of its cycle fail', async () => {
    const onCreate = { inactive: 'reactivate' } as const
    const world = openWorld(defineProfile({ extends: rfcProfile, users: { onCreate } }))
    const id = await world.account({ userName: 'ada', provenance: inactive })
    await world.account({ userName: 'grace', provenance: { managed: true } })
    const answer = await sendBulk(world.client, [
      postUser('ada', managedBy('grace')),
      postUser('grace', managedBy('ada')),
    ])
    expect(statusesOf(answer)).toEqual(['409', '409'])
    expect((await world.client.get(`/Users/${id}`)).status).toBe(200)
    expect((await world.all()).length).toBe(2)
  })
})
