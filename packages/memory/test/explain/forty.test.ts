import { failures } from '@scimkit/core'
import { expect, it } from 'vitest'
import { actorOf, explainScenario, scenarios } from './forty.ts'

it('there are at least forty scenarios, and one for each of the common failures', () => {
  expect(scenarios.length).toBeGreaterThanOrEqual(40)
  const produced = new Set(scenarios.map(({ failure }) => failure))
  expect(failures.map(({ number }) => number).filter((number) => !produced.has(number))).toEqual([])
})

it.each(scenarios)('F-$failure: $seen', async (scenario) => {
  const explanation = await explainScenario(scenario)
  expect(explanation?.code).toBe(scenario.code)
  expect(explanation?.cause).toMatch(scenario.cause)
  expect(explanation && actorOf(explanation)).toBe(scenario.actor)
  expect(failures.find(({ number }) => number === scenario.failure)?.codes).toContain(scenario.code)
})
