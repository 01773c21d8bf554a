import {
  bufProfile,
  defineProfile,
  immutaProfile,
  type Policy,
  pulumi2024Profile,
  pulumi2026Profile,
  rfcProfile,
} from '@scimkit/core'
import { describe, expect, it, vi } from 'vitest'
import { MemoryUnitOfWork } from '../../src/unit-of-work.ts'
import { error, userUrn } from '../protocol/client.ts'
import { openWorld, type Planted, workEmail } from './world.ts'

type OnCreate = Policy['users']['onCreate']
type State = keyof OnCreate

const states: Readonly<Record<State, Planted['provenance']>> = {
  active: { managed: true, origin: 'scim' },
  inactive: { managed: true, origin: 'scim', active: false },
  deleted: { managed: true, origin: 'scim', deleted: true },
  unmanaged: { origin: 'invite' },
  connected: { origin: 'invite', signIn: 'ada@sso' },
}
const stateNames = Object.keys(states) as readonly State[]
const keys = ['userName', 'email', 'externalId'] as const

/** What a request and an account share under each key, and nothing else. */
const shared = {
  userName: { there: { userName: 'ada' }, sent: { userName: 'ADA' } },
  email: {
    there: { userName: 'old', email: 'ada@example.com' },
    sent: { userName: 'new', ...workEmail('Ada@Example.com') },
  },
  externalId: {
    there: { userName: 'old', attributes: { externalId: 'e-1' } },
    sent: { userName: 'new', externalId: 'e-1' },
  },
}

function withCell(state: State, cell: OnCreate['active'], users: Partial<Policy['users']> = {}): Policy {
  const onCreate = { active: 'create', inactive: 'create', deleted: 'create', unmanaged: 'create', connected: 'create' }
  return {
    ...rfcProfile,
    users: { ...rfcProfile.users, matchBy: keys, ...users, onCreate: { ...(onCreate as OnCreate), [state]: cell } },
  }
}

const cases = stateNames.flatMap((state) => keys.map((key) => ({ state, key })))

