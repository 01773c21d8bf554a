import { describe, expect, test } from 'vitest'
import { checks, selectChecks } from '../../src/checks.ts'
import { requirements } from '../../src/requirements.ts'

const blames: Readonly<Record<string, string>> = {
  MUST: 'failed',
  'MUST NOT': 'failed',
  DERIVED: 'failed',
  SHOULD: 'warned',
  'SHOULD NOT': 'warned',
  OPTIONAL: 'noted',
  POLICY: 'noted',
}
const blameOf = new Map<string, string | undefined>(requirements.map(({ id, level }) => [id, blames[level]]))

describe('the checks', () => {
  test.each(checks.map((check) => [check.title, check] as const))(
    'the requirements of "%s" weigh the same, so that it is clear what a failure means',
    (_, { ids }) => {
      expect(new Set(ids.map((id) => blameOf.get(id)))).toHaveLength(1)
    },
  )

  test('no two of one requirement have the same title', () => {
    const names = checks.map(({ ids, title }) => `${ids[0]} ${title}`)
    expect(new Set(names)).toHaveLength(names.length)
  })
})

describe('what --only selects', () => {
  const firstIds = (only: string) => selectChecks(checks, only).map(({ ids }) => ids)

  test('a requirement', () => {
    for (const ids of firstIds('S7644-3.6-01')) expect(ids).toContain('S7644-3.6-01')
    expect(firstIds('S7644-3.6-01')).not.toEqual([])
  })

  test('a section with what is below it, and not its neighbours', () => {
    const sections = firstIds('S7644-3.4.2.2').flat()
    expect(sections).toContain('S7644-3.4.2.2-05')
    const four = firstIds('7644-3.5.2').flat()
    expect(four).toContain('S7644-3.5.2-12')
    expect(four).toContain('S7644-3.5.2.1-01')
    expect(firstIds('S7644-3.5.2.1').flat()).not.toContain('S7644-3.5.2-12')
    expect(
      firstIds('S7644-3.1')
        .flat()
        .filter((id) => id.startsWith('S7644-3.1-')),
    ).not.toEqual([])
    expect(firstIds('S7644-3.1').every((ids) => ids.some((id) => id.startsWith('S7644-3.1-')))).toBe(true)
  })

  test('an RFC', () => {
    for (const ids of firstIds('S9865')) expect(ids.some((id) => id.startsWith('S9865-'))).toBe(true)
  })

  test('nothing, for what there is not', () => {
    expect(firstIds('S7644-99')).toEqual([])
    expect(firstIds('S76')).toEqual([])
  })
})
