import { execFile } from 'node:child_process'
import { request } from 'node:http'
import { promisify } from 'node:util'
import { afterEach, describe, expect, test } from 'vitest'
import { type RunningProcess, runServer } from './running-process.ts'

let server: RunningProcess

afterEach(async () => {
  server.kill('SIGKILL')
  await server.exitCode
})

const bearer = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }

function logLines(): readonly Record<string, unknown>[] {
  return server
    .error()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line))
}

describe.each(['fastify', 'express', 'koa'])('on %s, the server', (adapter) => {
  test('prints its base URL, and commands that do what they say', async () => {
    server = runServer('--adapter', adapter)
    const baseUrl = await server.baseUrl
    const commands = server.out().split('\n').slice(1)
    const script = commands.filter((line) => /^(?:curl|USER_ID=)/.test(line)).join('\n')
    const { stdout } = await promisify(execFile)('sh', ['-c', script])
    const [user, group, list] = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(user).toMatchObject({ userName: 'ada@example.com', meta: { location: `${baseUrl}/Users/${user.id}` } })
    expect(group).toMatchObject({ displayName: 'Engineering', members: [{ value: user.id }] })
    expect(list).toMatchObject({ totalResults: 1, Resources: [{ id: user.id, groups: [{ value: group.id }] }] })
  })

  test('finishes the request under way before it stops', async () => {
    server = runServer('--adapter', adapter, '--token', 'acme=s3cret')
    const post = request(`${await server.baseUrl}/Users`, { method: 'POST', headers: bearer })
    const status = new Promise((resolve, reject) => {
      post.on('response', (response) => resolve(response.resume().statusCode))
      post.on('error', reject)
    })
    post.write('{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],')
    await expect.poll(() => post.socket?.bytesWritten).toBeGreaterThan(0)
    // A request of our own is answered after the server has read the first part of the other one.
    await fetch(`${await server.baseUrl}/Users`, { headers: bearer })
    server.kill('SIGTERM')
    await expect.poll(() => server.error()).toContain('stopping')
    post.end('"userName":"ada@example.com"}')
    expect(await status).toBe(201)
    expect(await server.exitCode).toBe(0)
    expect(server.error()).toContain('stopped')
  })

  test('logs a line for each request, with ids and nothing else of people or secrets', async () => {
    server = runServer('--adapter', adapter, '--token', 'acme=s3cret')
    const baseUrl = await server.baseUrl
    const body = JSON.stringify({
      schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
      userName: 'ada@example.com',
    })
    const created = await fetch(`${baseUrl}/Users`, { method: 'POST', headers: bearer, body })
    const id = created.headers.get('location')?.split('/').at(-1)
    await fetch(`${baseUrl}/Users?filter=userName%20eq%20%22ada@example.com%22`, { headers: bearer })
    await fetch(`${baseUrl}/Users`, { method: 'POST', headers: bearer, body })
    server.kill('SIGTERM')
    await server.exitCode
    const requests = logLines().filter(({ msg }) => msg === 'request')
    expect(requests).toMatchObject([
      { tenant: 'acme', method: 'POST', resourceType: 'User', resourceId: id, status: 201 },
      { tenant: 'acme', method: 'GET', resourceType: 'User', status: 200 },
      { tenant: 'acme', method: 'POST', status: 409, errorCode: 'UNIQUENESS_VIOLATED' },
    ])
    expect(server.error()).not.toMatch(/s3cret|ada|userName/)
  })
})

test('a SIGINT stops it just as well', async () => {
  server = runServer()
  await server.baseUrl
  server.kill('SIGINT')
  expect(await server.exitCode).toBe(0)
})

test('a token that was made is printed, and not logged', async () => {
  server = runServer()
  await fetch(`${await server.baseUrl}/Users`)
  const [, token = ''] = /Bearer ([\w-]{43})'/.exec(server.out()) ?? []
  expect(token).not.toBe('')
  expect(server.error()).not.toContain(token)
})

test.each([
  [['--profile', 'buf'], '--profile: not available yet\n'],
  [['--store', 'pglite:./data'], '--store: not available yet\n'],
  [['--port', 'x'], '--port: expected a port from 0 to 65535, got "x"\n'],
])('%j ends with 2 and a line on standard error', async (args, message) => {
  server = runServer(...args)
  expect(await server.exitCode).toBe(2)
  expect(server.error()).toBe(message)
  expect(server.out()).toBe('')
})

test('a port that is taken ends with 1 and says so', async () => {
  const other = runServer()
  const { port } = new URL(await other.baseUrl)
  server = runServer('--port', port)
  expect(await server.exitCode).toBe(1)
  expect(server.error()).toContain('EADDRINUSE')
  other.kill('SIGKILL')
})

test('--help lists every flag', async () => {
  server = runServer('--help')
  expect(await server.exitCode).toBe(0)
  expect(server.out().match(/^ {2}--\w+/gm)).toHaveLength(9)
})
