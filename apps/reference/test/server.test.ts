import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { banner } from '../src/banner.ts'
import type { RunningServer } from '../src/start-server.ts'
import { startOnFreePort } from './start-on-free-port.ts'

let server: RunningServer

afterEach(() => server.close())

const token = { tenant: 'acme', token: 's3cret' }
const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }
const ada = JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com' })

describe.each(['fastify', 'express', 'koa'] as const)('on %s', (adapter) => {
  test.each([
    ['a token it made', token],
    ['a token it was given', { tenant: 'acme', token: undefined }],
  ])('the commands of the banner do what they say, with %s', async (_, actor) => {
    server = await startOnFreePort({ adapter, dialect: 'tolerant', tokens: [token] })
    const { baseUrl } = server
    const commands = banner(server, { actor, profile: 'rfc' }).match(/^(?:curl|USER_ID=).*$/gm) ?? []
    const env = { ...process.env, SCIM_TOKEN: actor.token === undefined ? 's3cret' : '' }
    const { stdout } = await promisify(execFile)('sh', ['-c', commands.join('\n')], { env })
    const [user, group, list] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(user).toMatchObject({ userName: 'ada@example.com', meta: { location: `${baseUrl}/Users/${user.id}` } })
    expect(group).toMatchObject({ displayName: 'Engineering', members: [{ value: user.id }] })
    expect(list).toMatchObject({ totalResults: 1, Resources: [{ id: user.id, groups: [{ value: group.id }] }] })
  })

  test('each request is a line of the log, with ids and nothing else of people or secrets', async () => {
    let log = ''
    const write = (line: string) => {
      log += line
    }
    server = await startOnFreePort({ adapter, dialect: 'tolerant', tokens: [token] }, { write })
    const created = await fetch(`${server.baseUrl}/Users`, { method: 'POST', headers, body: ada })
    await fetch(`${server.baseUrl}/Users?filter=userName%20eq%20%22ada@example.com%22`, { headers })
    await fetch(`${server.baseUrl}/Users`, { method: 'POST', headers, body: ada })
    const lines = log
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const resourceId = created.headers.get('location')?.split('/').at(-1)
    const code = 'UNIQUENESS_VIOLATED'
    expect(lines).toMatchObject([
      { tenant: 'acme', operation: 'create', resourceType: 'User', resourceId, status: 201, level: 30 },
      { tenant: 'acme', operation: 'list', resourceType: 'User', status: 200, durationMs: expect.any(Number) },
      { tenant: 'acme', operation: 'create', status: 409, errorCode: code, findings: [code] },
    ])
    expect(log).not.toMatch(/s3cret|ada@|userName/)
  })
})

test('what the dialect put right is counted in the log', async () => {
  let log = ''
  const write = (line: string) => {
    log += line
  }
  server = await startOnFreePort({ adapter: 'koa', dialect: 'tolerant', tokens: [token] }, { write })
  const created = await fetch(`${server.baseUrl}/Users`, { method: 'POST', headers, body: ada })
  const { pathname } = new URL(created.headers.get('location') ?? '')
  const Operations = [{ op: 'Replace', path: 'active', value: 'False' }]
  const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'], Operations })
  await fetch(new URL(pathname, server.baseUrl), { method: 'PATCH', headers, body })
  const { normalisations } = JSON.parse(log.trim().split('\n').at(-1) ?? '')
  expect(Object.values(normalisations)).toEqual([1, 1])
})
