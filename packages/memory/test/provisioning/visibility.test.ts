import { bufProfile, defineProfile, immutaProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { error, userUrn } from '../protocol/client.ts'
import { openWorld } from './world.ts'

describe('What SCIM has never written', () => {
  it.each([rfcProfile, immutaProfile, pulumi2024Profile])(
    'D-22: `managed`: its id answers 404 to everything',
    async (profile) => {
      const world = openWorld(defineProfile({ extends: profile, users: { delete: 'hard' } }))
      const id = await world.account({ userName: 'ada' })
      const before = await world.all()
      const path = `/Users/${id}`
      const answers = [
        await world.client.get(path),
        await world.client.put(path, { schemas: [userUrn], userName: 'ada' }),
        await world.client.patch(path, [{ op: 'replace', path: 'displayName', value: 'Ada' }]),
        await world.client.delete(path),
      ]
      for (const answer of answers) expect(answer.status).toBe(404)
      expect(await world.all()).toEqual(before)
    },
  )

  it('D-22, B-01: `tenant`: it is read, and the first write adopts it', async () => {
    const world = openWorld(bufProfile)
    const id = await world.account({ userName: 'ada' })
    expect((await world.client.get(`/Users/${id}`)).body).toMatchObject({ id, userName: 'ada' })
    const answer = await world.client.patch(`/Users/${id}`, [{ op: 'replace', path: 'displayName', value: 'Ada' }])
    expect(answer).toMatchObject({ status: 200, event: { findings: ['ACCOUNT_LINKED'] } })
    expect((await world.stored(id))?.provenance).toMatchObject({ managed: true, origin: 'local' })
  })

  it('D-22: a write that changes nothing else adopts it too, once', async () => {
    for (const how of ['put', 'patch'] as const) {
      const world = openWorld(bufProfile)
      const id = await world.account({ userName: 'ada' })
      const path = `/Users/${id}`
      const write = () =>
        how === 'put'
          ? world.client.put(path, { schemas: [userUrn], userName: 'ada' })
          : world.client.patch(path, [{ op: 'replace', path: 'userName', value: 'ada' }])
      const first = await write()
      expect((await world.stored(id))?.provenance.managed).toBe(true)
      expect((await write()).headers.etag).toBe(first.headers.etag)
    }
  })

  it('I-15: `tenant`: the identity provider may delete it', async () => {
    const world = openWorld(defineProfile({ extends: immutaProfile, users: { visibility: 'tenant' } }))
    const id = await world.account({ userName: 'ada' })
    expect((await world.client.delete(`/Users/${id}`)).status).toBe(204)
    expect((await world.stored(id))?.provenance.deleted).toBe(true)
  })

  it('D-17: groups have a switch of their own', async () => {
    const hidden = openWorld(rfcProfile)
    expect(await hidden.client.get(`/Groups/${await hidden.group('local')}`)).toMatchObject(error(404))
    const shown = openWorld(pulumi2024Profile)
    expect((await shown.client.get(`/Groups/${await shown.group('local')}`)).status).toBe(200)
  })
})
