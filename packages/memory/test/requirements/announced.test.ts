import { verifies } from '@scimkit/contract-tests/verifies'
import { defineProfile, groupResourceType, type Policy, rfcProfile, userResourceType } from '@scimkit/core'
import { describe, expect } from 'vitest'
import { postUser, sendBulk } from '../protocol/bulk-request.ts'
import { type Client, error, openClient, query } from '../protocol/client.ts'

const supportOf = async (client: Client) => (await client.get('/ServiceProviderConfig')).body

function clientWith(protocol: Partial<Policy['protocol']>): Client {
  return openClient({ profile: defineProfile({ extends: rfcProfile, protocol }) })
}

/** The user names of a list that is asked to be sorted. */
async function sorted(client: Client): Promise<readonly unknown[]> {
  for (const userName of ['b', 'c', 'a']) await client.user({ userName })
  const { body } = await client.get(`/Users${query({ sortBy: 'userName' })}`)
  return Array.isArray(body.Resources) ? body.Resources.map(({ userName }) => userName) : []
}

describe('What ServiceProviderConfig announces is what there is', () => {
  verifies('S7643-5-05', 'bulk', async () => {
    for (const client of [clientWith({ bulk: false }), openClient({ bulk: false })]) {
      expect(await supportOf(client)).toMatchObject({ bulk: { supported: false } })
      expect(await sendBulk(client, [postUser('a')])).toMatchObject(error(501))
    }
    expect(await supportOf(openClient())).toMatchObject({ bulk: { supported: true } })
    expect((await sendBulk(openClient(), [postUser('a')])).status).toBe(200)
  })

  verifies('S7643-5-05', 'sorting', async () => {
    const [sorting, plain] = [clientWith({ sort: true }), clientWith({ sort: false })]
    expect([await supportOf(sorting), await supportOf(plain)]).toMatchObject([
      { sort: { supported: true } },
      { sort: { supported: false } },
    ])
    expect([await sorted(sorting), await sorted(plain)]).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c', 'a'],
    ])
  })

  verifies('S7643-5-05', 'versions', async () => {
    const [versioned, plain] = [clientWith({ etag: true }), clientWith({ etag: false })]
    expect([await supportOf(versioned), await supportOf(plain)]).toMatchObject([
      { etag: { supported: true } },
      { etag: { supported: false } },
    ])
    const stale = { 'if-match': 'W/"0"' }
    const read = async (client: Client) => client.get((await client.user()).path, stale)
    expect(await read(versioned)).toMatchObject(error(412))
    const { status, headers, body } = await read(plain)
    expect([status, headers.etag]).toEqual([200, undefined])
    expect(body.meta).not.toHaveProperty('version')
  })

  verifies('S7643-5-05', 'filters', async () => {
    const allow = { User: [], Group: [] }
    const profile = defineProfile({ extends: rfcProfile, filters: { allow } })
    const without = openClient({ profile, resourceTypes: [userResourceType, groupResourceType] })
    expect([await supportOf(openClient()), await supportOf(without)]).toMatchObject([
      { filter: { supported: true } },
      { filter: { supported: false } },
    ])
    const asked = `/Users${query({ filter: 'userName eq "ada"' })}`
    expect(await without.get(asked)).toMatchObject(error(400, 'invalidFilter'))
    expect((await openClient().get(asked)).status).toBe(200)
  })

  verifies('S7643-5-05', 'passwords', async () => {
    const hashed: string[] = []
    const hash = (password: string) => `${hashed.push(password)}`
    const [taken, dropped] = [openClient({ passwords: { hash } }), openClient()]
    expect([await supportOf(taken), await supportOf(dropped)]).toMatchObject([
      { changePassword: { supported: true } },
      { changePassword: { supported: false } },
    ])
    const change = async (client: Client) =>
      (await client.patch((await client.user()).path, [{ op: 'replace', path: 'password', value: 'pa55' }])).event
        .effect
    expect(await change(dropped)).toBe('unchanged')
    expect(await change(taken)).not.toBe('unchanged')
    expect(hashed).toEqual(['pa55'])
  })

  verifies(['S7643-5-05', 'S7644-3.5-02'], 'PATCH', async () => {
    const client = openClient()
    expect(await supportOf(client)).toMatchObject({ patch: { supported: true } })
    const { path } = await client.user()
    const { status, body } = await client.patch(path, [{ op: 'add', path: 'title', value: 'Countess' }])
    expect([status, body.title]).toEqual([200, 'Countess'])
  })
})
