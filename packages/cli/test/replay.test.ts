import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { scimkit } from './scimkit.ts'

let server: Server
let baseUrl: string
let folder: string
let seen: string[]

/** A server on which `/Users` works and all else does not. */
beforeAll(async () => {
  server = createServer((request, response) => {
    seen.push(`${request.headers.authorization} ${request.url}`)
    const found = request.url === '/scim/v2/Users'
    response.writeHead(found ? 200 : 404, { 'content-type': 'application/scim+json' })
    response.end(JSON.stringify(found ? { totalResults: 0 } : { detail: 'no such thing' }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  baseUrl = `http://127.0.0.1:${port}/scim/v2`
  folder = await mkdtemp(join(tmpdir(), 'scimkit-replay-'))
})

beforeEach(() => {
  seen = []
})

afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

async function traceFile(name: string, ...paths: readonly string[]): Promise<string> {
  const headers = { Authorization: 'Bearer {{token}}' }
  const steps = paths.map((path) => ({ name: `Look at ${path}`, method: 'GET', path, headers, expectStatus: [200] }))
  const file = join(folder, name)
  await writeFile(file, JSON.stringify(steps))
  return file
}

test('a server that answers as expected ends with 0', async () => {
  const file = await traceFile('good.json', '/Users')
  const { code, out } = await scimkit('replay', file, '--base-url', baseUrl, '--token', 's3cret')
  expect(out).toBe(
    'good (tolerant): 1 passed, 0 failed, 0 skipped\n  ✓ 200 GET    /Users  Look at /Users\n\nAll traces passed.\n',
  )
  expect(code).toBe(0)
})

test('one that does not ends with 1 and says where', async () => {
  const files = [await traceFile('good.json', '/Users'), await traceFile('bad.json', '/Users', '/Groups')]
  const { code, out } = await scimkit('replay', ...files, '--base-url', baseUrl, '--token', 'one', 'two')
  expect(out).toContain('  ✗ 404 GET    /Groups  Look at /Groups\n        answered 404, expected 200')
  expect(out).toContain('1 of 2 traces failed: bad.')
  expect(code).toBe(1)
})

test('each trace is sent with the token of its tenant', async () => {
  const files = [await traceFile('first.json', '/Users'), await traceFile('second.json', '/Users')]
  await scimkit('replay', ...files, '--base-url', baseUrl, '--token', 'one', '--token', 'two')
  expect(seen).toEqual(['Bearer one /scim/v2/Users', 'Bearer two /scim/v2/Users'])
})

test('the tokens may stand in the environment, where nobody else reads them; the command line has the last word', async () => {
  vi.stubEnv('SCIMKIT_BEARER', 'one,two')
  const files = [await traceFile('first.json', '/Users'), await traceFile('second.json', '/Users')]
  await scimkit('replay', ...files, '--base-url', baseUrl)
  await scimkit('replay', ...files, '--base-url', baseUrl, '--token', 'three', 'four')
  expect(seen.map((request) => request.split(' ')[1])).toEqual(['one', 'two', 'three', 'four'])
  vi.unstubAllEnvs()
})

test('--json is one document, without tokens', async () => {
  const file = await traceFile('mixed.json', '/Users', '/Groups')
  const { code, out } = await scimkit('replay', file, '--base-url', baseUrl, '--token', 's3cret', '--strict', '--json')
  expect(JSON.parse(out)).toEqual([
    {
      trace: 'mixed',
      mode: 'strict',
      passed: false,
      steps: [
        { name: 'Look at /Users', method: 'GET', path: '/Users', outcome: 'passed', status: 200, checked: 0 },
        {
          name: 'Look at /Groups',
          method: 'GET',
          path: '/Groups',
          outcome: 'failed',
          status: 404,
          reasons: ['answered 404, expected 200: {"detail":"no such thing"}'],
        },
      ],
    },
  ])
  expect(out).not.toContain('s3cret')
  expect(code).toBe(1)
})

test('without files, the built-in traces ask for six tokens and say why', async () => {
  const { code, error } = await scimkit('replay', '--base-url', baseUrl, '--token', 'only-one')
  expect(error).toContain('6 traces need 6 tokens, and there are 1.')
  expect(error).toContain('tenant of its own that holds nothing')
  expect(error).toContain('<okta-user> <okta-group> <okta-aiw> <entra-user> <entra-group> <entra-legacy>')
  expect(seen).toEqual([])
  expect(code).toBe(2)
})

test.each([
  ['no base URL', ['replay', '--token', 'a'], "required option '--base-url <url>' not specified"],
  [
    'a base URL without http',
    ['replay', '--base-url', 'ftp://host', '--token', 'a'],
    'starts with http:// or https://',
  ],
  ['a file that is not there', ['replay', 'none.json', '--base-url', 'http://h', '--token', 'a'], 'none.json: ENOENT'],
  ['an unknown command', ['replya'], "unknown command 'replya'"],
])('%s ends with 2', async (_, args, message) => {
  const { code, error } = await scimkit(...args)
  expect(error).toContain(message)
  expect(code).toBe(2)
})

test('a file that is no trace is named, with what is wrong in it', async () => {
  const file = join(folder, 'odd.json')
  await writeFile(file, '[{"name":"Look"}]')
  const { code, error } = await scimkit('replay', file, '--base-url', baseUrl, '--token', 'a')
  expect(error).toContain(`${file}: odd[0].method: expected a text, got nothing`)
  expect(code).toBe(2)
})

test('--help explains the order of files and tokens', async () => {
  const { code, out } = await scimkit('replay', '--help')
  expect(out).toContain('in the order of the files')
  expect(code).toBe(0)
})
