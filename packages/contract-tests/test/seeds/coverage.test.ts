import { describe, expect, it } from 'vitest'
import { seedCases, seedReasons, seedRows } from '../../src/seeds.ts'

const ids = new Set<string>(seedRows.map(({ id }) => id))
const tested = new Set<string>(seedCases.flatMap((each) => each.ids))

describe('the rows of the products', () => {
  it('each has a case, or a written reason and no case', () => {
    const wrong = [...ids].filter((id) => tested.has(id) === id in seedReasons)
    expect(wrong).toEqual([])
  })

  it('each id a case or a reason cites is a row', () => {
    expect([...tested, ...Object.keys(seedReasons)].filter((id) => !ids.has(id))).toEqual([])
  })

  it('no row stands twice, and no case has the title of another under the same profile', () => {
    expect(seedRows).toHaveLength(ids.size)
    const titles = seedCases.flatMap(({ title, profiles }) => profiles.map((profile) => `${profile} ${title}`))
    expect(new Set(titles).size).toBe(titles.length)
  })
})
