import { describe, expect, it } from 'vitest'
import { type RequirementId, requirements } from '../../src/requirements.ts'
import { verifies } from '../../src/verifies.ts'

describe('the requirements', () => {
  it.each([
    [7643, 130],
    [7644, 302],
    [9865, 28],
  ])('have all rows of RFC %d', (rfc, count) => {
    expect(requirements.filter((row) => row.rfc === rfc)).toHaveLength(count)
  })

  it('have ids that say where a row stands, each once', () => {
    for (const { id, rfc, section } of requirements) expect(id).toMatch(new RegExp(`^S${rfc}-${section}-\\d\\d$`))
    expect(new Set(requirements.map(({ id }) => id)).size).toBe(requirements.length)
  })

  it('all say what is asked and how it is shown', () => {
    for (const { id, requirement, test } of requirements) expect([requirement, test], id).not.toContain('')
  })

  it('are the only ids that compile', () => {
    const id: RequirementId = 'S7644-3.5.2-12'
    // @ts-expect-error there is no such row
    const wrong: RequirementId = 'S7644-3.5.2-99'
    // @ts-expect-error there is no such row
    const misspelt = () => verifies('S7644-3.5.2-1', 'never registered', () => undefined)
    expect([id, wrong, misspelt]).toHaveLength(3)
  })
})
