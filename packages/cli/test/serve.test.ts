import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { profiles } from '@scimkit/core'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import { scimkit } from './scimkit.ts'
import { type Serving, serveApart, serveHere } from './serving.ts'

// Some tests start processes from the sources, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const patient = { timeout: 30_000 }
let server: Serving | undefined

afterEach(async () => {
  server?.kill('SIGTERM')
  await server?.exitCode
  server = undefined
})

/** Starts it in this process, or apart with that environment, and speaks to it with the token it printed. */
async function start(args: readonly string[] = [], environment?: NodeJS.ProcessEnv) {
  const started = environment === undefined ? serveHere(args) : serveApart(args, environment)
  server = started
  const baseUrl = await started.baseUrl
  const token = environment?.SCIMKIT_BEARER ?? /^The token is ([\w-]{43})$/m.exec(started.out())?.[1]
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/scim+json' }
  const send = async (method: string, path: string, body?: object) => {
    const answer = await fetch(`${baseUrl}${path}`, {
      method,
      headers,
      ...(body && { body: JSON.stringify(body) }),
    })
    return { status: answer.status, body: JSON.parse(await answer.text()) }
  }
  return {
    ...started,
    baseUrl,
    token,
    headers,
    send,
    get: async (path: string) => (await send('GET', path)).body,
    post: (path: string, body: object) => send('POST', path, body),
  }
}

const ada = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com' }

/** Runs the commands that were printed, as somebody who copies them would. */
async function runPrinted(out: string, environment: NodeJS.ProcessEnv = {}): Promise<readonly string[]> {
  const commands = out.split('\n').filter((line) => line.startsWith('curl '))
  const { stdout } = await promisify(execFile)('sh', ['-euc', commands.join('\n')], {
    env: { PATH: process.env.PATH, ...environment },
  })
  return stdout.trimEnd().split('\n')
}

test('the base URL comes first, and the commands that are printed create a user and show who is there', async () => {
  const { out } = await start([], {})
  expect(out()).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/scim\/v2\n/)
  const [created = '', listed = ''] = await runPrinted(out())
  expect(JSON.parse(created)).toMatchObject({ userName: 'ada@example.com', active: true })
  expect(JSON.parse(listed)).toMatchObject({ totalResults: 1, Resources: [{ id: JSON.parse(created).id }] })
})

test.each(Object.keys(profiles))('the commands work with the profile %s', async (profile) => {
  const { out } = await start(['--profile', profile])
  expect(out()).toContain(`The profile is ${profile}. Nothing is kept when this ends.`)
  const answers = await runPrinted(out())
  expect(answers.map((answer) => JSON.parse(answer).schemas[0])).toEqual([
    ...ada.schemas,
    'urn:ietf:params:scim:api:messages:2.0:ListResponse',
  ])
})

test('a user and a group with the user in it are provisioned, and a line tells of each request', async () => {
  const { post, get, error, token } = await start([], {})
  const { body: user } = await post('/Users', ada)
  const schemas = ['urn:ietf:params:scim:schemas:core:2.0:Group']
  const members = [{ value: user.id }]
  const { body: group } = await post('/Groups', { schemas, displayName: 'Engineering', members })
  expect(await get(`/Users/${user.id}`)).toMatchObject({ groups: [{ value: group.id, display: 'Engineering' }] })
  await expect.poll(error, patient).toMatch(/^GET 200 read User \S+ \d+ ms$/m)
  expect(error()).toMatch(new RegExp(`^POST 201 create User ${user.id} created \\d+ ms$`, 'm'))
  expect(error()).toMatch(new RegExp(`^POST 201 create Group ${group.id} created \\d+ ms$`, 'm'))
  expect(error()).not.toContain('ada@')
  expect(error()).not.toContain(token)
})

test('an error is told by its code, of each operation of a bulk request too, and the code can be explained', async () => {
  const { post, error } = await start()
  await post('/Users', ada)
  expect((await post('/Users', ada)).status).toBe(409)
  await expect.poll(error, patient).toMatch(/^POST 409 create User UNIQUENESS_VIOLATED \d+ ms$/m)
  const { out } = await scimkit('explain', 'UNIQUENESS_VIOLATED')
  expect(out).toContain('Who does what')
  const operations = [{ method: 'POST', path: '/Users', bulkId: 'a', data: ada }]
  await post('/Bulk', { schemas: ['urn:ietf:params:scim:api:messages:2.0:BulkRequest'], Operations: operations })
  await expect.poll(error, patient).toMatch(/^POST 200 bulk \d+ ms\n {2}POST 409 create User UNIQUENESS_VIOLATED$/m)
})

