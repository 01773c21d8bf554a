import { once } from 'node:events'
import { request } from 'node:http'
import { type AddressInfo, connect, createServer } from 'node:net'
import { afterEach, expect, test, vi } from 'vitest'
import { flags } from '../src/options/flags.ts'
import { type RunningProcess, runServer } from './running-process.ts'

// Each test starts a process from the sources, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

const patient = { timeout: 30_000 }
let server: RunningProcess

afterEach(async () => {
  server.kill('SIGKILL')
  await server.exitCode
})

const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }

test.each(['fastify', 'express', 'koa'])('on %s, a SIGTERM lets the request under way finish', async (adapter) => {
  server = runServer('--adapter', adapter, '--token', 'acme=s3cret')
  const baseUrl = await server.baseUrl
  const post = request(`${baseUrl}/Users`, { method: 'POST', headers: { ...headers, connection: 'keep-alive' } })
  const answer = once(post, 'response')
  post.write('{"schemas":["urn:ietf:params:scim:schemas:core:2.0:User"],')
  await expect.poll(() => post.socket?.bytesWritten, patient).toBeGreaterThan(0)
  // Answered after the server has read what came before it.
  await fetch(`${baseUrl}/Users`, { headers })
  server.kill('SIGTERM')
  await expect.poll(server.error, patient).toContain('"msg":"stopping"')
  post.end('"userName":"ada@example.com"}')
  const [response] = await answer
  expect(response.resume().statusCode).toBe(201)
  expect(await server.exitCode).toBe(0)
  expect(server.error()).toContain('"msg":"stopped"')
})

test('a SIGTERM does not wait for a connection on which nothing was ever sent', async () => {
  server = runServer('--token', 'acme=s3cret')
  const baseUrl = await server.baseUrl
  const { port, hostname } = new URL(baseUrl)
  const socket = connect(Number(port), hostname)
  const closed = once(socket.resume(), 'close')
  await once(socket, 'connect')
  // Answered after the server has accepted the connection before.
  await fetch(`${baseUrl}/Users`, { headers })
  server.kill('SIGTERM')
  expect(await server.exitCode).toBe(0)
  await closed
})

test('a SIGINT stops it too, and the token it made was printed and not logged', async () => {
  server = runServer()
  await fetch(`${await server.baseUrl}/Users`)
  server.kill('SIGINT')
  expect(await server.exitCode).toBe(0)
  const [, token] = /Bearer ([\w-]{43})'/.exec(server.out()) ?? []
  expect(server.error()).toContain('CREDENTIALS_MISSING')
  expect(server.error()).not.toContain(token)
})

test('the first line it prints is the base URL', async () => {
  server = runServer()
  await server.baseUrl
  expect(server.out().split('\n', 1)).toEqual([expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/scim\/v2$/)])
})

test('what it was not told right ends with 2 and a line for each on standard error', async () => {
  server = runServer('--profile', 'okta', '--adapter', 'hapi')
  expect(await server.exitCode).toBe(2)
  expect(server.error()).toBe(
    '--adapter: expected fastify, express, koa, got "hapi"\n' +
      '--profile: expected rfc, pulumi-2021, pulumi-2024, pulumi-2026, immuta, buf, got "okta"\n',
  )
  expect(server.out()).toBe('')
})

test('a port that is taken ends with 1 and says so', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  server = runServer('--port', String(port))
  expect(await server.exitCode).toBe(1)
  expect(server.error()).toContain('EADDRINUSE')
  other.close()
})

test('--help lists every flag', async () => {
  server = runServer('--help')
  expect(await server.exitCode).toBe(0)
  expect(server.out().match(/^ {2}--[\w-]+/gm)).toHaveLength(Object.keys(flags).length)
})

test('a database that cannot be had is named by what the driver says', async () => {
  server = runServer('--store', 'postgres://nobody:s3cret@127.0.0.1:1/nowhere')
  expect(await server.exitCode).toBe(1)
  expect(server.error()).toContain('cannot start without the store: connect ECONNREFUSED')
  expect(server.error()).not.toContain('s3cret')
})
