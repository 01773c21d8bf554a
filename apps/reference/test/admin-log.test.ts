import { defineProfile, immutaProfile, pulumi2024Profile, rfcProfile } from '@scimkit/core'
import { afterEach, describe, expect, test } from 'vitest'
import { type AdminServer, startAdmin } from './admin/start-admin.ts'

let server: AdminServer
let isOpen = true

afterEach(async () => {
  if (isOpen) await server.close()
  isOpen = true
})

const statusesOf = async (query: string): Promise<readonly number[]> => {
  const { body } = await server.admin('GET', `/log${query}`)
  return body.entries.map(({ status }: { status: number }) => status)
}

describe('the log', () => {
  test('is asked by outcome, resource, code, effect and time, newest first', async () => {
    server = await startAdmin()
    const before = new Date().toISOString()
    const id = await server.provision('ada')
    await server.scim('POST', '/Users', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada',
    })
    await server.scim('GET', `/Users/${id}`)
    expect(await statusesOf('')).toEqual([200, 409, 201])
    expect(await statusesOf('?outcome=failure')).toEqual([409])
    expect(await statusesOf(`?resourceId=${id}`)).toEqual([200, 201])
    expect(await statusesOf('?subject=ADA')).toEqual([409, 201])
    expect(await statusesOf('?subject=eve')).toEqual([])
    expect(await statusesOf('?code=UNIQUENESS_VIOLATED')).toEqual([409])
    expect(await statusesOf('?effect=created')).toEqual([201])
    expect(await statusesOf(`?since=${before}`)).toHaveLength(3)
    expect(await statusesOf(`?until=${before}`)).toEqual([])
    const [newest] = (await server.admin('GET', '/log?limit=1')).body.entries
    expect(await statusesOf(`?before=${newest.sequence}`)).toEqual([409, 201])
    expect((await server.admin('GET', '/log?code=NO_SUCH_CODE')).status).toBe(400)
  })

  test('hides who an e-mail address belongs to where that is asked for', async () => {
    server = await startAdmin(rfcProfile, { maskEmails: true })
    await server.provision('grace@example.com')
    const again = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'grace@example.com' }
    const refused = await server.scim('POST', '/Users', again)
    expect(refused.body.detail).toContain('grace@example.com')
    const kept = JSON.stringify((await server.admin('GET', '/log')).body)
    expect(kept).toContain('g***@example.com')
    expect(kept).not.toContain('grace@example.com')
  })

  test('I-03: a finding tells what happened, to whom, and who has to do what', async () => {
    server = await startAdmin(immutaProfile)
    const id = await server.provision('ada')
    await server.scim('PUT', `/Users/${id}`, {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'eve',
    })
    const { findings } = (await server.admin('GET', '/findings?code=USER_NAME_KEPT')).body
    expect(findings).toMatchObject([
      { code: 'USER_NAME_KEPT', resourceId: id, explanation: { id: 'SCIM8001', retry: 'after change' } },
    ])
    expect(findings[0].message).toContain('"eve"')
    expect(findings[0].explanation.remedies[0].actor).toBe('application administrator')
  })

  test('the findings are those of so many entries, and the answer says where to go on', async () => {
    server = await startAdmin(immutaProfile)
    const id = await server.provision('ada')
    const renaming = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'eve' }
    await server.scim('PUT', `/Users/${id}`, renaming)
    await server.provision('grace')
    const newest = (await server.admin('GET', '/findings?limit=1')).body
    expect(newest).toEqual({ findings: [], next: expect.any(String) })
    const older = (await server.admin('GET', `/findings?limit=1&before=${newest.next}`)).body
    expect(older.findings.map(({ code }: { code: string }) => code).toSorted()).toEqual([
      'ACTIVE_OMITTED',
      'USER_NAME_KEPT',
    ])
    expect(older.findings[1].sequence).toBe(older.next)
    expect((await server.admin('GET', '/findings?before=0')).body).toEqual({ findings: [] })
  })

  test('D-01: an error is explained with the keyword the client got', async () => {
    server = await startAdmin(pulumi2024Profile)
    const id = await server.provision('ada')
    const renaming = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'eve' }
    const refused = await server.scim('PUT', `/Users/${id}`, renaming)
    expect(refused.body.scimType).toBe('immutability')
    const { findings } = (await server.admin('GET', '/findings?outcome=failure')).body
    expect(findings[0].explanation).toMatchObject({ code: 'ATTRIBUTE_MUTABILITY', scimType: 'immutability' })
  })

  test('F-8: who misses something learns when the identity provider last spoke of it', async () => {
    server = await startAdmin()
    const id = await server.provision('ada')
    const heard = (await server.admin('GET', '/last-heard?resourceType=User&subject=ada')).body
    expect(heard).toMatchObject({ entry: { resourceId: id, effect: 'created' } })
    const nothing = (await server.admin('GET', '/last-heard?resourceType=User&subject=grace')).body
    expect(nothing).toMatchObject({ finding: { code: 'NOTHING_HEARD' } })
    expect(nothing).not.toHaveProperty('entry')
  })
})

