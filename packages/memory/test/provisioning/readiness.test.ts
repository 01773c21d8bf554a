import { bufProfile, defineProfile, rfcProfile } from '@scimkit/core'
import { describe, expect, it } from 'vitest'
import { openClient } from '../protocol/client.ts'

const at = '2026-11-22T10:00:00.000Z'

/** Says of each tenant who it is. */
const readiness = async (tenant: string) => ({
  tenant,
  at,
  accounts: { lookedAt: 2, total: 3 },
  findings: [
    { code: 'MEMBERS_SKIPPED', message: 'Left out.', resourceType: 'Group', resourceId: 'g-1' },
    { code: 'CREDENTIALS_INVALID', message: 'Refused.' },
  ] as const,
})

describe('GET /readiness', () => {
  it('B-28: answers what to put right, with the help to each', async () => {
    const client = openClient({ profile: bufProfile, readiness, helpUrl: 'https://help.example.com' })
    const { status, headers, body } = await client.get('/readiness')
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('application/json')
    expect(body).toStrictEqual({
      tenant: 'acme',
      at,
      accounts: { lookedAt: 2, total: 3 },
      warnings: [
        {
          code: 'MEMBERS_SKIPPED',
          id: 'SCIM8002',
          severity: 'problem',
          message: 'Left out.',
          resourceType: 'Group',
          resourceId: 'g-1',
          help: 'https://help.example.com/SCIM8002',
        },
        {
          code: 'CREDENTIALS_INVALID',
          id: 'SCIM1004',
          severity: 'problem',
          message: 'Refused.',
          help: 'https://help.example.com/SCIM1004',
        },
      ],
    })
  })

  it('B-28: asks for the token of SCIM, and tells a tenant of itself alone', async () => {
    const client = openClient({ profile: bufProfile, readiness })
    expect((await client.get('/readiness', { authorization: 'Bearer nobody' })).status).toBe(401)
    expect((await client.get('/readiness', { authorization: 'Bearer globex' })).body.tenant).toBe('globex')
    expect((await client.post('/readiness')).status).toBe(405)
  })

  it.each([
    {
      why: 'the profile has none',
      options: { profile: defineProfile({ extends: bufProfile, readiness: false }), readiness },
    },
    { why: 'nobody can tell', options: { profile: bufProfile } },
    { why: 'it is no part of the RFCs', options: { profile: rfcProfile, readiness } },
  ])('B-28: is no endpoint where $why', async ({ options }) => {
    const client = openClient(options)
    expect(await client.get('/readiness')).toMatchObject({ status: 404, event: { errorCode: 'UNKNOWN_ENDPOINT' } })
  })
})
