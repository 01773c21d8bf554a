import { bufProfile, defineProfile, immutaProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { error, userUrn } from '../protocol/client.ts'
import { openWorld, workEmail } from './world.ts'

const off = [{ op: 'replace', path: 'active', value: false }]
const on = [{ op: 'replace', path: 'active', value: true }]
const managed = { managed: true, origin: 'invite', owner: 'person' } as const

describe('Activating and deactivating a person’s account', () => {
  it.each([
    ['deactivating', true, off],
    ['activating', false, on],
  ] as const)('P-33: %s makes it the tenant’s', async (_, active, operations) => {
    const world = openWorld(pulumi2024Profile)
    const id = await world.account({ userName: 'ada', provenance: { ...managed, active } })
    const answer = await world.client.patch(`/Users/${id}`, operations)
    expect(answer).toMatchObject({ status: 200, body: { active: !active }, event: { findings: ['ACCOUNT_CONVERTED'] } })
    expect((await world.stored(id))?.provenance).toMatchObject({ owner: 'tenant', active: !active })
  })

  it('P-33: what ties it leaves it the person’s, and the change is applied', async () => {
    const world = openWorld(pulumi2024Profile)
    const id = await world.account({ userName: 'ada', provenance: { ...managed, tied: true } })
    const answer = await world.client.put(`/Users/${id}`, { schemas: [userUrn], userName: 'ada', active: false })
    expect(answer).toMatchObject({ status: 200, body: { active: false }, event: { findings: [] } })
    expect((await world.stored(id))?.provenance).toMatchObject({ owner: 'person', active: false })
  })

  it('P-33: other changes, and `active` as it is, leave it the person’s', async () => {
    const world = openWorld(pulumi2024Profile)
    const id = await world.account({ userName: 'ada', provenance: managed })
    await world.client.patch(`/Users/${id}`, [...on, { op: 'replace', path: 'displayName', value: 'Ada' }])
    expect((await world.stored(id))?.provenance.owner).toBe('person')
  })

  it('users.convert `never`: it stays the person’s', async () => {
    const world = openWorld(rfcProfile)
    const id = await world.account({ userName: 'ada', provenance: managed })
    await world.client.patch(`/Users/${id}`, off)
    expect((await world.stored(id))?.provenance).toMatchObject({ owner: 'person', active: false })
  })
})

it.each([{}, { active: null }, { active: '' }])('linking with %j leaves somebody switched off', async (said) => {
  const onCreate = { unmanaged: 'link' } as const
  const world = openWorld(defineProfile({ extends: rfcProfile, users: { onCreate } }))
  const id = await world.account({ userName: 'ada', provenance: { active: false } })
  const answer = await world.client.post('/Users', { schemas: [userUrn], userName: 'ada', ...said })
  expect(answer).toMatchObject({ status: 201, body: { id, active: false } })
  expect((await world.stored(id))?.provenance.active).toBe(false)
})

describe('A protected account', () => {
  const provenance = { managed: true, protected: true } as const

  it.each(['tombstone', 'hard', 'disable'] as const)('F-18: is neither deactivated nor deleted (`%s`)', async (how) => {
    const world = openWorld(defineProfile({ extends: rfcProfile, users: { delete: how } }))
    const id = await world.account({ userName: 'ada', provenance })
    const path = `/Users/${id}`
    const before = await world.all()
    const answers = [
      await world.client.patch(path, [...off, { op: 'replace', path: 'title', value: 'new' }]),
      await world.client.put(path, { schemas: [userUrn], userName: 'ada', active: false }),
      await world.client.delete(path),
    ]
    for (const answer of answers)
      expect(answer).toMatchObject({ ...error(409), event: { errorCode: 'ACCOUNT_PROTECTED' } })
    expect(answers.map(({ body }) => body.scimType)).toEqual([undefined, undefined, undefined])
    expect(await world.all()).toEqual(before)
  })

  it('F-18: may be changed otherwise', async () => {
    const world = openWorld(rfcProfile)
    const id = await world.account({ userName: 'ada', provenance })
    const answer = await world.client.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'new' }])
    expect(answer).toMatchObject({ status: 200, body: { title: 'new' } })
    expect((await world.stored(id))?.provenance.protected).toBe(true)
  })

  it('F-18: is not deactivated by linking it either', async () => {
    const world = openWorld(bufProfile)
    await world.account({ userName: 'ada', email: 'ada@example.com', provenance: { protected: true } })
    const before = await world.all()
    const answer = await world.post({ userName: 'ada', ...workEmail('ada@example.com'), active: false })
    expect(answer).toMatchObject(error(409))
    expect(await world.all()).toEqual(before)
  })
})

describe('Seats', () => {
  const oneSeat = defineProfile({ extends: immutaProfile, users: { maxActive: 1 } })

  it('F-18: who would be one too many is not created, unless inactive', async () => {
    const world = openWorld(oneSeat)
    await world.account({ userName: 'local' })
    const answer = await world.post({ userName: 'ada' })
    expect(answer).toMatchObject({ ...error(409), event: { errorCode: 'SEATS_EXHAUSTED' } })
    expect((await world.post({ userName: 'ada', active: false })).status).toBe(201)
  })

  it('F-18: nor is anybody activated, by whichever way they come back', async () => {
    const world = openWorld(oneSeat)
    await world.account({ userName: 'local' })
    const id = await world.account({ userName: 'ada', provenance: { managed: true, active: false } })
    await world.account({ userName: 'grace', provenance: { managed: true, deleted: true } })
    const before = await world.all()
    const answers = [
      await world.client.patch(`/Users/${id}`, on),
      await world.client.put(`/Users/${id}`, { schemas: [userUrn], userName: 'ada', active: true }),
      await world.post({ userName: 'ada' }),
      await world.post({ userName: 'grace' }),
    ]
    for (const { event } of answers) expect(event.errorCode).toBe('SEATS_EXHAUSTED')
    expect(await world.all()).toEqual(before)
  })

  it('F-18: a seat that is given up can be taken again, and a refusal takes none', async () => {
    const world = openWorld(oneSeat)
    const { path } = await world.client.user({ userName: 'ada' })
    expect((await world.post({ userName: 'grace' })).status).toBe(409)
    await world.client.patch(path, off)
    expect((await world.post({ userName: 'grace' })).status).toBe(201)
    expect((await world.client.patch(path, on)).status).toBe(409)
  })

  it('F-18: who is active may be changed when every seat is taken', async () => {
    const world = openWorld(oneSeat)
    const { path } = await world.client.user()
    const answer = await world.client.patch(path, [...on, { op: 'replace', path: 'title', value: 'new' }])
    expect(answer).toMatchObject({ status: 200, body: { title: 'new' } })
  })

  it('F-18: of many who come at once only as many get in as there are seats', async () => {
    const world = openWorld(defineProfile({ extends: immutaProfile, users: { maxActive: 3 } }))
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => world.post({ userName: `user-${index}` })),
    )
    expect(answers.filter(({ status }) => status === 201).length).toBe(3)
  })
})
