import { afterEach, expect, test, vi } from 'vitest'
import { readOptions } from '../src/options/options.ts'
import { OptionsError } from '../src/options/options-error.ts'
import { type RunningProcess, runServer } from './running-process.ts'
import { webhookSecret as secret } from './webhook-receiver.ts'

// One test starts a process from the sources, which takes seconds on a busy machine.
vi.setConfig({ testTimeout: 60_000 })

let server: RunningProcess | undefined

afterEach(async () => {
  server?.kill('SIGKILL')
  await server?.exitCode
})

const url = 'https://app.example.com/hooks/scim'
const database = ['--store', 'postgres://db.internal/scimkit']

function problemOf(args: readonly string[], environment = {}): string {
  try {
    readOptions(args, environment)
  } catch (error) {
    if (error instanceof OptionsError) return error.message
    throw error
  }
  throw new Error('nothing was refused')
}

test.each([['postgres://db.internal/scimkit'], ['pglite:./data']])('events of %s can be sent', (store) => {
  const given = { webhook: { url, secret } }
  expect(readOptions(['--store', store, '--webhook', url, '--webhook-secret', secret], {})).toMatchObject(given)
  const environment = { SCIMKIT_STORE: store, SCIMKIT_WEBHOOK: url, SCIMKIT_WEBHOOK_SECRET: secret }
  expect(readOptions([], environment)).toMatchObject(given)
})

test.each([
  [[...database, '--webhook', url], '--webhook: needs --webhook-secret too'],
  [[...database, '--webhook-secret', secret], '--webhook-secret: needs --webhook too'],
  [['--webhook', url, '--webhook-secret', secret], '--webhook: needs --store pglite:<dir> or postgres://…'],
  [
    [...database, '--webhook', 'http://app.example.com', '--webhook-secret', secret],
    '--webhook: it must be an https: URL',
  ],
  [[...database, '--webhook', 'app', '--webhook-secret', secret], '--webhook: it must be an https: URL'],
  [[...database, '--webhook', url, '--webhook-secret', 'hunter2'], '--webhook-secret: it must be whsec_ followed by'],
])('%j is refused, and the setting named', (args, message) => {
  const problem = problemOf(args)
  expect(problem).toContain(message)
  for (const private_ of [secret, 'hunter2', 'app.example.com']) expect(problem).not.toContain(private_)
})

test('as the variable it came from', () => {
  expect(problemOf(database, { SCIMKIT_WEBHOOK: url })).toMatch(/^SCIMKIT_WEBHOOK: /)
  expect(problemOf([...database, '--webhook', url], { SCIMKIT_WEBHOOK_SECRET: 'hunter2' })).toMatch(
    /^SCIMKIT_WEBHOOK_SECRET: /,
  )
})

test('a server that cannot sign ends with 2 and says so', async () => {
  server = runServer(...database, '--webhook', url)
  expect(await server.exitCode).toBe(2)
  expect(server.error()).toBe('--webhook: needs --webhook-secret too\n')
})
