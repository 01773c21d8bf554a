import {
  bearerTokens,
  defineProfile,
  explainCode,
  explainFinding,
  immutaProfile,
  lastHeard,
  maskEmails,
  pulumi2024Profile,
  rfcProfile,
  type StoredToken,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { createMemoryStore } from '../../src/index.ts'
import { enterpriseUrn } from '../protocol/client.ts'
import { group, lookupPath, openWorld, person, type World } from './world.ts'

const off = [{ op: 'replace', path: 'active', value: false }]
const on = [{ op: 'replace', path: 'active', value: true }]

describe('F-5: a lookup in vain, then a conflict', () => {
  it('names what was looked for, and who holds it', async () => {
    const { ready, directory, scim, finding } = openWorld()
    await ready
    const { id } = await directory.addAccount('acme', { userName: 'ada', origin: 'invite' })
    await scim.get(lookupPath('/Users', 'userName', 'ADA'))
    await scim.post('/Users', person('ada'))
    expect(await finding('LOOKUP_THEN_CONFLICT')).toEqual({
      code: 'LOOKUP_THEN_CONFLICT',
      message: expect.stringContaining('looked for userName "ADA"'),
      resourceType: 'User',
      conflict: { where: 'here', attribute: 'userName', id, state: 'active', managed: false, origin: 'invite' },
    })
  })

  it.each([
    ['the lookup was for somebody else', 'grace'],
    ['nobody looked', undefined],
  ])('is not told when %s', async (_, name) => {
    const { ready, directory, scim, finding } = openWorld()
    await ready
    await directory.addAccount('acme', { userName: 'ada' })
    if (name !== undefined) await scim.get(lookupPath('/Users', 'userName', name))
    await scim.post('/Users', person('ada'))
    expect(await finding('LOOKUP_THEN_CONFLICT')).toBeUndefined()
  })

  it('P-03: is not told of a holder elsewhere, whom nobody here can show or link', async () => {
    const { ready, directory, scim, last } = openWorld(pulumi2024Profile)
    await ready
    await directory.addAccount('personal', { userName: 'ada', email: 'lovelace@example.com' })
    await scim.get(lookupPath('/Users', 'userName', 'ada'))
    await scim.post('/Users', person('ada'))
    expect((await last()).findings.map(({ code }) => code)).toEqual(['UNIQUENESS_VIOLATED'])
  })

  it.each([
    ['has created the account since', ({ provision }: World) => provision('ada')],
    [
      'has found the account since',
      async ({ provision, scim }: World) => {
        await provision('ada')
        await scim.get(lookupPath('/Users', 'userName', 'ada'))
      },
    ],
  ])('is not told of an identity provider that %s', async (_, happens) => {
    const world = openWorld()
    const { ready, scim, last } = world
    await ready
    await scim.get(lookupPath('/Users', 'userName', 'ada'))
    await happens(world)
    await scim.post('/Users', person('ada'))
    expect(await last()).toMatchObject({ status: 409, findings: [{ code: 'UNIQUENESS_VIOLATED' }] })
    expect((await last()).findings).toHaveLength(1)
  })

  it('RW-I6: is over once the orphan is deleted and provisioned', async () => {
    const { ready, directory, scim, log, provision } = openWorld(immutaProfile)
    await ready
    const { id } = await directory.addAccount('acme', { userName: 'mary' })
    await scim.get(lookupPath('/Users', 'userName', 'mary'))
    await scim.post('/Users', person('mary'))
    await directory.deleteAccount('acme', id)
    await provision('mary')
    await scim.post('/Users', person('mary'))
    expect(await log.count('acme', { code: 'UNIQUENESS_VIOLATED' })).toBe(2)
    expect(await log.count('acme', { code: 'LOOKUP_THEN_CONFLICT' })).toBe(1)
  })

  it('RW-P1c: renaming the account to what is looked for, as is advised, ends it', async () => {
    const { ready, directory, scim, last, finding } = openWorld(pulumi2024Profile)
    await ready
    const { id } = await directory.addAccount('personal', { userName: 'kim', email: 'kim.corp@example.com' })
    await directory.connect({ tenant: 'personal', id }, { tenant: 'acme', nameId: 'kim@sso' })
    const sync = async () => {
      const { body } = await scim.get(lookupPath('/Users', 'userName', 'kim.corp'))
      await scim.post('/Users', person('kim.corp'))
      return body
    }
    await sync()
    expect((await finding('USER_NAME_KEPT'))?.resourceId).toBe(id)
    for (const code of ['USER_NAME_KEPT', 'LOOKUP_THEN_CONFLICT'] as const)
      expect(explainCode(code).remedies[0]?.action).toMatch(/rename|give it the user name/i)
    expect(await sync()).toMatchObject({ totalResults: 0 })
    const conflict = await finding('UNIQUENESS_VIOLATED')
    expect(conflict?.conflict).toMatchObject({ attribute: 'emails.value', id })
    expect(conflict && explainFinding(conflict).remedies).toContainEqual({
      actor: 'application administrator',
      action: expect.stringContaining('rename the account that the finding names'),
    })
    await directory.rename('acme', id, 'kim.corp')
    expect(await sync()).toMatchObject({ totalResults: 1 })
    expect((await last()).findings.map(({ code }) => code)).toEqual(['UNIQUENESS_VIOLATED'])
  })

  it('is found in what is redacted, too', async () => {
    const { ready, directory, scim, finding } = openWorld(undefined, { redact: maskEmails })
    await ready
    await directory.addAccount('acme', { userName: 'ada@example.com' })
    await scim.get(lookupPath('/Users', 'userName', 'ada@example.com'))
    await scim.post('/Users', person('ada@example.com'))
    expect((await finding('LOOKUP_THEN_CONFLICT'))?.message).toContain('"a***@example.com"')
  })
})

describe('F-7, F-15: a second account of the same person', () => {
  it.each([
    ['externalId', { externalId: '00u1' }],
    ['emails.value', { emails: [{ value: 'ADA@example.com', type: 'home' }] }],
  ])('is told by its %s, with the other account', async (sharing, more) => {
    const { provision, finding } = openWorld()
    const id = await provision('ada', { externalId: '00u1' })
    const twin = await provision('ada.king', more)
    expect(await finding('ACCOUNT_NEAR_DUPLICATE')).toMatchObject({
      message: expect.stringContaining(`the same ${sharing} `),
      resourceId: twin,
      conflict: { where: 'here', id, state: 'active', managed: true, origin: 'scim' },
    })
  })

  it('is not seen where nothing is shared, or with another tenant', async () => {
    const { provision, scim, log } = openWorld()
    await provision('ada', { externalId: '00u1' })
    await provision('grace', { externalId: '00u2' })
    const elsewhere = person('ada.king', { externalId: '00u1' })
    await scim.post('/Users', elsewhere, { authorization: 'Bearer globex' })
    for (const tenant of ['acme', 'globex']) expect(await log.count(tenant, { code: 'ACCOUNT_NEAR_DUPLICATE' })).toBe(0)
  })
})

describe('F-2: a client that departs from the RFCs', () => {
  it('is told once a day, and the flag where it helps', async () => {
    const { provision, scim, log, finding } = openWorld()
    const id = await provision('ada')
    for (const title of ['a', 'b']) await scim.patch(`/Users/${id}`, [{ op: 'Replace', path: 'title', value: title }])
    expect(await log.count('acme', { code: 'CLIENT_DEVIATES' })).toBe(1)
    expect((await finding('CLIENT_DEVIATES'))?.message).toMatch(/operationCase.*aadOptscim062020\.$/)
  })

  it('is told without the flag where that is not Entra ID’s', async () => {
    const { ready, scim, finding } = openWorld()
    await ready
    await scim.get('/Users?filter=userName%20eq%20ada')
    expect((await finding('CLIENT_DEVIATES'))?.message).not.toContain('aadOptscim062020')
  })

  it('is not told of what contradicts no RFC', async () => {
    const { provision, last } = openWorld()
    await provision('ada', { title: '' })
    expect(await last()).toMatchObject({ normalisations: ['emptyStrings'], findings: [] })
  })
})

describe('F-23: the same failure again', () => {
  it('is told from the third time on', async () => {
    const { ready, scim, log } = openWorld()
    await ready
    for (const _ of [1, 2, 3, 4]) await scim.post('/Users', person('ada'))
    const [last, before, first] = await log.query('acme', { outcome: 'failure' })
    expect([first, before, last].map((entry) => entry?.findings.length)).toEqual([1, 1, 2])
    expect(last?.findings[1]?.message).toContain('failed 3 times with SCIM5002')
  })

  it('is not told of different requests that fail the same way', async () => {
    const { provision, scim, log } = openWorld()
    for (const name of ['a', 'b', 'c']) await provision(name)
    for (const name of ['a', 'b', 'c']) await scim.post('/Users', person(name))
    expect(await log.count('acme', { code: 'FAILURE_REPEATED' })).toBe(0)
  })

  it('is not told where trying again is right', async () => {
    const { ready, scim, log } = openWorld(undefined, { limitRate: () => 1 })
    await ready
    for (const _ of [1, 2, 3]) await scim.get('/Users')
    expect(await log.count('acme', { code: 'FAILURE_REPEATED' })).toBe(0)
    expect(await log.count('acme', { code: 'TOO_MANY_REQUESTS' })).toBe(3)
  })
})

it('F-25: a wave is told when it begins, and not before', async () => {
  const { crowd, scim, log } = openWorld()
  const ids = await crowd(21)
  for (const id of ids.slice(0, 19)) await scim.patch(`/Users/${id}`, off)
  expect(await log.count('acme', { code: 'DEACTIVATION_WAVE' })).toBe(0)
  for (const id of ids.slice(19)) await scim.delete(`/Users/${id}`)
  const [entry] = await log.query('acme', { code: 'DEACTIVATION_WAVE' })
  expect(entry?.findings[0]?.message).toBe('20 accounts were deactivated or deleted within 60 minutes.')
  expect(await log.count('acme', { code: 'DEACTIVATION_WAVE' })).toBe(1)
})

describe('F-25: a PUT without active', () => {
  it.each([true, false])('says that the account stays as it was: active %s', async (active) => {
    const { provision, scim, finding } = openWorld()
    const id = await provision('ada', { active })
    const { body } = await scim.put(`/Users/${id}`, { userName: 'ada' })
    expect(body).toMatchObject({ active })
    expect((await finding('ACTIVE_OMITTED'))?.message).toContain(
      active ? 'is active, as before' : 'is inactive, as before',
    )
  })

  it('is not told when it is there, in whatever case, and not of groups', async () => {
    const { provision, push, scim, finding } = openWorld()
    await scim.put(`/Users/${await provision('ada')}`, { userName: 'ada', Active: true })
    await scim.put(`/Groups/${await push('Analysts')}`, group('Analysts'))
    expect(await finding('ACTIVE_OMITTED')).toBeUndefined()
  })
})

describe('F-14: a deactivation without effect', () => {
  const ignore = defineProfile({ extends: rfcProfile, attributes: { unknown: { patch: 'ignore' } } })
  const path = `${enterpriseUrn}:active`

  it.each([
    ['a path of its own', [{ op: 'replace', path, value: 'False' }]],
    ['a member of a value', [{ op: 'Replace', value: { [path]: false } }]],
    ['a list of one value', [{ op: 'Add', path, value: [{ value: 'false' }] }]],
  ])('is seen in %s', async (_, operations) => {
    const { provision, scim, finding } = openWorld(ignore)
    const id = await provision('ada')
    expect((await scim.patch(`/Users/${id}`, operations)).body).toMatchObject({ active: true })
    expect((await finding('DEACTIVATION_WITHOUT_EFFECT'))?.message).toContain(`sets "${path}" to false`)
  })

  it.each([
    ['sets it to true', [{ op: 'replace', path, value: 'True' }]],
    ['deactivates the account as well', [{ op: 'replace', path, value: false }, ...off]],
    ['ignores something else', [{ op: 'replace', path: 'shoeSize', value: false }]],
  ])('is not told of a request that %s', async (_, operations) => {
    const { provision, scim, finding } = openWorld(ignore)
    await scim.patch(`/Users/${await provision('ada')}`, operations)
    expect(await finding('DEACTIVATION_WITHOUT_EFFECT')).toBeUndefined()
  })
})

it('F-19: ignored attributes are told once a day, all of them', async () => {
  const { provision, log, finding } = openWorld()
  await provision('ada', { shoeSize: 42, hat: 'top' })
  await provision('grace', { hat: 'none', shoeSize: 38 })
  await provision('joan', { hat: 'none' })
  expect((await finding('ATTRIBUTES_IGNORED'))?.message).toContain(': hat.')
  expect(await log.count('acme', { code: 'ATTRIBUTES_IGNORED' })).toBe(2)
})

it('F-19: long names do not make what was said be forgotten', async () => {
  const { ready, scim } = openWorld()
  await ready
  const findings = async (userName: string, name: string) =>
    (await scim.post('/Users', person(userName, { [name]: 1 }))).event.findings
  expect(await findings('first', 'shoeSize')).toEqual(['ATTRIBUTES_IGNORED'])
  for (let number = 1; number <= 5; number += 1)
    expect(await findings(`${number}`, `${number}${'x'.repeat(1_000_000)}`)).toEqual(['ATTRIBUTES_IGNORED'])
  expect(await findings('last', 'shoeSize')).toEqual([])
})

describe('F-13: a group nearly emptied', () => {
  it('is told of what one request takes, in several operations', async () => {
    const { crowd, push, scim, finding } = openWorld()
    const ids = await crowd(5)
    const id = await push('Analysts', ids)
    const operations = ids.slice(0, 4).map((value) => ({ op: 'remove', path: `members[value eq "${value}"]` }))
    await scim.patch(`/Groups/${id}`, operations)
    expect(await finding('GROUP_NEARLY_EMPTIED')).toMatchObject({
      message: 'The request took 4 of 5 members out of the group.',
      resourceType: 'Group',
      resourceId: id,
    })
  })

  it('is not told of a few, of most of a few, or of others who come for them', async () => {
    const { crowd, push, scim, finding } = openWorld()
    const ids = await crowd(8)
    const few = await push('Few', ids.slice(0, 3))
    await scim.patch(`/Groups/${few}`, [{ op: 'remove', path: 'members' }])
    const many = await push('Many', ids)
    const value = ids.slice(0, 5).map((member) => ({ value: member }))
    await scim.patch(`/Groups/${many}`, [{ op: 'remove', path: 'members', value }])
    expect(await finding('GROUP_NEARLY_EMPTIED')).toBeUndefined()
  })
})

describe('F-22: a silence', () => {
  it('is told when it ends, once', async () => {
    const { ready, heard, scim, log, finding } = openWorld()
    await ready
    await heard(45)
    for (const _ of [1, 2]) await scim.get('/Users')
    expect((await finding('SILENCE_ENDED'))?.message).toContain('for 45 days')
    expect(await log.count('acme', { code: 'SILENCE_ENDED' })).toBe(1)
  })

  it('is none when it was short, or nobody was ever heard', async () => {
    const { ready, heard, scim, log } = openWorld()
    await ready
    await heard(3)
    await scim.get('/Users')
    await scim.get('/Users', { authorization: 'Bearer globex' })
    for (const tenant of ['acme', 'globex']) expect(await log.count(tenant, { code: 'SILENCE_ENDED' })).toBe(0)
  })
})

describe('F-3: a token that ends soon', () => {
  const expiresIn = (days: number): Pick<StoredToken, 'expires'> => ({
    expires: new Date(Date.now() + days * 86_400_000).toISOString(),
  })

  it('is told once a day, with the day', async () => {
    const { issue, scim, log, finding } = openWorld()
    await issue(expiresIn(7), 'ending')
    for (const _ of [1, 2]) await scim.get('/Users', { authorization: 'Bearer ending' })
    expect((await finding('TOKEN_EXPIRES_SOON'))?.message).toContain('expires in 7 days')
    expect(await log.count('acme', { code: 'TOKEN_EXPIRES_SOON' })).toBe(1)
  })

  it.each([
    ['days before', 3 * 86_400_000, '3 days'],
    ['hours before', 3 * 3_600_000, '3 hours'],
  ])('is told %s of a token that was handed out', async (_, left, told) => {
    const { issue, scim, finding } = openWorld()
    await issue({ expires: new Date(Date.now() + left).toISOString() }, 'ending')
    await scim.get('/Users', { authorization: 'Bearer ending' })
    expect((await finding('TOKEN_EXPIRES_SOON'))?.message).toContain(`expires in ${told}`)
    const expires = new Date(Date.now() + left)
    const known = openWorld(undefined, { authenticate: bearerTokens([{ tenant: 'acme', token: 'known', expires }]) })
    await known.scim.get('/Users', { authorization: 'Bearer known' })
    expect((await known.finding('TOKEN_EXPIRES_SOON'))?.message).toContain(`expires in ${told}`)
  })

  it.each([
    ['of an access token, which its client renews', 3_600_000, 0],
    ['but of others that the host has looked at', 3 * 86_400_000, 1],
  ])('is not told %s', async (_, left, told) => {
    const authenticate = () => ({ tenant: 'acme', client: 'okta', expires: new Date(Date.now() + left) })
    const { scim, log } = openWorld(undefined, { authenticate })
    await scim.get('/Users')
    expect(await log.count('acme', { code: 'TOKEN_EXPIRES_SOON' })).toBe(told)
  })

  it('is not told of one with a long life, or without an end', async () => {
    const { ready, issue, scim, log } = openWorld()
    await ready
    await issue(expiresIn(60), 'long')
    for (const token of ['long', 'acme']) await scim.get('/Users', { authorization: `Bearer ${token}` })
    expect(await log.count('acme', { code: 'TOKEN_EXPIRES_SOON' })).toBe(0)
  })
})

it('F-27: two activations are no loop', async () => {
  const { provision, scim, finding } = openWorld()
  const id = await provision('ada')
  for (const operations of [off, on, off, on]) await scim.patch(`/Users/${id}`, operations)
  expect(await finding('REACTIVATION_LOOP')).toBeUndefined()
})

it('F-27: a client that switches the account off and on by itself is in no loop', async () => {
  const { provision, scim, log, finding, directory } = openWorld()
  const id = await provision('ada')
  for (const _ of [1, 2, 3, 4]) for (const operations of [off, on]) await scim.patch(`/Users/${id}`, operations)
  expect(await log.count('acme', { effect: 'activated' })).toBe(4)
  expect(await finding('REACTIVATION_LOOP')).toBeUndefined()
  for (const _ of [1, 2, 3]) {
    await directory.setActive('acme', id, false)
    await scim.patch(`/Users/${id}`, on)
  }
  expect((await finding('REACTIVATION_LOOP'))?.message).toContain('3 times')
})

describe('F-4: why members were refused', () => {
  it('P-09: each has its reason', async () => {
    const { provision, scim, finding } = openWorld(
      defineProfile({ extends: rfcProfile, groups: { requireActiveMembers: true } }),
    )
    const ada = await provision('ada', { externalId: '00u1' })
    const grace = await provision('grace')
    await scim.patch(`/Users/${grace}`, off)
    await scim.post('/Groups', group('Analysts', ['00u1', 'ada', grace, 'nobody', ada]))
    expect((await finding('MEMBERS_DIAGNOSED'))?.message).toBe(
      `The members are refused because 00u1 is the externalId of User ${ada}, not an id; ada is the userName of User ${ada}, not an id; ${grace} is deactivated here; nobody is not known here.`,
    )
  })

  it('the reason is the one they were refused for', async () => {
    const managed = defineProfile({ extends: rfcProfile, users: { visibility: 'managed' }, groups: { nested: false } })
    const { push, scim, finding, directory } = openWorld(managed)
    const nested = await push('Crew')
    const { id: orphan } = await directory.addAccount('acme', { userName: 'orphan' })
    await scim.post('/Groups', group('Analysts', [orphan, nested]))
    expect((await finding('MEMBERS_DIAGNOSED'))?.message).toBe(
      `The members are refused because ${orphan} is not managed by SCIM; ${nested} is of a type that cannot be a member here.`,
    )
  })

  it('of those who were left out, each has its reason too', async () => {
    const { provision, scim, finding, directory, push } = openWorld(
      defineProfile({ extends: immutaProfile, groups: { requireActiveMembers: true, nested: false } }),
    )
    const grace = await provision('grace')
    await scim.patch(`/Users/${grace}`, off)
    const nested = await push('Crew')
    const { id: orphan } = await directory.addAccount('acme', { userName: 'orphan' })
    await scim.post('/Groups', group('Analysts', ['nobody', orphan, nested, grace, 'noone']))
    expect((await finding('MEMBERS_SKIPPED'))?.message).toBe(
      `These members were left out: nobody, noone (not known here); ${orphan} (not managed by SCIM); ${nested} (of a type that cannot be a member here); ${grace} (deactivated here).`,
    )
  })

  it('P-22: of who is here, and too far behind, that is said', async () => {
    const { provision, scim, finding } = openWorld(
      defineProfile({ extends: rfcProfile, groups: { identityWindow: 1 } }),
    )
    await provision('ada')
    const grace = await provision('grace')
    await scim.post('/Groups', group('Analysts', [grace]))
    expect((await finding('MEMBERS_DIAGNOSED'))?.message).toContain(
      `${grace} is here, and not among the first 1, who alone can be members`,
    )
  })

  it('a reason is said whole, however long the id is', async () => {
    const { ready, scim, finding } = openWorld()
    await ready
    await scim.post('/Groups', group('Analysts', ['x'.repeat(1000)]))
    expect((await finding('MEMBERS_DIAGNOSED'))?.message).toMatch(/xxx… is not known here\.$/)
  })

  it('another tenant’s people are not known', async () => {
    const { provision, scim, finding } = openWorld()
    const id = await provision('ada')
    await scim.post('/Groups', group('Analysts', [id, 'ada']), { authorization: 'Bearer globex' })
    expect((await finding('MEMBERS_DIAGNOSED', 'globex'))?.message).toBe(
      `The members are refused because ${id} is not known here; ada is not known here.`,
    )
  })
})

describe('F-8: when something was last heard of', () => {
  it('tells the last request about it', async () => {
    const { provision, scim, log } = openWorld()
    const id = await provision('ada')
    await scim.get(lookupPath('/Users', 'userName', 'Ada'))
    await provision('grace')
    const byName = await lastHeard(log, 'acme', { resourceType: 'User', subject: 'ada' })
    expect(byName.entry).toMatchObject({ method: 'GET' })
    expect(byName.finding.message).toContain(`The last request about User "ada" came at ${byName.entry?.at}`)
    expect((await lastHeard(log, 'acme', { resourceId: id })).entry).toMatchObject({ method: 'POST', subject: 'ada' })
  })

  it('finds it behind any number of others', async () => {
    const { ready, scim, log } = openWorld()
    await ready
    await scim.get(lookupPath('/Users', 'userName', 'grace@x.com'))
    for (let other = 0; other < 1_005; other += 1) await scim.get('/Users?count=0')
    const heard = await lastHeard(log, 'acme', { resourceType: 'User', subject: 'Grace@x.com' })
    expect(heard.entry).toMatchObject({ lookup: { value: 'grace@x.com' } })
  })

  it('finds a name whatever the case of its letters, composed or not, and hidden as the log has it', async () => {
    const { ready, scim, log } = openWorld(undefined, { redact: maskEmails })
    await ready
    await scim.get(lookupPath('/Users', 'userName', 'müller@x.com'))
    await scim.post('/Users', person('Zoë'))
    const heard = (subject: string) => lastHeard(log, 'acme', { resourceType: 'User', subject, redact: maskEmails })
    expect((await heard('MÜLLER@x.com')).entry).toMatchObject({ lookup: { value: 'm***@x.com' } })
    expect((await heard('ZOË'.normalize('NFD'))).entry).toMatchObject({ subject: 'Zoë' })
  })

  it('says that there was none', async () => {
    const { provision, log } = openWorld()
    await provision('ada')
    expect((await lastHeard(log, 'acme', { resourceType: 'Group' })).finding.message).toContain(
      'No request about Group',
    )
    expect((await lastHeard(log, 'globex', {})).entry).toBeUndefined()
  })
})

it('F-16: an answer that takes long is told', async () => {
  const store = createMemoryStore()
  const now = performance.now
  const { ready, scim, finding } = openWorld(undefined, {
    store: {
      ...{ query: store.query.bind(store), transfer: store.transfer.bind(store) },
      ...{ ready: store.ready.bind(store), close: store.close.bind(store), read: store.read.bind(store) },
      // Half a minute goes by at once: only the clock can tell.
      transaction: (tenant, work) => {
        performance.now = () => now.call(performance) + 45_000
        return store.transaction(tenant, work)
      },
    },
  })
  await ready
  try {
    await scim.post('/Users', person('ada'))
  } finally {
    performance.now = now
  }
  expect((await finding('ANSWER_SLOW'))?.message).toContain('took 45 seconds')
})
