import { describe, expect, it } from 'vitest'
import { chooseDialect } from '../../src/dialect/dialect.ts'
import { dialectRules, type RuleName, ruleNames } from '../../src/dialect/rules.ts'

describe('chooseDialect', () => {
  it('has every rule of its base, and each can be switched alone', () => {
    for (const base of ['strict', 'tolerant'] as const) {
      const whole = chooseDialect(base)
      for (const name of ruleNames) {
        const switched = chooseDialect({ base, rules: { [name]: !whole.has(name) } })
        expect(ruleNames.filter((each) => whole.has(each) !== switched.has(each))).toEqual([name])
      }
    }
  })

  it('strict has nothing that departs from the letter', () => {
    expect(
      ruleNames.filter((name) => chooseDialect('strict').has(name) !== (dialectRules[name].mode === 'always')),
    ).toEqual([])
    expect(
      ruleNames.filter((name) => chooseDialect('tolerant').has(name) === (dialectRules[name].mode === 'optional')),
    ).toEqual([])
  })

  it.each(['nope', '__proto__', 'constructor', 'toString'])('knows no rule %s', (name) => {
    const rules = JSON.parse(`{"${name}":true}`) as Partial<Record<RuleName, boolean>>
    expect(() => chooseDialect({ base: 'strict', rules })).toThrow(`there is no rule "${name}"`)
  })

  it.each(['lenient', 'toString'])('knows no dialect %s', (name) => {
    expect(() => chooseDialect(name as 'strict')).toThrow(`there is no dialect "${name}"`)
  })
})