test('the tolerant dialect puts right what it is sent, and says by which rule; the strict one refuses it', async () => {
  const patch = {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
    Operations: [{ op: 'Replace', path: 'active', value: 'False' }],
  }
  const statuses: number[] = []
  for (const dialect of ['tolerant', 'strict']) {
    const { post, send, kill, exitCode, error } = await start(['--dialect', dialect])
    const { body: user } = await post('/Users', ada)
    const { status } = await send('PATCH', `/Users/${user.id}`, patch)
    statuses.push(status)
    kill('SIGTERM')
    await exitCode
    if (dialect === 'tolerant') expect(error()).toMatch(/^PATCH 200 patch User \S+ deactivated \w+.* \d+ ms$/m)
  }
  expect(statuses).toEqual([200, 400])
})

test('a base URL that is too short is answered with the right one, and told of', async () => {
  const { baseUrl, headers, error } = await start()
  const answer = await fetch(new URL('/Users?filter=secret', baseUrl), { headers })
  expect(answer.status).toBe(404)
  const { detail } = JSON.parse(await answer.text())
  expect(detail).toContain(`There is no SCIM endpoint /Users here. The base URL is ${baseUrl};`)
  await expect.poll(error, patient).toMatch(/^GET 404 UNKNOWN_ENDPOINT$/m)
  expect(error()).not.toContain('secret')
})

test.each([
  { target: 'http://me.example', origin: 'http://me.example' },
  { target: 'HTTP://user@me.example:80', origin: 'http://me.example:80' },
])('RFC 9112 §3.2.2: the host of a request target counts, whatever Host says: $target', async ({ target, origin }) => {
  const { baseUrl, headers } = await start()
  const path = `${target}/scim/v2/Users`
  const post = request(baseUrl, { method: 'POST', path, headers: { ...headers, host: 'other.example' } })
  const [response] = await once(post.end(JSON.stringify(ada)), 'response')
  expect(response.resume()).toMatchObject({ statusCode: 201 })
  expect(response.headers.location).toMatch(`${origin}/scim/v2/Users/`)
})

test('a profile with an endpoint of its own has it here too', async () => {
  const { get } = await start(['--profile', 'buf'])
  expect(await get('/readiness')).toMatchObject({ tenant: 'default', warnings: [] })
})

test('on all addresses, the base URL is one that can be connected to', async () => {
  const { baseUrl, get } = await start(['--host', '0.0.0.0'])
  expect(baseUrl).toMatch(/^http:\/\/localhost:\d+\/scim\/v2$/)
  expect(await get('/Users')).toMatchObject({ totalResults: 0 })
})

describe('a token that is given', () => {
  test('is not printed, and the commands take it from the variable', async () => {
    const given = { SCIMKIT_BEARER: 'gIv3n-t0ken' }
    const { out, error, get } = await start([], given)
    expect(await get('/Users')).toMatchObject({ totalResults: 0 })
    expect(out()).not.toContain('gIv3n-t0ken')
    expect(error()).not.toContain('gIv3n-t0ken')
    expect(JSON.parse((await runPrinted(out(), given))[0] ?? '')).toMatchObject({ userName: 'ada@example.com' })
  })

  test('on the command line has the last word, and no other opens anything', async () => {
    const { baseUrl } = await start(['--token', 'flag'], { SCIMKIT_BEARER: 'variable' })
    const statuses = ['flag', 'variable'].map(async (token) => {
      const answer = await fetch(`${baseUrl}/Users`, { headers: { authorization: `Bearer ${token}` } })
      return answer.status
    })
    expect(await Promise.all(statuses)).toEqual([200, 401])
  })
})

