import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { defineProfile, maskEmails, type ProvisioningLog, rfcProfile, ScimError } from '@scimkit/core'
import { describe, expect, it, vi } from 'vitest'
import { createMemoryLog } from '../../src/index.ts'
import { bulkRequestUrn as bulkUrn, postGroup, postUser, refer } from '../protocol/bulk-request.ts'
import { userUrn } from '../protocol/client.ts'
import { group, lookupPath, openWorld, person } from './world.ts'

describe('the provisioning log', () => {
  it('has an entry for each request: what was asked, of what, and what came of it', async () => {
    const { provision, scim, log } = openWorld()
    const id = await provision('ada')
    await scim.get(lookupPath('/Users', 'userName', 'ada'))
    await scim.patch(`/Users/${id}`, [{ op: 'replace', path: 'active', value: false }])
    await scim.delete(`/Users/${id}`)
    await scim.get(`/Users/${id}`)
    const entries = await log.query('acme', {})
    const usual = { tenant: 'acme', client: 'acme', resourceType: 'User', normalisations: [] }
    expect(entries.toReversed()).toMatchObject([
      { ...usual, method: 'POST', operation: 'create', resourceId: id, effect: 'created', subject: 'ada', status: 201 },
      {
        ...usual,
        method: 'GET',
        operation: 'list',
        lookup: { attribute: 'userName', value: 'ada', total: 1 },
        status: 200,
      },
      { ...usual, method: 'PATCH', operation: 'patch', resourceId: id, effect: 'deactivated', status: 200 },
      { ...usual, method: 'DELETE', operation: 'remove', resourceId: id, effect: 'deleted', status: 204 },
      { ...usual, method: 'GET', resourceId: id, status: 404, outcome: 'failure', errorCode: 'RESOURCE_NOT_FOUND' },
    ])
    expect(new Set(entries.map(({ requestId }) => requestId)).size).toBe(5)
  })

  it('has an entry for each operation of a bulk request, and none for the request itself', async () => {
    const { ready, scim, log } = openWorld()
    await ready
    const Operations = [postUser('1', { userName: 'ada' }), postUser('2', { userName: 'ada' }), postUser('grace')]
    const { event } = await scim.post('/Bulk', { schemas: [bulkUrn], Operations })
    const entries = await log.query('acme', {})
    expect(entries.map(({ operation, subject, status }) => ({ operation, subject, status })).reverse()).toEqual([
      { operation: 'create', subject: 'ada', status: 201 },
      { operation: 'create', subject: 'ada', status: 409 },
      { operation: 'create', subject: 'grace', status: 201 },
    ])
    expect(new Set(entries.map(({ requestId }) => requestId))).toEqual(new Set([event.requestId]))
  })

  it('has an entry for what of a bulk request is refused before it is done, and the event tells of it', async () => {
    const { ready, scim, log } = openWorld()
    await ready
    const Operations = [
      { method: 'BREW', path: '/Users' },
      postUser('ada'),
      postUser('late', { userName: 'ada' }),
      { method: 'DELETE', path: '/Users/bulkId:late' },
      postGroup('Crew', { members: refer('late') }),
      { method: 'PUT', path: '/Groups/2819c223', data: group('Crew', ['bulkId:nobody']) },
      { method: 'DELETE', path: '/Nothing/1' },
    ]
    const { event } = await scim.post('/Bulk', { schemas: [bulkUrn], Operations })
    const [post, remove] = [
      { method: 'POST', operation: 'create', resourceType: 'User', resourceId: undefined },
      { method: 'DELETE', operation: 'remove', resourceType: 'User', resourceId: undefined },
    ]
    const unread = { method: 'POST', operation: undefined, resourceType: undefined, resourceId: undefined }
    const told = [
      { ...unread, errorCode: 'BULK_OPERATION_FORM' },
      { ...post, resourceId: expect.any(String), errorCode: undefined },
      { ...post, errorCode: 'UNIQUENESS_VIOLATED' },
      { ...remove, errorCode: 'BULK_REFERENCE_FAILED' },
      { ...post, resourceType: 'Group', errorCode: 'BULK_REFERENCE_FAILED' },
      { method: 'PUT', operation: 'replace', resourceType: 'Group', errorCode: 'BULK_REFERENCE_UNKNOWN' },
      { ...unread, errorCode: 'UNKNOWN_ENDPOINT' },
    ]
    const entries = (await log.query('acme', {})).toReversed()
    expect(entries).toMatchObject(told)
    expect(entries.map(({ findings }) => findings.length > 0)).toEqual(told.map(({ errorCode }) => Boolean(errorCode)))
    expect(entries.map(({ subject }) => subject)).toContain('Crew')
    expect(entries[5]?.resourceId).toBe('2819c223')
    expect(event.operations).toMatchObject(told)
    expect(event.operations?.[5]?.resourceId).toBe(undefined)
  })

  it('has one for the resource whose creation is taken back because its references cannot be written', async () => {
    const profile = defineProfile({ extends: rfcProfile, groups: { batch: { hard: 1, onHard: '413' } } })
    const { provision, scim, log } = openWorld(profile)
    const ada = await provision('ada')
    const Operations = [
      postGroup('a', { members: [...refer('b'), { value: ada }] }),
      postGroup('b', { members: refer('a') }),
    ]
    await scim.post('/Bulk', { schemas: [bulkUrn], Operations })
    const failures = (await log.query('acme', { outcome: 'failure' })).toReversed()
    expect(failures).toMatchObject([
      { operation: 'patch', errorCode: 'MEMBER_BATCH_TOO_LARGE' },
      { operation: 'create', subject: 'a', errorCode: 'MEMBER_BATCH_TOO_LARGE' },
      { operation: 'create', subject: 'b', errorCode: 'BULK_REFERENCE_FAILED' },
    ])
  })

  it('says of nothing in a refused operation that it is a method or an id', async () => {
    const { ready, scim, log } = openWorld(undefined, { redact: maskEmails })
    await ready
    const data = group('Crew', ['bulkId:nobody'])
    const Operations = [
      { method: 'ada@example.com', path: '/Users' },
      { method: 'PUT', path: '/Groups/dora@example.com', data },
      { method: 'DELETE', path: '/Users/bulkId:bob@example.com' },
    ]
    const { event } = await scim.post('/Bulk', { schemas: [bulkUrn], Operations })
    expect(event.operations).toHaveLength(3)
    const told = JSON.stringify([event, await log.query('acme', {})])
    for (const name of ['ada', 'dora', 'bob']) expect(told).not.toContain(`${name}@`)
  })

  it('does not take those who refer to one failure for a request that is repeated', async () => {
    const { ready, scim, log } = openWorld()
    await ready
    const reports = {
      'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { manager: { value: 'bulkId:boss' } },
    }
    const staff = ['b', 'c', 'd', 'e'].map((name) => postUser(name, reports))
    await scim.post('/Bulk', {
      schemas: [bulkUrn],
      Operations: [postUser('ada'), postUser('boss', { userName: 'ada' }), ...staff],
    })
    const failures = await log.query('acme', { outcome: 'failure' })
    expect(failures.map(({ subject }) => subject).sort()).toEqual(['ada', 'b', 'c', 'd', 'e'])
    expect(await log.query('acme', { code: 'FAILURE_REPEATED' })).toEqual([])
  })

  it('has an entry for each resource of a cycle that is not created because another is not', async () => {
    const { ready, scim, log } = openWorld()
    await ready
    await scim.post('/Bulk', {
      schemas: [bulkUrn],
      Operations: [
        postGroup('a', { displayName: 'Crew', members: refer('b') }),
        postGroup('b', { displayName: 'Crew', members: refer('a') }),
      ],
    })
    const failures = await log.query('acme', { outcome: 'failure' })
    expect(failures.map(({ errorCode }) => errorCode).sort()).toEqual(['BULK_REFERENCE_FAILED', 'UNIQUENESS_VIOLATED'])
  })

  it('each part of a bulk request has the normalisations it needed itself', async () => {
    const { provision, scim, log } = openWorld()
    const id = await provision('ada')
    const patch = (op: string) => ({
      method: 'PATCH',
      path: `/Users/${id}`,
      data: { Operations: [{ op, path: 'title', value: op }] },
    })
    await scim.post('/Bulk', { schemas: [bulkUrn], Operations: [patch('Replace'), patch('replace')] })
    const [second, first] = await log.query('acme', { limit: 2 })
    expect(first?.normalisations).toContain('operationCase')
    expect(second?.normalisations).not.toContain('operationCase')
  })

  it('holds no body and no secret', async () => {
    const { ready, scim, log } = openWorld(undefined, { passwords: { hash: () => 'hashed', accept: () => undefined } })
    await ready
    await scim.post('/Users', person('ada', { password: 't1meMa$heen', nickName: 'Countess' }))
    await scim.post('/Users', person('ada', { password: 't1meMa$heen' }))
    expect(JSON.stringify(await log.query('acme', {}))).not.toMatch(/t1me|hashed|Countess|Bearer/)
  })

  it('hides values as it is told, wherever they stand', async () => {
    const { ready, scim, log } = openWorld(undefined, { redact: maskEmails })
    await ready
    await scim.get(lookupPath('/Users', 'userName', 'ada@example.com'))
    await scim.post('/Users', person('ada@example.com'))
    await scim.post('/Users', person('ADA@example.com'))
    const text = JSON.stringify(await log.query('acme', {}))
    expect(text).toContain('a***@example.com')
    expect(text).not.toMatch(/ada@example\.com/i)
  })

  it('tells a tenant nothing of another', async () => {
    const { provision, scim, log } = openWorld()
    await provision('ada')
    await scim.post('/Users', person('ada'), { authorization: 'Bearer globex' })
    expect(await log.count('globex', {})).toBe(1)
    expect(await log.count('acme', {})).toBe(1)
    expect(JSON.stringify(await log.query('globex', {}))).not.toContain('acme')
  })

  it('F-12: a request to a wrong address is in the log of whose token it came with', async () => {
    const { ready, scim, last } = openWorld()
    await ready
    await scim.get('/scim/v2/Users')
    expect(await last()).toMatchObject({ errorCode: 'UNKNOWN_ENDPOINT', status: 404 })
  })

  it('F-3: a token that is no longer good is in the log of whose it was', async () => {
    const { issue, scim, log } = openWorld()
    const past = new Date(0).toISOString()
    await issue({ expires: past }, 'expired')
    await issue({ revoked: past }, 'revoked')
    for (const token of ['expired', 'revoked', 'unknown'])
      await scim.get('/Users', { authorization: `Bearer ${token}` })
    const entries = await log.query('acme', { code: 'CREDENTIALS_INVALID' })
    expect(entries.map(({ client, findings }) => [client, findings[0]?.message])).toEqual([
      ['revoked', 'The credentials were not accepted: the token was revoked.'],
      ['expired', 'The credentials were not accepted: the token has expired.'],
    ])
  })

  it('what is answered to anybody is in nobody’s log', async () => {
    const { ready, scim, log } = openWorld()
    await ready
    await scim.get('/ServiceProviderConfig')
    await scim.get('/Users', { authorization: '' })
    for (const tenant of ['acme', '', 'undefined']) expect(await log.count(tenant, {})).toBe(0)
  })
})

