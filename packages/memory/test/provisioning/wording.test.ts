import {
  defineProfile,
  pulumi2024Profile,
  pulumi2026Profile,
  rfcProfile,
  ScimError,
  toErrorResponse,
} from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { errorUrn, groupUrn, openClient, userUrn } from '../protocol/client.ts'

const email = 'ada@example.com'

function userWith(userName: string, address = `${userName}@example.com`) {
  return { schemas: [userUrn], userName, emails: [{ type: 'work', value: address }] }
}

describe('the errors of pulumi-2024', () => {
  const profile = pulumi2024Profile

  it('P-01: an address in use is told with a numeric status, and nothing but the quoted words', async () => {
    const client = openClient({ profile })
    await client.post('/Users', userWith('ada'))
    const { status, headers, body } = await client.post('/Users', userWith('eve', email))
    expect(status).toBe(409)
    expect(headers['content-type']).toBe('application/scim+json')
    expect(headers.link).toMatch(/\/SCIM5002>; rel="help"$/)
    expect(body).toStrictEqual({
      schemas: [errorUrn],
      scimType: 'uniqueness',
      detail: 'Email ada@example.com already in use by another Pulumi account.',
      status: 409,
    })
  })

  it('P-03: so is a user name', async () => {
    const client = openClient({ profile })
    await client.post('/Users', userWith('ada'))
    const { body } = await client.post('/Users', userWith('ada', 'other@example.com'))
    expect(body).toStrictEqual({
      schemas: [errorUrn],
      scimType: 'uniqueness',
      detail: 'User with userName ada already exists.',
      status: 409,
    })
  })

  it('P-04: a change of what is immutable has the keyword of the page', async () => {
    const client = openClient({ profile })
    const { path } = await client.user()
    const { status, body } = await client.patch(path, [{ op: 'replace', path: 'userName', value: 'eve' }])
    expect(status).toBe(400)
    expect(body).toStrictEqual({
      schemas: [errorUrn],
      scimType: 'immutability',
      detail: "Attribute 'userName' is immutable.",
      status: 400,
    })
  })

  it('P-04: what is only added wrongly is not said to be immutable', async () => {
    const client = openClient({ profile })
    const { id } = await client.user()
    const { path } = await client.group()
    const added = await client.patch(path, [{ op: 'add', path: `members[value eq "${id}"]`, value: { value: id } }])
    expect(added).toMatchObject({ status: 400, body: { scimType: 'invalidPath' } })
    expect(added.body.detail).toContain('are added with the path "members"')
  })

  it('P-07, P-09: invalid members are told in plain text, all of them, in the order of the request', async () => {
    const client = openClient({ profile })
    const { id } = await client.user()
    const members = ['zoe', id, 'bob'].map((value) => ({ value }))
    const answer = await client.post('/Groups', { schemas: [groupUrn], displayName: 'Staff', members })
    expect(answer.status).toBe(400)
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(answer.text).toBe('Bad Request: Cannot add invalid members to team. Invalid member ids: zoe, bob')
    expect((await client.get('/Groups')).body.totalResults).toBe(0)
  })

  it('P-20: a name that is too long is told without a full stop', async () => {
    const client = openClient({ profile })
    const { status, body } = await client.post('/Groups', { schemas: [groupUrn], displayName: 'x'.repeat(101) })
    expect(status).toBe(400)
    expect(body).toStrictEqual({
      schemas: [errorUrn],
      scimType: 'invalidValue',
      detail: 'Display name is too long. It must be 100 characters or less',
      status: 400,
    })
  })

  it('D-02: errors it has no words for keep ours, with their id', async () => {
    const client = openClient({ profile })
    const { body } = await client.get('/Users/none')
    expect(body).toStrictEqual({
      schemas: [errorUrn],
      detail: 'There is no User with id "none". [SCIM5001]',
      status: 404,
    })
  })

  it('P-01: where there is bulk, its operations are worded the same', async () => {
    const client = openClient({ profile: defineProfile({ extends: profile, protocol: { bulk: true } }) })
    await client.post('/Users', userWith('ada'))
    const { body } = await client.post('/Bulk', {
      schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'],
      Operations: [
        { method: 'POST', path: '/Users', bulkId: 'a', data: userWith('eve', email) },
        {
          method: 'POST',
          path: '/Groups',
          bulkId: 'b',
          data: { schemas: [groupUrn], displayName: 'Staff', members: [{ value: 'zoe' }] },
        },
      ],
    })
    expect(body.Operations).toMatchObject([
      {
        status: '409',
        response: { status: 409, detail: 'Email ada@example.com already in use by another Pulumi account.' },
      },
      {
        status: '400',
        response: { status: 400, detail: 'Cannot add invalid members to team. Invalid member ids: zoe' },
      },
    ])
  })
})

describe('the errors of pulumi-2026', () => {
  it('P-21, D-02: have a string for a status, and tell invalid members in JSON', async () => {
    const client = openClient({ profile: pulumi2026Profile })
    const members = [{ value: 'zoe' }, { value: 'bob' }]
    const { headers, body } = await client.post('/Groups', { schemas: [groupUrn], displayName: 'Staff', members })
    expect(headers['content-type']).toBe('application/scim+json')
    expect(body).toStrictEqual({
      schemas: [errorUrn],
      scimType: 'invalidValue',
      detail: 'Cannot add invalid members to team. Invalid member ids: zoe, bob',
      status: '400',
    })
  })
})

describe('templates', () => {
  const wording = {
    ...rfcProfile.errors,
    idsWrap: 'brackets',
    templates: { invalidMembers: 'Members {ids} {unknown}', emailInUse: '{email}' },
  } as const

  function detailOf(error: ScimError): unknown {
    return JSON.parse(toErrorResponse(error, { wording }).body ?? '').detail
  }

  it('P-07: put ids into brackets where that is switched on, and leave other braces alone', () => {
    const error = new ScimError('MEMBERS_INVALID', { attribute: 'members', ids: ['a', 'b'], why: {} })
    expect(detailOf(error)).toBe('Members [a, b] {unknown}')
  })

  it.each(['$&', "$'", '{ids}', '{email}', '\\1'])('take the value %s literally', (value) => {
    const taken = { attribute: 'emails.value', value, resourceType: 'User', holder: undefined }
    expect(detailOf(new ScimError('UNIQUENESS_VIOLATED', taken))).toBe(value)
    expect(detailOf(new ScimError('MEMBERS_INVALID', { attribute: 'members', ids: [value], why: {} }))).toBe(
      `Members [${value}] {unknown}`,
    )
  })

  it('say no more of a value than other errors do', () => {
    const taken = { attribute: 'emails.value', value: 'x'.repeat(10_000), resourceType: 'User', holder: undefined }
    expect(detailOf(new ScimError('UNIQUENESS_VIOLATED', taken))).toBe(`${'x'.repeat(300)}…`)
  })

  it('D-01: the keyword for what is immutable is a switch of its own', async () => {
    const profile = defineProfile({
      extends: rfcProfile,
      errors: { immutableScimType: 'immutability' },
      users: { userNameChange: 'reject' },
    })
    const client = openClient({ profile })
    const { path } = await client.user()
    const { body } = await client.put(path, { schemas: [userUrn], userName: 'eve' })
    expect(body).toMatchObject({ status: '400', scimType: 'immutability' })
    expect(body.detail).toMatch(/ \[SCIM4004\]$/)
  })
})
