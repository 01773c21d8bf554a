import { describe, expect, test } from 'vitest'
import { parseTrace, traces } from '../../src/traces.ts'

const step = { name: 'Look', method: 'GET', path: '/Users', expectStatus: [200] }

describe('the recorded lifecycles', () => {
  test('are the six of Okta and Entra ID', () => {
    expect(traces.map(({ name, steps }) => [name, steps.length])).toEqual([
      ['okta-user', 19],
      ['okta-group', 23],
      ['okta-aiw', 13],
      ['entra-user', 32],
      ['entra-group', 22],
      ['entra-legacy', 47],
    ])
  })

  test('of Entra ID never send a User-Agent', () => {
    const entra = traces.filter(({ name }) => name.startsWith('entra')).flatMap(({ steps }) => steps)
    expect(entra.filter(({ synthetic }) => !synthetic).every(({ headers }) => headers['User-Agent'] === null)).toBe(
      true,
    )
  })
})

describe('a trace file', () => {
  test('needs no more than name, method, path and status in a step', () => {
    expect(parseTrace([step], 'ours')).toEqual({
      name: 'ours',
      steps: [{ ...step, headers: {}, capture: {}, checks: [], synthetic: false }],
    })
  })

  test('may assert several things about one value', () => {
    const assert = [{ path: 'members', type: 'array', length: 2 }]
    expect(parseTrace([{ ...step, assert }]).steps[0]?.checks).toEqual([
      { path: 'members', kind: 'type', expected: 'array' },
      { path: 'members', kind: 'length', expected: 2 },
    ])
  })

  test.each([
    ['no list', {}, 'ours: expected a list of steps, got {}'],
    ['an empty list', [], 'ours: expected a list of steps, got []'],
    ['a step that is no object', [step, 1], 'ours[1]: expected an object, got 1'],
    ['a step without a status', [{ ...step, expectStatus: undefined }], 'ours[0].expectStatus: expected a list'],
    ['a text for a status', [{ ...step, expectStatus: ['200'] }], 'ours[0].expectStatus[0]: expected an HTTP status'],
    [
      'an absolute path',
      [{ ...step, path: 'https://example.com' }],
      'ours[0].path: expected a path below the base URL',
    ],
    ['a number for a header', [{ ...step, headers: { A: 1 } }], 'ours[0].headers.A: expected a text, got 1'],
    ['a misspelt member', [{ ...step, asert: [] }], 'ours[0]: "asert" is not known here'],
    [
      'a misspelt assertion',
      [{ ...step, assert: [{ path: 'id', equal: 1 }] }],
      'ours[0].assert[0]: expected an assertion',
    ],
    ['an assertion of nothing', [{ ...step, assert: [{ path: 'id' }] }], 'ours[0].assert[0]: asserts nothing about id'],
    [
      'an unknown type',
      [{ ...step, assert: [{ path: 'id', type: 'int' }] }],
      'ours[0].assert[0].type: expected one of integer',
    ],
    [
      'absent: false',
      [{ ...step, assert: [{ path: 'id', absent: false }] }],
      'ours[0].assert[0].absent: expected true',
    ],
    ['a variable nobody captures', [{ ...step, path: '/Users/{{id}}' }], 'ours[0]: {{id}} is not captured'],
    [
      'a variable captured too late',
      [{ ...step, path: '/Users/{{id}}', capture: { id: 'id' } }],
      'ours[0]: {{id}} is not captured',
    ],
  ])('with %s is refused', (_, json, message) => {
    expect(() => parseTrace(json, 'ours')).toThrow(message)
  })
})
