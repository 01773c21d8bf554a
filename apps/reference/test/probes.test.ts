import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, expect, test } from 'vitest'
import { withProbes } from '../src/probes.ts'

let server: Server

afterEach(() => {
  server.close()
})

async function get(path: string, { ready = async () => {}, method = 'GET' } = {}) {
  const listener = withProbes(ready, (_, response) => response.writeHead(418).end())
  server = createServer(listener)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}${path}`, { method })
  return { status: response.status, text: await response.text() }
}

const unreachable = () => Promise.reject(new Error('connect ECONNREFUSED db.internal'))

test('/healthz is about the process, whatever the store says', async () => {
  expect(await get('/healthz', { ready: unreachable })).toEqual({ status: 200, text: '{"status":"ok"}' })
})

test('/readyz is about the store', async () => {
  expect(await get('/readyz')).toEqual({ status: 200, text: '{"status":"ok"}' })
})

test('/readyz says no more than that the store is away', async () => {
  expect(await get('/readyz', { ready: unreachable })).toEqual({ status: 503, text: '{"status":"unavailable"}' })
})

test.each([['/scim/v2/Users'], ['/healthz/x'], ['/constructor']])('%s is for the application', async (path) => {
  expect(await get(path)).toMatchObject({ status: 418 })
})

test('a probe may be a HEAD', async () => {
  expect(await get('/healthz', { method: 'HEAD' })).toEqual({ status: 200, text: '' })
  expect(await get('/readyz', { method: 'HEAD', ready: unreachable })).toEqual({ status: 503, text: '' })
})

test('a probe is no POST', async () => {
  expect(await get('/readyz', { method: 'POST' })).toMatchObject({ status: 418 })
})