describe('what a client may send at any length', () => {
  const long = 'x'.repeat(100_000)

  it('is cut in an entry', async () => {
    const { ready, scim, log } = openWorld()
    await ready
    await scim.post('/Users', person(long, { [long]: 1 }))
    await scim.get(`/Users/${long}`)
    await scim.post('/Bulk', { schemas: [bulkUrn], Operations: [{ method: 'DELETE', path: `/Users/${long}` }] })
    await scim.get(lookupPath('/Users', 'userName', long.slice(0, 1000)))
    const entries = await log.query('acme', {})
    expect(entries).toHaveLength(4)
    expect(JSON.stringify(entries).length).toBeLessThan(6000)
  })

  it('is whole in the answer, and named in part in the entry', async () => {
    const { ready, scim, last } = openWorld()
    await ready
    const ids = Array.from({ length: 1000 }, (_, number) => `nobody-${number}`)
    const { text } = await scim.post('/Groups', group('Crew', ids))
    expect(text).toContain('nobody-999')
    const { findings } = await last()
    expect(findings.map(({ code }) => code)).toEqual(['MEMBERS_INVALID', 'MEMBERS_DIAGNOSED'])
    for (const { message } of findings) {
      expect(message).toContain('nobody-50')
      expect(message).toMatch(/and 9\d\d more\./)
    }
  })

  it('does not stay in memory for the sake of what was cut out of it', async () => {
    setFlagsFromString('--expose-gc')
    const collect: () => void = runInNewContext('gc')
    /** What is alive once everything that was due has run. */
    const megabytes = async () => {
      await new Promise((resolve) => setTimeout(resolve, 0))
      collect()
      return process.memoryUsage().heapUsed / 1_000_000
    }
    const { ready, scim } = openWorld()
    await ready
    const before = await megabytes()
    for (let number = 1; number <= 30; number += 1) {
      const path = `/Users/${crypto.randomUUID()}?${'x'.repeat(1_000_000)}`
      await scim.post('/Bulk', { schemas: [bulkUrn], Operations: [{ method: 'DELETE', path }] })
    }
    scim.events.length = 0
    expect((await megabytes()) - before).toBeLessThan(15)
  })
})