describe('POST of a user who is already there', () => {
  it('`link` that asks for nothing new leaves the version alone', async () => {
    const { client, post } = openWorld(withCell('active', { userName: 'link' }))
    const sent = { userName: 'ada', displayName: 'Ada' }
    const { body } = await post(sent)
    const again = await post(sent)
    expect(again).toMatchObject({ status: 201, body, event: { effect: 'unchanged', findings: [] } })
    expect((await post({ ...sent, title: 't' })).event).toMatchObject({ effect: 'linked', resourceId: body.id })
    expect((await client.get(`/Users/${body.id}`)).body.meta).toMatchObject({ version: 'W/"2"' })
  })

  it.each(cases)('D-08, D-09: $state, found by $key: `link` goes on with the account', async ({ state, key }) => {
    const world = openWorld(withCell(state, { [key]: 'link' }))
    const id = await world.account({ ...shared[key].there, provenance: states[state] })
    const answer = await world.post({ ...shared[key].sent, displayName: 'Ada' })
    expect(answer).toMatchObject({ status: 201, body: { id, displayName: 'Ada' }, event: { resourceId: id } })
    expect(answer.headers.location).toContain(id)
    expect(answer.event.findings).toContain('ACCOUNT_LINKED')
    expect(await world.all()).toMatchObject([{ id, provenance: { managed: true, deleted: false } }])
    expect((await world.client.get(`/Users/${id}`)).status).toBe(200)
  })

  it.each(cases)('D-09: $state, found by $key: `reactivate` brings it back under its id', async ({ state, key }) => {
    const world = openWorld(withCell(state, { [key]: 'reactivate' }))
    const id = await world.account({ ...shared[key].there, provenance: states[state] })
    const answer = await world.post({ ...shared[key].sent, title: 'Countess' })
    expect(answer).toMatchObject({ status: 201, body: { id, active: true, title: 'Countess' } })
    expect(await world.all()).toMatchObject([{ id, provenance: { managed: true, active: true, deleted: false } }])
    const wasGone = state === 'inactive' || state === 'deleted'
    expect(answer.event.findings.includes('LOCAL_CHANGE_UNDONE')).toBe(wasGone)
  })

  it.each(cases)('$state, found by $key: `pending` keeps what was there until somebody decides', async (there) => {
    const { state, key } = there
    const world = openWorld(withCell(state, { [key]: 'pending' }))
    const id = await world.account({ ...shared[key].there, provenance: states[state] })
    const before = await world.stored(id)
    const answer = await world.post({ ...shared[key].sent, title: 'Countess', active: true })
    expect(answer).toMatchObject({ status: 201, body: { id, active: true, title: 'Countess' } })
    expect(answer.event.findings).toContain('TAKEOVER_PENDING')
    expect((await world.stored(id))?.provenance).toMatchObject({
      managed: true,
      pending: { before: before?.attributes },
    })
  })

  it.each(cases)('$state, found by $key: `conflict` names key and holder, and leaves no trace', async (there) => {
    const { state, key } = there
    const world = openWorld(withCell(state, 'conflict'))
    const id = await world.account({ ...shared[key].there, provenance: states[state] })
    const before = await world.all()
    const answer = await world.post(shared[key].sent)
    const attribute = key === 'email' ? 'emails.value' : key
    expect(answer).toMatchObject(error(409, 'uniqueness'))
    expect(answer.body.detail).toContain(`The ${attribute} "`)
    expect(answer.body.detail).toContain(id)
    expect(await world.all()).toEqual(before)
  })

  it.each(cases)('$state, found by $key: a key that the cell leaves out is a conflict', async ({ state, key }) => {
    const [other] = keys.filter((each) => each !== key)
    const world = openWorld(withCell(state, { [other ?? key]: 'link' }))
    await world.account({ ...shared[key].there, provenance: states[state] })
    const before = await world.all()
    expect(await world.post(shared[key].sent)).toMatchObject(error(409, 'uniqueness'))
    expect(await world.all()).toEqual(before)
  })

  it.each(cases.filter(({ state, key }) => state === 'deleted' || key !== 'userName'))(
    '$state, found by $key: `create` makes another account beside it',
    async ({ state, key }) => {
      const world = openWorld(withCell(state, 'create'))
      const id = await world.account({ ...shared[key].there, provenance: states[state] })
      const before = await world.stored(id)
      const answer = await world.post(shared[key].sent)
      expect(answer.status).toBe(201)
      expect(answer.body.id).not.toBe(id)
      expect(await world.stored(id)).toEqual(before)
    },
  )

  it('a tombstone counts only when nobody live is found, and of several the newest', async () => {
    const world = openWorld(withCell('deleted', 'reactivate', { matchBy: ['externalId'] }))
    const attributes = { externalId: 'e-1' }
    await world.account({ userName: 'first', attributes, provenance: states.deleted })
    const second = await world.account({ userName: 'second', attributes, provenance: states.deleted })
    const live = await world.account({ userName: 'third', attributes, provenance: states.active })
    expect((await world.post({ userName: 'fourth', externalId: 'e-1' })).body.id).not.toBe(second)
    await world.client.delete(`/Users/${live}`)
    await world.client.delete(`/Users/${(await world.all()).find(isNamed('fourth'))?.id}`)
    const newest = (await world.all()).find(isNamed('fourth'))?.id
    expect((await world.post({ userName: 'fifth', externalId: 'e-1' })).body.id).toBe(newest)
  })

  it('of two live accounts nobody can say which one is meant, so neither is taken over', async () => {
    const world = openWorld(withCell('unmanaged', 'link'))
    await world.account({ userName: 'one', email: 'ada@example.com' })
    await world.account({ userName: 'two', email: 'ada@example.com' })
    const answer = await world.post({ userName: 'ada', ...workEmail('ada@example.com') })
    expect(answer).toMatchObject(error(409, 'uniqueness'))
  })

  it('an account that may be taken over by one key is, though another key alone would not do', async () => {
    const world = openWorld(pulumi2024Profile)
    const id = await world.account({ userName: 'ada', email: 'ada@example.com', provenance: states.unmanaged })
    expect(await world.post({ userName: 'ada', ...workEmail('ada@example.com') })).toMatchObject({
      status: 201,
      body: { id },
    })
  })

  it('a takeover that brings along what another account holds is refused, and undone', async () => {
    const world = openWorld(bufProfile)
    await world.account({ userName: 'grace' })
    await world.account({ userName: 'ada', email: 'ada@example.com' })
    const before = await world.all()
    const answer = await world.post({ userName: 'grace', ...workEmail('ada@example.com') })
    expect(answer).toMatchObject(error(409, 'uniqueness'))
    expect(answer.event.findings).not.toContain('ACCOUNT_LINKED')
    expect(await world.all()).toEqual(before)
  })

  it('of several requests that come at once one takes the account over, and the others conflict', async () => {
    const world = openWorld(bufProfile)
    const id = await world.account({ userName: 'ada', email: 'ada@example.com' })
    const body = { userName: 'ada', ...workEmail('ada@example.com') }
    const answers = await Promise.all(Array.from({ length: 5 }, () => world.post(body)))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409, 409])
    expect(await world.all()).toMatchObject([{ id, version: 2 }])
  })

  it('users.conflictOrder: of two conflicts the one that comes first is told', async () => {
    const order = ['email', 'userName'] as const
    for (const conflictOrder of [order, order.toReversed()]) {
      const world = openWorld(withCell('active', 'conflict', { conflictOrder, emailUniqueness: 'tenant' }))
      await world.account({ userName: 'ada', provenance: states.active })
      await world.account({ userName: 'grace', email: 'ada@example.com', provenance: states.active })
      const { body } = await world.post({ userName: 'ada', ...workEmail('ada@example.com') })
      expect(body.detail).toContain(conflictOrder[0] === 'email' ? 'The emails.value' : 'The userName')
    }
  })

  it('P-01: an account of another tenant conflicts, and nothing of it is told', async () => {
    const world = openWorld(pulumi2024Profile)
    const theirs = await world.client.post(
      '/Users',
      { userName: 'theirs', ...workEmail('ada@example.com') },
      { authorization: 'Bearer globex' },
    )
    const answer = await world.post({ userName: 'ada', ...workEmail('ada@example.com') })
    expect(answer).toMatchObject({ status: 409, body: { scimType: 'uniqueness' } })
    expect(answer.text).not.toContain(theirs.body.id)
    expect(await world.all()).toEqual([])
  })
})