describe('the live log', () => {
  async function listen(headers: Record<string, string> = {}) {
    const response = await fetch(`${server.origin}/admin/tenants/acme/log/stream`, {
      headers: { authorization: 'Bearer admin-s3cret', ...headers },
    })
    expect(response.headers.get('content-type')).toBe('text/event-stream')
    let text = ''
    const ended = (async () => {
      for await (const chunk of response.body ?? []) text += Buffer.from(chunk).toString()
    })()
    const entries = () => [...text.matchAll(/^data: (.*)$/gm)].map(([, data]) => JSON.parse(data ?? ''))
    await expect.poll(() => text).toContain(': open')
    return { entries, ended, text: () => text }
  }

  test('tells each entry as it comes, and of no other tenant', async () => {
    server = await startAdmin()
    const { entries, text } = await listen()
    const id = await server.provision('ada')
    await expect.poll(entries).toMatchObject([{ tenant: 'acme', resourceId: id, status: 201, effect: 'created' }])
    expect(text()).toMatch(/^id: \S+\nevent: entry\ndata: \{.*\}\n\n$/m)
    expect(text()).not.toContain('s3cret')
  })

  test('brings what was missed, once and in order, and goes on', async () => {
    server = await startAdmin()
    await server.provision('ada')
    const [seen] = (await server.admin('GET', '/log')).body.entries
    const grace = await server.provision('grace')
    const kim = await server.provision('kim')
    const { entries } = await listen({ 'last-event-id': seen.sequence })
    const lin = await server.provision('lin')
    await expect.poll(() => entries().map(({ resourceId }) => resourceId)).toEqual([grace, kim, lin])
  })

  test('ends when the server stops', async () => {
    server = await startAdmin()
    const { ended } = await listen()
    isOpen = false
    await Promise.all([server.close(), ended])
  })
})

describe('a brake', () => {
  const members = { absolute: 1, percent: 50 }

  test('lets pass what an administrator confirms, for a while', async () => {
    server = await startAdmin(defineProfile({ extends: rfcProfile, brakes: { members } }))
    const ids = await Promise.all(['ada', 'grace', 'kim'].map((name) => server.provision(name)))
    const { body: group } = await server.scim('POST', '/Groups', {
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
      displayName: 'Engineering',
      members: ids.map((value) => ({ value })),
    })
    const empty = () =>
      server.scim('PATCH', `/Groups/${group.id}`, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: 'members' }],
      })
    expect((await empty()).status).toBe(409)
    expect((await server.admin('GET', '/brakes')).body.brakes).toEqual([
      { brake: 'deactivations', on: false },
      { brake: 'members', on: true },
    ])
    const confirmed = await server.admin('POST', '/brakes/members/confirm', { minutes: 5 })
    expect(confirmed.body).toMatchObject({ brake: 'members', on: true, allowedUntil: expect.any(String) })
    expect((await empty()).status).toBe(204)
  })

  test('holds again when the confirmation is taken back, and both are in the log', async () => {
    const lines: string[] = []
    server = await startAdmin(defineProfile({ extends: rfcProfile, brakes: { members } }), {
      log: { write: (line) => void lines.push(line) },
    })
    await server.admin('POST', '/brakes/members/confirm', { minutes: 5 })
    expect((await server.admin('DELETE', '/brakes/members/confirm')).status).toBe(204)
    const [, brake] = (await server.admin('GET', '/brakes')).body.brakes
    expect(Date.parse(brake.allowedUntil)).toBeLessThanOrEqual(Date.now())
    expect(lines.slice(0, 2).map((line) => JSON.parse(line))).toMatchObject([
      { method: 'POST', brake: 'members', tenant: 'acme' },
      { method: 'DELETE', brake: 'members', tenant: 'acme' },
    ])
  })

  test('that the profile does not have cannot be confirmed', async () => {
    server = await startAdmin()
    const { status, body } = await server.admin('POST', '/brakes/members/confirm')
    expect({ status, detail: body.detail }).toEqual({
      status: 409,
      detail: 'The profile of this server has no brake "members", so there is nothing to confirm.',
    })
  })

  test('there is not cannot be confirmed', async () => {
    server = await startAdmin()
    expect((await server.admin('POST', '/brakes/all/confirm')).status).toBe(404)
  })
})
