import { afterEach, describe, expect, test, vi } from 'vitest'
import { choices, faults } from './faults.ts'
import { type Fault, type FaultyServer, startFaulty } from './faulty-server.ts'
import { scimkit } from './scimkit.ts'

let server: FaultyServer

const none: Fault = (request, next) => next(request)

afterEach(() => server.close())

async function check(fault: Fault, ...args: readonly string[]) {
  server = await startFaulty(fault)
  return scimkit('check', server.baseUrl, '--token', 's3cret-token', ...args)
}

describe('a fault is found', () => {
  test.each(faults)('%s', async (_, id, fault) => {
    const { code, out } = await check(fault, '--only', id, '--json')
    const report = JSON.parse(out)
    expect(report.outcomes.map(({ verdict }: { verdict: string }) => verdict)).toContain('failed')
    expect(code).toBe(1)
  })

  test.each([...new Set(faults.map(([, id]) => id))])('and without it %s holds', async (id) => {
    const { code, out } = await check(none, '--only', id)
    expect(out).toMatch(/[1-9]\d* passed, 0 failed, 0 warned, 0 noted, 0 skipped/)
    expect(code).toBe(0)
  })
})

test.each(choices)('another choice is no fault: $what', async ({ id, verdict, fault }) => {
  const { code, out } = await check(fault, '--only', id, '--json')
  expect(JSON.parse(out)).toMatchObject({ passed: true, outcomes: [{ verdict }] })
  expect(code).toBe(0)
})

describe('the report', () => {
  test('says what was sent, what was expected and what came, without the token', async () => {
    const echo: Fault = async (request, next) => {
      const answer = await next(request)
      return { ...answer, headers: { 'content-type': String(request.headers.authorization) } }
    }
    const { out } = await check(echo, '--only', 'S7644-3.8-02', '--header', 'x-gateway=gateway-s3cret')
    expect(out).toContain('RFC 7644 §3.8')
    expect(out).toContain('✗ S7644-3.8-02')
    expect(out).toMatch(/sent {6}GET \/Users\//)
    expect(out).toMatch(/expected {2}the Content-Type application\/scim\+json/)
    expect(out).toContain('content-type: Bearer ***')
    expect(out).not.toContain('s3cret')
    expect(server.seen.every(({ headers }) => headers['x-gateway'] === 'gateway-s3cret')).toBe(true)
  })

  test('as JSON has ids, levels, verdicts and counts', async () => {
    const { out } = await check(none, '--only', '7644-3.6-01', '--json')
    expect(JSON.parse(out)).toMatchObject({
      baseUrl: server.baseUrl,
      passed: true,
      counts: { passed: 1, failed: 0 },
      outcomes: [{ ids: ['S7644-3.6-01'], level: 'MUST', section: 'RFC 7644 §3.6', verdict: 'passed' }],
      leftBehind: [],
    })
  })

  test('names what could not be deleted', async () => {
    const keep: Fault = async (request, next) =>
      request.method === 'DELETE' ? { status: 403, headers: {}, body: undefined } : next(request)
    const { out } = await check(keep, '--only', 'S7644-3.4.1-01')
    expect(out).toMatch(/Could not be deleted again:\n {2}\/Groups\/\S+\n {2}\/Users\/\S+/)
  })
})

test('a server that asks to come back later is asked later', async () => {
  const refused = new Set<string>()
  const busy: Fault = async (request, next) => {
    const key = `${request.method} ${request.url}`
    if (refused.has(key)) return next(request)
    refused.add(key)
    return { status: 429, headers: { 'retry-after': '0' }, body: undefined }
  }
  const { out } = await check(busy, '--only', 'S7644-3.6-01')
  expect(out).toContain('1 passed, 0 failed')
  expect(refused.size).toBeGreaterThan(0)
})

test('the token comes from the environment, where no other user of the machine can read it', async () => {
  server = await startFaulty(none)
  vi.stubEnv('SCIMKIT_BEARER', 's3cret-token')
  const { code } = await scimkit('check', server.baseUrl, '--only', 'S7644-3.8-02')
  vi.unstubAllEnvs()
  expect(code).toBe(0)
  expect(server.seen.map(({ headers }) => headers.authorization)).toContain('Bearer s3cret-token')
})

describe('a server that says little', () => {
  test('is taken to be as in RFC 7643, and told what is missing', async () => {
    const mute: Fault = async (request, next) =>
      /^\/(Schemas|ResourceTypes|ServiceProviderConfig)/.test(request.url)
        ? { status: 404, headers: {}, body: undefined }
        : next(request)
    const { code, out } = await check(mute, '--only', 'S7644-4')
    expect(out).toContain('✗ S7644-4-01')
    expect(code).toBe(1)
    const { out: patches } = await scimkit(
      'check',
      server.baseUrl,
      '--token',
      's3cret-token',
      '--only',
      'S7644-3.5.2.1-03',
    )
    expect(patches).toContain('1 passed, 0 failed')
  })

  test('is not blamed for what it does not announce', async () => {
    const modest: Fault = async (request, next) => {
      const answer = await next(request)
      return { ...answer, body: answer.body?.replaceAll('"supported":true', '"supported":false') }
    }
    const { code, out } = await check(modest, '--only', 'S7644-3.5.2.1')
    expect(out).toContain('ServiceProviderConfig announces no support of patch.')
    expect(out).toContain('0 passed, 0 failed')
    expect(code).toBe(0)
  })
})

describe('the exit code is 2', () => {
  test('when the server cannot be reached', async () => {
    server = await startFaulty(none)
    const { code, error } = await scimkit('check', 'http://127.0.0.1:1/scim', '--token', 'x')
    expect(error).toContain('error: http://127.0.0.1:1/scim:')
    expect(code).toBe(2)
  })

  test('when the token is wrong', async () => {
    server = await startFaulty(none)
    const { code, error } = await scimkit('check', server.baseUrl, '--token', 'wrong-token')
    expect(error).toContain('refuses the credentials')
    expect(code).toBe(2)
  })

  test.each([
    ['--only names nothing', ['--only', 'S7644-99'], 'there is no check of S7644-99'],
    ['--header has no value', ['--header', 'x'], 'Expected name=value.'],
    ['--timeout is no number', ['--timeout', 'soon'], 'Expected a number of seconds.'],
  ])('when %s', async (_, args, message) => {
    const { code, error } = await check(none, ...args)
    expect(error).toContain(message)
    expect(code).toBe(2)
  })

  test('when it is interrupted; what was created is gone nevertheless', async () => {
    const interrupting: Fault = async (request, next) => {
      const answer = await next(request)
      if (request.method === 'POST') process.emit('SIGINT')
      return answer
    }
    const { code, out } = await check(interrupting, '--only', 'S7644-3.3')
    expect(out).toContain('The run was stopped before its end.')
    const posts = server.seen.filter(({ method }) => method === 'POST').length
    const deletes = server.seen.filter(({ method }) => method === 'DELETE').length
    expect(posts).toBeGreaterThan(0)
    expect(deletes).toBe(posts)
    expect(code).toBe(2)
  })
})