function isNamed(userName: string) {
  return ({ attributes }: { readonly attributes: { readonly userName?: unknown } }) => attributes.userName === userName
}

describe('A takeover that waits', () => {
  it('keeps the names of both documents, so that it can be refused', async () => {
    const world = openWorld(withCell('unmanaged', { email: 'pending' }))
    await world.account({ userName: 'old', email: 'ada@example.com' })
    await world.post({ userName: 'new', ...workEmail('ada@example.com') })
    for (const userName of ['old', 'new'])
      expect(await world.post({ userName })).toMatchObject(error(409, 'uniqueness'))
  })

  it('is written to by SCIM as any account, and waits on', async () => {
    const world = openWorld(withCell('unmanaged', { userName: 'pending' }))
    const id = await world.account({ userName: 'ada', attributes: { title: 'old' } })
    await world.post({ userName: 'ada', title: 'new' })
    const answer = await world.client.patch(`/Users/${id}`, [{ op: 'replace', path: 'title', value: 'newer' }])
    expect(answer).toMatchObject({ status: 200, body: { title: 'newer' } })
    expect((await world.stored(id))?.provenance.pending?.before).toMatchObject({ title: 'old' })
  })
})

describe('Coming back', () => {
  const immuta = () => openWorld(immutaProfile)

  it('I-05, I-07, RW-I2: a disabled account is enabled, with the profile of the request', async () => {
    const world = immuta()
    const { id, path } = await world.client.user({ title: 'old', nickName: 'Ada' })
    await world.client.patch(path, [{ op: 'replace', path: 'active', value: false }])
    const answer = await world.post({ userName: 'ada', title: 'new' })
    expect(answer).toMatchObject({ status: 201, body: { id, active: true, title: 'new' } })
    expect(answer.body.nickName).toBeUndefined()
  })

  it('I-06: a deleted account comes back under its id', async () => {
    const world = immuta()
    const { id, path } = await world.client.user()
    await world.client.delete(path)
    expect((await world.client.get(path)).status).toBe(404)
    expect(await world.post({ userName: 'ada' })).toMatchObject({ status: 201, body: { id, active: true } })
    expect((await world.client.get(path)).status).toBe(200)
  })

  it('RW-I1: a deleted account does not come back for another user name', async () => {
    const world = immuta()
    const { id, path } = await world.client.user({ userName: 'old' })
    await world.client.delete(path)
    const { status, body } = await world.post({ userName: 'new' })
    expect({ status, isSame: body.id === id }).toEqual({ status: 201, isSame: false })
  })

  it('I-16, RW-I6: an orphan conflicts until it is deleted, and comes back managed', async () => {
    const world = immuta()
    const id = await world.account({ userName: 'ada' })
    expect(await world.post({ userName: 'ada' })).toMatchObject(error(409, 'uniqueness'))
    await world.delete(id)
    expect((await world.post({ userName: 'ada' })).status).toBe(201)
    expect(await world.all()).toMatchObject([{ provenance: { managed: true, deleted: false } }])
  })

  it('an account that the request says is inactive stays so, and nothing is said to be undone', async () => {
    const world = immuta()
    const id = await world.account({ userName: 'ada', provenance: states.inactive })
    const answer = await world.post({ userName: 'ada', active: false })
    expect(answer).toMatchObject({ status: 201, body: { id, active: false }, event: { findings: [] } })
  })

  it('users.reactivateSync off: it is enabled, and nothing else is changed', async () => {
    const profile = defineProfile({ extends: immutaProfile, users: { reactivateSync: false } })
    const world = openWorld(profile)
    const id = await world.account({ userName: 'ada', attributes: { title: 'old' }, provenance: states.inactive })
    const answer = await world.post({ userName: 'ada', title: 'new', nickName: 'Ada' })
    expect(answer.body).toMatchObject({ id, active: true, title: 'old' })
    expect(answer.body.nickName).toBeUndefined()
  })
})

