import {
  defineProfile,
  defineResourceType,
  groupResourceType,
  type Policy,
  rfcProfile,
  userResourceType,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { bulkRequestUrn as bulkUrn } from '../protocol/bulk-request.ts'
import { openWorld, person, type World } from './world.ts'

function braked(brakes: Policy['brakes']): Policy {
  return defineProfile({ extends: rfcProfile, brakes })
}

const off = [{ op: 'replace', path: 'active', value: false }]

async function deactivate({ scim }: World, ids: readonly string[]): Promise<readonly number[]> {
  const statuses: number[] = []
  for (const id of ids) statuses.push((await scim.patch(`/Users/${id}`, off)).status)
  return statuses
}

describe('F-25: the brake on deactivations', () => {
  const profile = braked({ deactivations: { absolute: 2, percent: 40, windowMinutes: 60 } })

  it('holds what is above both thresholds, changes nothing, and says so', async () => {
    const world = openWorld(profile)
    const ids = await world.crowd(5)
    expect(await deactivate(world, ids)).toEqual([200, 200, 409, 409, 409])
    const { body } = await world.scim.get(`/Users/${ids[2]}`)
    expect(body).toMatchObject({ active: true, meta: { version: 'W/"1"' } })
    expect(await world.finding('BRAKE_DEACTIVATIONS')).toMatchObject({
      message: expect.stringContaining('3 accounts would have been deactivated or deleted within 60 minutes, 60 %'),
      resourceType: 'User',
      resourceId: ids[4],
    })
  })

  it('lets pass what is a small share of many', async () => {
    const world = openWorld(profile)
    const ids = await world.crowd(10)
    expect(await deactivate(world, ids.slice(0, 5))).toEqual([200, 200, 200, 200, 409])
  })

  it.each([
    ['PUT', (world: World, id: string) => world.scim.put(`/Users/${id}`, person('x', { active: false }))],
    ['DELETE', (world: World, id: string) => world.scim.delete(`/Users/${id}`)],
  ])('holds a %s as well', async (_, request) => {
    const world = openWorld(profile)
    const ids = await world.crowd(4)
    await deactivate(world, ids.slice(0, 2))
    expect((await request(world, ids[2] ?? '')).status).toBe(409)
  })

  it('holds a POST that takes an account over to deactivate it, and counts those that passed', async () => {
    const deactivations = { absolute: 2, percent: 40, windowMinutes: 60 }
    const users = { onCreate: { active: 'link' as const } }
    const world = openWorld(defineProfile({ extends: rfcProfile, users, brakes: { deactivations } }))
    const names = ['p0', 'p1', 'p2', 'p3', 'p4']
    for (const name of names) await world.provision(name)
    const statuses: number[] = []
    for (const name of names) statuses.push((await world.scim.post('/Users', person(name, { active: false }))).status)
    expect(statuses).toEqual([201, 201, 409, 409, 409])
  })

  it('counts the operations of one bulk request', async () => {
    const { crowd, scim } = openWorld(profile)
    const Operations = (await crowd(4)).map((id) => ({ method: 'DELETE', path: `/Users/${id}` }))
    const { body } = await scim.post('/Bulk', { schemas: [bulkUrn], Operations })
    expect(body.Operations).toMatchObject([{ status: '204' }, { status: '204' }, { status: '409' }, { status: '409' }])
  })

  it('does not hold activations, other changes, or an account that is inactive already', async () => {
    const world = openWorld(profile)
    const [first = '', ...others] = await world.crowd(4)
    expect(await deactivate(world, [first, ...others.slice(0, 1)])).toEqual([200, 200])
    expect(await deactivate(world, [first])).toEqual([200])
    const rename = [{ op: 'replace', path: 'displayName', value: 'Ada' }]
    expect((await world.scim.patch(`/Users/${others[2]}`, rename)).status).toBe(200)
  })

  it('does not hold deletions of groups', async () => {
    const world = openWorld(profile)
    await world.crowd(1)
    const ids = [await world.push('a'), await world.push('b'), await world.push('c')]
    for (const id of ids) expect((await world.scim.delete(`/Groups/${id}`)).status).toBe(204)
  })

  it('lets everything pass until then once an administrator has confirmed', async () => {
    const world = openWorld(profile)
    const ids = await world.crowd(5)
    await deactivate(world, ids.slice(0, 3))
    await world.confirmations.allow('globex', 'deactivations', new Date(Date.now() + 60_000).toISOString())
    await world.confirmations.allow('acme', 'deactivations', new Date(Date.now() - 1).toISOString())
    expect(await deactivate(world, ids.slice(2, 3))).toEqual([409])
    await world.confirmations.allow('acme', 'deactivations', new Date(Date.now() + 60_000).toISOString())
    expect(await deactivate(world, ids.slice(2))).toEqual([200, 200, 200])
  })

  it('forgets what was before the window', async () => {
    const world = openWorld(profile)
    const ids = await world.crowd(4)
    for (const _ of [1, 2, 3]) await world.heard(1, { resourceType: 'User', effect: 'deactivated' })
    expect(await deactivate(world, ids)).toEqual([200, 200, 409, 409])
  })
})

describe('F-13: the brake on members', () => {
  const profile = braked({ members: { absolute: 2, percent: 50 } })
  const list = (ids: readonly string[]) => ids.map((value) => ({ value }))

  async function openGroup() {
    const world = openWorld(profile)
    const ids = await world.crowd(5)
    const id = await world.push('Analysts', ids)
    const membersLeft = async () => (await world.scim.values(`/Groups/${id}`, 'members')).length
    return { ...world, ids, path: `/Groups/${id}`, membersLeft }
  }

  it.each([
    ['remove all', () => [{ op: 'remove', path: 'members' }]],
    ['remove some', (ids: readonly string[]) => [{ op: 'remove', path: 'members', value: list(ids.slice(0, 3)) }]],
    ['remove by filter', (ids: readonly string[]) => [{ op: 'remove', path: `members[value ne "${ids[0]}"]` }]],
    ['replace by one', (ids: readonly string[]) => [{ op: 'replace', path: 'members', value: list(ids.slice(0, 1)) }]],
    [
      'one after the other',
      (ids: readonly string[]) => ids.map((id) => ({ op: 'remove', path: `members[value eq "${id}"]` })),
    ],
  ])('holds %s, and changes nothing', async (_, operations) => {
    const { scim, ids, path, membersLeft, finding } = await openGroup()
    const answer = await scim.patch(path, operations(ids))
    expect(answer.status).toBe(409)
    expect(answer.body.detail).toMatch(/would take \d of 5 members out of the group/)
    expect(await membersLeft()).toBe(5)
    expect(await finding('BRAKE_MEMBERS')).toBeDefined()
  })

  it('holds a PUT that leaves the members out', async () => {
    const { scim, path, membersLeft } = await openGroup()
    expect((await scim.put(path, { displayName: 'Analysts' })).status).toBe(409)
    expect(await membersLeft()).toBe(5)
  })

  it('lets pass what is not above both thresholds, and whoever is no member does not count', async () => {
    const { scim, ids, path, membersLeft } = await openGroup()
    const value = [...ids.slice(0, 2), 'nobody', 'nowhere', 'never'].map((id) => ({ value: id }))
    expect((await scim.patch(path, [{ op: 'remove', path: 'members', value }])).status).toBe(204)
    expect(await membersLeft()).toBe(3)
  })

  it('does not hold who is taken out and put in again', async () => {
    const { scim, ids, path, membersLeft, finding } = await openGroup()
    const renewed = [
      { op: 'remove', path: 'members' },
      { op: 'add', path: 'members', value: list(ids) },
    ]
    expect((await scim.patch(path, renewed)).status).toBe(204)
    expect(await membersLeft()).toBe(5)
    expect(await finding('GROUP_NEARLY_EMPTIED')).toBeUndefined()
  })

  it('counts who has gone once, and not who comes for them', async () => {
    const { scim, ids, path, membersLeft, provision } = await openGroup()
    const newcomers = [await provision('zoe'), await provision('zora')]
    const swap = [
      { op: 'remove', path: `members[value eq "${ids[0]}" or value eq "${ids[1]}" or value eq "${ids[2]}"]` },
      { op: 'add', path: 'members', value: list([...newcomers, String(ids[2])]) },
      { op: 'remove', path: `members[value eq "${ids[0]}"]` },
    ]
    expect((await scim.patch(path, swap)).status).toBe(204)
    expect(await membersLeft()).toBe(5)
    const { status, body } = await scim.patch(path, [{ op: 'replace', path: 'members', value: list(ids.slice(0, 2)) }])
    expect(status).toBe(409)
    expect(body.detail).toContain('5 of 5 members')
  })

  it('counts what goes one by one, each by a replacement of its own', async () => {
    const { scim, ids, path, membersLeft } = await openGroup()
    const [heir = '', ...others] = ids
    const replacements = others.map((id) => ({ op: 'replace', path: `members[value eq "${id}"]`, value: list([heir]) }))
    const { status, body } = await scim.patch(path, replacements)
    expect(status).toBe(409)
    expect(body.detail).toContain('4 of 5 members')
    expect(await membersLeft()).toBe(5)
  })

  it('holds what any relation of a resource loses', async () => {
    const people = (name: string) =>
      ({ name, type: 'complex', multiValued: true, subAttributes: [{ name: 'value' }] }) as const
    const team = defineResourceType({
      name: 'Team',
      schema: {
        id: 'urn:example:Team',
        name: 'Team',
        attributes: [{ name: 'label', required: true }, people('owners'), people('watchers')],
      },
      relations: [{ attribute: 'owners' }, { attribute: 'watchers' }],
    })
    const { crowd, scim } = openWorld(profile, { resourceTypes: [userResourceType, groupResourceType, team] })
    const ids = await crowd(5)
    const body = { schemas: [team.schema.id], label: 'Red', owners: list(ids.slice(0, 1)) }
    const { body: made } = await scim.post('/Teams', { ...body, watchers: list(ids) })
    expect(await scim.put(`/Teams/${made.id}`, body)).toMatchObject({ status: 409 })
    expect((await scim.put(`/Teams/${made.id}`, { ...body, watchers: list(ids.slice(2)) })).status).toBe(200)
  })

  it('lets everything pass once an administrator has confirmed, and still says what happened', async () => {
    const { scim, path, membersLeft, confirmations, finding } = await openGroup()
    await confirmations.allow('acme', 'members', new Date(Date.now() + 60_000).toISOString())
    expect((await scim.patch(path, [{ op: 'remove', path: 'members' }])).status).toBe(204)
    expect(await membersLeft()).toBe(0)
    expect(await finding('GROUP_NEARLY_EMPTIED')).toMatchObject({
      message: 'The request took 5 of 5 members out of the group.',
    })
  })
})

it('a brake without a log is told when the handler is made', () => {
  const make = () => openWorld(braked({ members: { absolute: 2, percent: 50 } }), { log: undefined })
  expect(make).toThrow(/^profile\.brakes: /)
})