describe('a log in trouble', () => {
  const broken = (append: ProvisioningLog['append']): ProvisioningLog => {
    const log = createMemoryLog()
    return {
      append,
      query: () => Promise.reject(new Error('the log is gone')),
      count: () => Promise.reject(new Error('the log is gone')),
      subscribe: (tenant, listener) => log.subscribe(tenant, listener),
    }
  }

  it('fails no request', async () => {
    const log = broken(() => Promise.reject(new ScimError('STORE_UNAVAILABLE', { retryAfter: 1 })))
    const { ready, scim } = openWorld(undefined, { log })
    await ready
    expect((await scim.post('/Users', person('ada'))).status).toBe(201)
    expect((await scim.post('/Users', person('ada'))).status).toBe(409)
  })

  it('is not waited for', async () => {
    const { ready, scim } = openWorld(undefined, { log: broken(() => new Promise(() => undefined)) })
    await ready
    expect((await scim.post('/Users', person('ada'))).status).toBe(201)
  })

  it('is waited for no longer in a bulk request than in any other', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    try {
      const { ready, scim } = openWorld(undefined, { log: broken(() => new Promise(() => undefined)) })
      await ready
      const Operations = Array.from({ length: 20 }, (_, number) => postUser(`person-${number}`))
      const asked = scim.post('/Bulk', { schemas: [bulkUrn], Operations })
      const outcome = Promise.race([asked, new Promise((resolve) => setTimeout(() => resolve('still waiting'), 400))])
      await vi.advanceTimersByTimeAsync(400)
      expect(await outcome).toMatchObject({ status: 200, event: { operations: { length: 20 } } })
    } finally {
      vi.useRealTimers()
    }
  })

  it('has said nothing yet: what is said once a day is in the first entry it takes', async () => {
    const kept = createMemoryLog()
    let failing = true
    const append: ProvisioningLog['append'] = async (entry) => {
      if (failing) throw new Error('the log is gone')
      await kept.append(entry)
    }
    const { issue, scim } = openWorld(undefined, {
      log: { ...broken(append), query: (...asked) => kept.query(...asked) },
    })
    await issue({ expires: new Date(Date.now() + 86_400_000).toISOString() }, 'acme')
    const findings = async (userName: string) =>
      (await scim.post('/Users', person(userName, { shoeSize: 1 }))).event.findings
    await findings('ada')
    failing = false
    expect(await findings('grace')).toEqual(['ATTRIBUTES_IGNORED', 'TOKEN_EXPIRES_SOON'])
    expect(await findings('edsger')).toEqual([])
  })

  it('says after a look back that failed what it would have said then', async () => {
    const kept = createMemoryLog()
    let failing = true
    const log: ProvisioningLog = {
      ...broken((entry) => kept.append(entry)),
      query: async (...asked) => {
        if (failing) throw new Error('the log is gone')
        return kept.query(...asked)
      },
    }
    const { ready, scim } = openWorld(undefined, { log })
    await ready
    const findings = async (userName: string) =>
      (await scim.post('/Users', person(userName, { shoeSize: 1 }))).event.findings
    expect(await findings('ada')).toEqual([])
    expect(await kept.count('acme', {})).toBe(1)
    failing = false
    expect(await findings('grace')).toEqual(['ATTRIBUTES_IGNORED'])
  })

  it('a look back that fails leaves the entry', async () => {
    const appended: unknown[] = []
    const log = broken(async (entry) => void appended.push(entry))
    const { ready, scim } = openWorld(undefined, { log })
    await ready
    await scim.post('/Users', person('ada'))
    expect(appended).toMatchObject([{ status: 201, subject: 'ada' }])
  })
})

