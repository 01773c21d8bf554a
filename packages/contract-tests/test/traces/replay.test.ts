import { afterEach, describe, expect, test } from 'vitest'
import { formatReport, parseTrace, type ReplayMode, type ReplayReport, replayTrace } from '../../src/traces.ts'
import { json, type Stub, type StubAnswer, startStub } from './stub-server.ts'

let stub: Stub

afterEach(() => stub.close())

interface Scene {
  readonly steps: readonly object[]
  /** One answer for each request, in order. */
  readonly answers: readonly StubAnswer[]
  readonly mode?: ReplayMode
}

async function play({ steps, answers, mode = 'tolerant' }: Scene): Promise<ReplayReport> {
  stub = await startStub(() => answers[stub.seen.length - 1] ?? json(599, {}))
  return replayTrace(parseTrace(steps), { baseUrl: stub.baseUrl, token: 's3cret', mode })
}

const look = { name: 'Look', method: 'GET', path: '/Users', expectStatus: [200] }
const quirk = {
  name: 'Quirk',
  method: 'PATCH',
  path: '/Users/1',
  body: {},
  expectStatus: [200, 204],
  strictStatus: [400],
}
const empty: StubAnswer = { status: 204 }

describe('a step', () => {
  test('fails when the status is not an expected one, and quotes the answer', async () => {
    const report = await play({ steps: [look], answers: [json(500, { detail: 'out of order' })] })
    expect(report.passed).toBe(false)
    expect(report.outcomes).toMatchObject([
      { outcome: 'failed', status: 500, reasons: ['answered 500, expected 200: {"detail":"out of order"}'] },
    ])
  })

  test('fails with every assertion that does not hold', async () => {
    const assert = [
      { path: 'active', equals: true },
      { path: 'userName', equals: 'ada' },
      { path: 'members', length: 2 },
    ]
    const answers = [json(200, { active: 'True', userName: 'ada', members: [1] })]
    const { outcomes } = await play({ steps: [{ ...look, assert }], answers })
    expect(outcomes).toMatchObject([
      {
        outcome: 'failed',
        reasons: ['active: expected equals true, got "True"', 'members: expected length 2, got [1]'],
      },
    ])
  })

  test('makes no assertion about a 204', async () => {
    const steps = [{ ...quirk, assert: [{ path: 'active', equals: true }] }]
    const { outcomes } = await play({ steps, answers: [empty] })
    expect(outcomes).toMatchObject([{ outcome: 'passed', checked: 0 }])
  })

  test('fails when there is nothing to capture', async () => {
    const { outcomes } = await play({ steps: [{ ...look, capture: { user: 'id' } }], answers: [json(200, {})] })
    expect(outcomes).toMatchObject([{ outcome: 'failed', reasons: ['id: expected a text to capture as user'] }])
  })

  test('is skipped when an earlier answer did not bring what it needs', async () => {
    const create = { ...look, name: 'Create', method: 'POST', expectStatus: [201], capture: { user: 'id' } }
    const steps = [create, { ...look, path: '/Users/{{user}}' }]
    const { outcomes } = await play({ steps, answers: [json(409, {})] })
    expect(outcomes).toMatchObject([
      { outcome: 'failed' },
      { outcome: 'skipped', reason: 'needs user, which no earlier answer contained' },
    ])
  })

  test('is skipped once the server no longer answers', async () => {
    stub = await startStub(() => empty)
    const { baseUrl } = stub
    await stub.close()
    const report = await replayTrace(parseTrace([look, look]), { baseUrl, token: 's3cret', mode: 'tolerant' })
    expect(report.outcomes).toMatchObject([
      { outcome: 'failed', status: undefined, reasons: [expect.stringContaining('ECONNREFUSED')] },
      { outcome: 'skipped', reason: 'the server gave no answer to "Look"' },
    ])
  })
})

describe('a tolerant server', () => {
  test('must take what a strict one may refuse', async () => {
    const { outcomes } = await play({ steps: [quirk], answers: [json(400, {})] })
    expect(outcomes).toMatchObject([{ outcome: 'failed', status: 400 }])
  })

  test('is held to every assertion after a failed write', async () => {
    const steps = [quirk, { ...look, assert: [{ path: 'active', equals: false }] }]
    const { outcomes } = await play({ steps, answers: [json(400, {}), json(200, { active: true })] })
    expect(outcomes).toMatchObject([{ outcome: 'failed' }, { outcome: 'failed' }])
  })
})

describe('a strict server', () => {
  const check = { ...look, assert: [{ path: 'active', equals: false }] }

  test('must refuse what breaks the RFC', async () => {
    const { outcomes } = await play({ steps: [quirk], answers: [empty], mode: 'strict' })
    expect(outcomes).toMatchObject([{ outcome: 'failed', reasons: ['answered 204, expected 400: no body'] }])
  })

  test('answers as recorded where the trace says nothing else', async () => {
    const { outcomes } = await play({ steps: [check], answers: [json(200, { active: true })], mode: 'strict' })
    expect(outcomes).toMatchObject([{ outcome: 'failed' }])
  })

  test('is held to the status alone once it has refused a write', async () => {
    const steps = [quirk, check, check]
    const answers = [json(400, {}), json(200, { active: true }), json(404, {})]
    const { outcomes } = await play({ steps, answers, mode: 'strict' })
    expect(outcomes).toMatchObject([
      { outcome: 'passed', status: 400 },
      { outcome: 'passed', checked: 0 },
      { outcome: 'failed', status: 404 },
    ])
  })

  test('keeps its assertions after refusing a read', async () => {
    const steps = [{ ...look, strictStatus: [400], assert: [{ path: 'totalResults', equals: 0 }] }, check]
    const { outcomes } = await play({ steps, answers: [json(400, {}), json(200, { active: false })], mode: 'strict' })
    expect(outcomes).toMatchObject([
      { outcome: 'passed', checked: 0 },
      { outcome: 'passed', checked: 1 },
    ])
  })
})

test('a report says for each step what became of it and why', async () => {
  const steps = [look, { ...quirk, name: 'Change' }, { ...look, capture: { user: 'id' } }]
  const report = await play({ steps, answers: [json(200, {}), json(400, {}), json(200, { id: '1' })] })
  expect(formatReport(report).split('\n')).toEqual([
    'trace (tolerant): 2 passed, 1 failed, 0 skipped',
    '  ✓ 200 GET    /Users  Look',
    '  ✗ 400 PATCH  /Users/1  Change',
    '        answered 400, expected 200 or 204: {}',
    '  ✓ 200 GET    /Users  Look',
  ])
})