describe('Linking', () => {
  it('B-01, B-02, B-29: an account from before is found by its work address', async () => {
    const world = openWorld(bufProfile)
    const id = await world.account({
      userName: 'bob-smith',
      email: 'bob.smith@example.com',
      provenance: { origin: 'jit' },
    })
    const answer = await world.post({ userName: 'bob.smith@example.com', ...workEmail('Bob.Smith@example.com') })
    expect(answer).toMatchObject({ status: 201, body: { id, userName: 'bob.smith@example.com' } })
    expect((await world.stored(id))?.provenance).toMatchObject({ managed: true, origin: 'jit' })
  })

  it('RW-B1: a deprovisioned account gives up the name to the account that is found by the address', async () => {
    const world = openWorld(bufProfile)
    const id = await world.account({ userName: 'bob', email: 'bob@example.com', provenance: states.connected })
    const wrong = await world.post({ userName: 'bsmith', ...workEmail('bob@corp.example') })
    const path = `/Users/${wrong.body.id}`
    const again = { userName: 'BSmith', ...workEmail('bob@example.com') }
    const before = await world.all()
    expect((await world.post(again)).status).toBe(409)
    expect(await world.all()).toEqual(before)
    await world.client.patch(path, [{ op: 'replace', path: 'active', value: false }])
    const right = await world.post(again)
    expect(right).toMatchObject({ status: 201, body: { id, userName: 'BSmith' } })
    expect(right.event.findings).toEqual(expect.arrayContaining(['USER_NAME_GIVEN_UP', 'ACCOUNT_LINKED']))
    const { userName, emails, active } = (await world.client.get(path)).body
    expect({ userName, active, emails }).toEqual({
      userName: `bsmith~${wrong.body.id}`,
      active: false,
      emails: workEmail('bob@corp.example').emails,
    })
  })

  it('RW-B1: while a takeover waits for an administrator, everybody keeps their name', async () => {
    const onCreate = { ...bufProfile.users.onCreate, connected: { email: 'pending' } } as const
    const world = openWorld(defineProfile({ extends: bufProfile, users: { onCreate } }))
    await world.account({ userName: 'bob', email: 'bob@example.com', provenance: states.connected })
    const { body } = await world.post({ userName: 'bsmith', ...workEmail('bob@corp.example') })
    await world.client.patch(`/Users/${body.id}`, [{ op: 'replace', path: 'active', value: false }])
    const before = await world.all()
    expect((await world.post({ userName: 'bsmith', ...workEmail('bob@example.com') })).status).toBe(409)
    expect(await world.all()).toEqual(before)
  })

  it('an account is found by any of a thousand addresses, which are not looked for one by one', async () => {
    const profile = withCell('active', 'link', { matchBy: ['email'] })
    const world = openWorld({ ...profile, attributes: { ...profile.attributes, emails: 'any' } })
    const id = await world.account({ userName: 'ada', email: 'a777@example.com', provenance: states.active })
    const emails = Array.from({ length: 1000 }, (_, index) => ({ type: 'work', value: `A${index}@example.com` }))
    const finds = vi.spyOn(MemoryUnitOfWork.prototype, 'find')
    expect(await world.post({ userName: 'new', emails })).toMatchObject({ status: 201, body: { id } })
    expect(finds.mock.calls.length).toBeLessThan(20)
    finds.mockRestore()
  })

  it('B-02: an address that is not for work finds nobody', async () => {
    const world = openWorld(bufProfile)
    const id = await world.account({
      userName: 'bob',
      attributes: { emails: [{ type: 'home', value: 'bob@example.com' }] },
    })
    const { status, body } = await world.post({ userName: 'robert', ...workEmail('bob@example.com') })
    expect({ status, isSame: body.id === id }).toEqual({ status: 201, isSame: false })
  })

  it('P-14: equal user names are never linked', async () => {
    const world = openWorld(pulumi2024Profile)
    await world.account({ userName: 'ada', email: 'lovelace@example.com', provenance: states.unmanaged })
    const before = await world.all()
    expect((await world.post({ userName: 'ada', ...workEmail('ada@example.com') })).status).toBe(409)
    expect(await world.all()).toEqual(before)
  })

  it('RW-P1c: an account whose owner has connected single sign-on is taken over under its id', async () => {
    const world = openWorld(pulumi2024Profile)
    const id = await world.account({ userName: 'ada', email: 'ada@example.com', provenance: states.connected })
    const answer = await world.post({ userName: 'lovelace', ...workEmail('ada@example.com') })
    expect(answer).toMatchObject({ status: 201, body: { id, userName: 'ada' } })
    expect(answer.event.findings).toEqual(expect.arrayContaining(['ACCOUNT_LINKED', 'USER_NAME_KEPT']))
  })

  it.each([
    { profile: bufProfile, provenance: { ...states.unmanaged, active: false } },
    { profile: pulumi2024Profile, provenance: { ...states.unmanaged, active: false } },
    { profile: pulumi2024Profile, provenance: { ...states.connected, active: false } },
  ])('B-20, RW-P1c: an account that was disabled comes back with the link', async ({ profile, provenance }) => {
    for (const more of [{}, { active: null }]) {
      const world = openWorld(profile)
      const id = await world.account({ userName: 'ada', email: 'ada@example.com', provenance })
      const answer = await world.post({ userName: 'ada', ...workEmail('ada@example.com'), ...more })
      expect(answer).toMatchObject({ status: 201, body: { id, active: true } })
      expect(answer.event.findings).toEqual(expect.arrayContaining(['ACCOUNT_LINKED', 'LOCAL_CHANGE_UNDONE']))
      expect((await world.stored(id))?.provenance.active).toBe(true)
    }
  })

  it('B-20: an account that is linked stays disabled where the request says so', async () => {
    const world = openWorld(bufProfile)
    const provenance = { ...states.unmanaged, active: false }
    const id = await world.account({ userName: 'ada', email: 'ada@example.com', provenance })
    const answer = await world.post({ userName: 'ada', ...workEmail('ada@example.com'), active: false })
    expect(answer).toMatchObject({ status: 201, body: { id, active: false } })
    expect(answer.event.findings).not.toContain('LOCAL_CHANGE_UNDONE')
  })

  it.each([{ profile: pulumi2024Profile }, { profile: pulumi2026Profile }])(
    'P-03, P-14: a name that somebody elsewhere has is a conflict, also for an account found by its address',
    async ({ profile }) => {
      for (const provenance of [states.connected, states.unmanaged]) {
        const world = openWorld(profile)
        const authorization = 'Bearer globex'
        await world.client.post('/Users', { schemas: [userUrn], userName: 'lovelace' }, { authorization })
        await world.account({ userName: 'ada', email: 'ada@example.com', provenance })
        const before = await world.all()
        const answer = await world.post({ userName: 'Lovelace', ...workEmail('ada@example.com') })
        expect(answer).toMatchObject({
          status: 409,
          body: { scimType: 'uniqueness', detail: 'User with userName Lovelace already exists.' },
          event: { errorCode: 'UNIQUENESS_VIOLATED', findings: [] },
        })
        expect(await world.all()).toEqual(before)
      }
    },
  )

  it('P-03: a name that was only asked for, and not taken, is free for others', async () => {
    const world = openWorld(pulumi2024Profile)
    await world.account({ userName: 'ada', email: 'ada@example.com', provenance: states.connected })
    await world.post({ userName: 'lovelace', ...workEmail('ada@example.com') })
    expect((await world.post({ userName: 'ada' })).status).toBe(409)
    expect((await world.post({ userName: 'lovelace' })).status).toBe(201)
  })

  it('P-03: an account never has the name that was only asked for, not even within the request', async () => {
    const world = openWorld(pulumi2024Profile)
    await world.account({ userName: 'ada', email: 'ada@example.com', provenance: states.connected })
    const update = vi.spyOn(MemoryUnitOfWork.prototype, 'update')
    await world.post({ userName: 'lovelace', ...workEmail('ada@example.com') })
    const names = update.mock.calls.map(([, , { attributes }]) => attributes.userName)
    update.mockRestore()
    expect(new Set(names)).toEqual(new Set(['ada']))
  })

  it('P-03: the name is asked for as well where a tombstone comes back', async () => {
    const { users } = pulumi2024Profile
    const matchBy = ['email'] as const
    const onCreate = { ...users.onCreate, deleted: 'reactivate' } as const
    const world = openWorld(defineProfile({ extends: pulumi2024Profile, users: { matchBy: [...matchBy], onCreate } }))
    const authorization = 'Bearer globex'
    await world.client.post('/Users', { schemas: [userUrn], userName: 'lovelace' }, { authorization })
    const provenance = { managed: true, origin: 'scim', deleted: true } as const
    await world.account({ userName: 'ada', email: 'ada@example.com', provenance })
    const before = await world.all()
    expect(await world.post({ userName: 'lovelace', ...workEmail('ada@example.com') })).toMatchObject({ status: 409 })
    expect(await world.all()).toEqual(before)
  })

  it('P-32, P-33: an account SCIM makes is the tenant’s, one that was invited stays the person’s', async () => {
    const world = openWorld(pulumi2024Profile)
    const invited = { origin: 'invite', owner: 'person' } as const
    const id = await world.account({ userName: 'ada', email: 'ada@example.com', provenance: invited })
    await world.post({ userName: 'ada', ...workEmail('ada@example.com') })
    const { body } = await world.post({ userName: 'grace', ...workEmail('grace@example.com') })
    expect((await world.stored(id))?.provenance.owner).toBe('person')
    expect((await world.stored(String(body.id)))?.provenance).toMatchObject({ owner: 'tenant', origin: 'scim' })
  })
})