describe('it ends with 0', () => {
  test('on SIGTERM, when the request under way is answered', async () => {
    const { baseUrl, headers, kill, error, exitCode } = await start([], {})
    const post = request(`${baseUrl}/Users`, { method: 'POST', headers: { ...headers, connection: 'keep-alive' } })
    const answer = once(post, 'response')
    post.write('{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],')
    await expect.poll(() => post.socket?.bytesWritten, patient).toBeGreaterThan(0)
    // Answered after the server has read what came before it.
    await fetch(`${baseUrl}/Users`, { headers })
    kill('SIGTERM')
    await expect.poll(error, patient).toContain('Stopping')
    post.end('"userName":"ada@example.com"}')
    const [response] = await answer
    expect(response.resume().statusCode).toBe(201)
    expect(await exitCode).toBe(0)
  })

  test('on SIGTERM, with a connection on which nothing was ever sent', async () => {
    const { baseUrl, get, kill, exitCode } = await start([], {})
    const { port, hostname } = new URL(baseUrl)
    const socket = connect(Number(port), hostname)
    const closed = once(socket.resume(), 'close')
    await once(socket, 'connect')
    // Answered after the server has accepted the connection before.
    await get('/Users')
    kill('SIGTERM')
    expect(await exitCode).toBe(0)
    await closed
  })

  test('on SIGINT, with a client that keeps its connection', async () => {
    const { get, kill, exitCode } = await start([], {})
    await get('/Users')
    kill('SIGINT')
    expect(await exitCode).toBe(0)
  })
})

describe('in a database', () => {
  async function createThenLookAgain(args: readonly string[], environment?: NodeJS.ProcessEnv): Promise<unknown> {
    const first = await start(args, environment)
    expect(first.out()).toContain('What comes is kept in the store.')
    expect((await first.post('/Users', ada)).status).toBe(201)
    first.kill('SIGTERM')
    expect(await first.exitCode).toBe(0)
    const again = await start(args, environment)
    expect(again.out() + again.error()).not.toContain('postgres:')
    return again.get('/Users')
  }

  test('a user outlives the process, in PostgreSQL that SCIMKIT_STORE names', async () => {
    const found = await createThenLookAgain([], { SCIMKIT_STORE: await freshUrl() })
    expect(found).toMatchObject({ totalResults: 1, Resources: [{ userName: 'ada@example.com' }] })
  })

  test('a user outlives the process, in a directory of PGlite', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scimkit-serve-'))
    try {
      const found = await createThenLookAgain(['--store', `pglite:${join(folder, 'data')}`])
      expect(found).toMatchObject({ totalResults: 1, Resources: [{ userName: 'ada@example.com' }] })
      server?.kill('SIGTERM')
      await server?.exitCode
    } finally {
      await rm(folder, { recursive: true })
    }
  })
})

describe('it ends with 2, and says', () => {
  test.each([
    ['that a port is a number', ['--port', 'http'], 'Expected a port from 0 to 65535.'],
    ['how high a port can be', ['--port', '65536'], 'Expected a port from 0 to 65535.'],
    ['which profiles there are', ['--profile', 'okta'], `Allowed choices are ${Object.keys(profiles).join(', ')}.`],
    ['which dialects there are', ['--dialect', 'lax'], 'Allowed choices are tolerant, strict.'],
    ['which option it does not know', ['--adapter', 'koa'], "unknown option '--adapter'"],
    ['that it takes no argument', ['acme'], 'too many arguments'],
    ['which store it cannot open', ['--store', 'postgres://me:s3cret@127.0.0.1:1/app'], 'ECONNREFUSED'],
    ['which stores there are', ['--store', 'redis://me:s3cret@db'], 'expected memory, pglite:<dir> or postgres://…'],
    ['what a token is', ['--token', 's3cret,s3cret'], 'expected one bearer of letters, digits and -._~+/'],
    ['that a token is not empty', ['--token', ''], 'expected one bearer of letters, digits and -._~+/'],
  ])('%s', async (_, args, message) => {
    const { code, out, error } = await scimkit('serve', ...args)
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toContain(message)
    expect(error).not.toContain('s3cret')
  })

  test('that a port is taken, and by a number which', async () => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    const { port } = other.address() as AddressInfo
    const { code, out, error } = await scimkit('serve', '--port', `${port}`)
    other.close()
    expect({ code, out }).toEqual({ code: 2, out: '' })
    expect(error).toBe(`error: listen EADDRINUSE: address already in use 127.0.0.1:${port}\n`)
  })
})