describe('the event', () => {
  it('names the findings, and holds no values', async () => {
    const { provision, scim } = openWorld()
    // No name that could be a part of an id, which is random.
    await provision('grace', { externalId: 'okta-00u1' })
    const { event } = await scim.post('/Users', person('grace.king', { externalId: 'okta-00u1' }))
    expect(event.findings).toEqual(['ACCOUNT_NEAR_DUPLICATE'])
    expect(JSON.stringify(event)).not.toMatch(/grace|okta/)
  })

  it('has what the operation itself noted where no log is kept', async () => {
    const { ready, scim } = openWorld(undefined, { log: undefined })
    await ready
    const { event } = await scim.post('/Users', person('ada', { shoeSize: 42 }))
    expect(event.findings).toEqual([])
    const refused = await scim.post('/Users', { schemas: [userUrn] })
    expect(refused.event.findings).toEqual([])
  })

  it('what a refused request noted on its way has not happened', async () => {
    const { crowd, push, scim, last } = openWorld()
    const ids = await crowd(5)
    await push('Staff')
    const id = await push('Analysts', ids)
    const refused = await scim.put(`/Groups/${id}`, group('Staff', []))
    expect(refused.status).toBe(409)
    expect(refused.event.findings).toEqual(['UNIQUENESS_VIOLATED'])
    expect((await last()).findings.map(({ code }) => code)).toEqual(['UNIQUENESS_VIOLATED'])
  })
})
