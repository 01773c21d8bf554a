import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type RunningProcess, runServer } from './running-process.ts'

// Each process starts a whole PostgreSQL.
vi.setConfig({ testTimeout: 120_000 })

let folder: string
let servers: RunningProcess[] = []

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'scimkit-held-'))
})
afterEach(async () => {
  for (const server of servers) {
    server.kill('SIGKILL')
    await server.exitCode
  }
  servers = []
  await rm(folder, { recursive: true })
})

function start(): RunningProcess {
  const server = runServer('--token', 'acme=s3cret', '--store', `pglite:${join(folder, 'data')}`)
  servers.push(server)
  return server
}

const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }
const body = JSON.stringify({ schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com' })

test('a second server on the directory ends with 2 and says why, and the first goes on', async () => {
  const baseUrl = await start().baseUrl
  const second = start()
  expect(await second.exitCode).toBe(2)
  expect(second.error()).toBe(
    `pglite:${join(folder, 'data')}: another process has this directory open; it has to end first.\n`,
  )
  expect((await fetch(`${baseUrl}/Users`, { method: 'POST', headers, body })).status).toBe(201)
})

test.each(['SIGTERM', 'SIGKILL'] as const)('after a %s the next server has everything', async (signal) => {
  const first = start()
  const created = await fetch(`${await first.baseUrl}/Users`, { method: 'POST', headers, body })
  expect(created.status).toBe(201)
  first.kill(signal)
  await first.exitCode
  const found = await fetch(`${await start().baseUrl}/Users`, { headers })
  expect(await found.json()).toMatchObject({ totalResults: 1 })
})
