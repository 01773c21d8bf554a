import { join } from 'node:path'
import { expect, test } from 'vitest'
import { policySchema } from '../../packages/core/src/provisioning/policy.ts'
import { openProgram } from '../docstrings/program.ts'
import { root } from '../run.ts'
import { policyType } from '../switches/policy-type.ts'
import { switchesOf } from '../switches/switches-of.ts'

const overrides = join(root, 'packages/core/src/overrides.examples.ts')
const code = `import { defineProfile } from './provisioning/define-profile.ts'
export declare const overrides: Parameters<typeof defineProfile>[0]`

test('an editor shows for each switch in the call of defineProfile what it decides', () => {
  const program = openProgram(new Map([[overrides, code]]))
  const { checker } = program.project
  const whole = checker.getSymbolAtPosition(overrides, code.indexOf('overrides:'))
  const switches = switchesOf(policySchema)
  const shown = switches.map(({ path }) => {
    const found = path.split('.').reduce((symbol, name) => {
      const type = symbol && checker.getTypeOfSymbol(symbol)
      const given = type && checker.getNonNullableType(type)
      return given && checker.getPropertyOfType(given, name)
    }, whole)
    return [path, found?.getDocumentationComment(checker).replaceAll('\n', ' ')]
  })
  program.close()
  expect(shown).toEqual(switches.map(({ path, description }) => [path, description]))
})

test('a member without a description has the one of what it belongs to', () => {
  const inner = { type: 'object', properties: { soft: { type: 'integer' } } }
  expect(policyType({ properties: { batch: { ...inner, description: 'How many at once.' } } })).toContain(`{
  /** How many at once. */
  readonly batch?: {
    /** How many at once. */
    readonly soft?: number
  }
}`)
  expect(() => policyType({ properties: { batch: inner } })).toThrow('A switch has no description')
})
