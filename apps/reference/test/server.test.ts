import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { type ErrorCode, profiles } from '@scimkit/core'
import { pino } from 'pino'
import { afterEach, describe, expect, test } from 'vitest'
import { banner } from '../src/banner.ts'
import { eventLogger } from '../src/log-event.ts'
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

test.each([
  ['names it', 'f058ebd6-02f7-4d3f', 'f058ebd6-02f7-4d3f'],
  ['gives something else than an id', 'ada@example.com', undefined],
  ['gives too much', 'a'.repeat(129), undefined],
])('a client that %s has its name of the request in the log, or none', async (_, given, logged) => {
  let log = ''
  const write = (line: string) => {
    log += line
  }
  server = await startOnFreePort({ tokens: [token] }, { write })
  await fetch(`${server.baseUrl}/Users`, { headers: { ...headers, 'x-request-id': given } })
  expect(JSON.parse(log)).toMatchObject({ operation: 'list', status: 200 })
  expect(JSON.parse(log).clientRequestId).toBe(logged)
})

test('what the profile does not have wakes nobody', async () => {
  const lines: string[] = []
  const policy = profiles['pulumi-2026']
  server = await startOnFreePort({ tokens: [token], policy }, { write: (line) => void lines.push(line) })
  const created = await fetch(`${server.baseUrl}/Users`, { method: 'POST', headers, body: ada })
  await fetch(created.headers.get('location') ?? '', { method: 'DELETE', headers })
  expect(JSON.parse(lines.at(-1) ?? '')).toMatchObject({ status: 501, errorCode: 'NOT_IMPLEMENTED', level: 30 })
})

test('of a store that is away, the same stack is in the log once', () => {
  const lines: string[] = []
  const log = eventLogger(pino({}, { write: (line) => void lines.push(line) }))
  const request = { method: 'GET', url: '/Users', baseUrl: 'http://a', headers: {}, readBody: async () => '' }
  const tell = (errorCode: ErrorCode, message: string) => {
    const outcome = { status: 503, outcome: 'failure', effect: undefined, errorCode, findings: [] } as const
    const what = { method: 'GET', operation: 'list', resourceType: 'User', resourceId: undefined } as const
    const about = { requestId: '1', tenant: 'acme', client: undefined, normalisations: {}, durationMs: 1 }
    log({ ...about, ...what, ...outcome, cause: new Error(message) }, request)
  }
  const refused = 'connect ECONNREFUSED'
  for (const message of [refused, refused, 'timeout', refused]) tell('STORE_UNAVAILABLE', message)
  for (const message of ['a mistake', 'a mistake']) tell('INTERNAL', message)
  const stacks = lines.map((line) => JSON.parse(line).err.split('\n').length > 1)
  expect(stacks).toEqual([true, false, true, false, true, true])
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ level: 50, err: refused })
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
