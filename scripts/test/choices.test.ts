import { globSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const root = `${import.meta.dirname}/../..`
const page = readFileSync(`${root}/docs/reference/choices.md`, 'utf8')
const rows = [...page.matchAll(/^\| <a id="a(\d+)"><\/a>A(\d+) \|/gm)].map(([, anchor, number]) => ({ anchor, number }))
const numbers = new Set(rows.map(({ number }) => number))

function unknownIn(pattern: string): readonly string[] {
  return globSync(pattern, { cwd: root }).flatMap((file) =>
    [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/\bA([1-9]\d?)\b/g)]
      .filter(([, number]) => number !== undefined && !numbers.has(number))
      .map(([cited]) => `${file} cites ${cited}`),
  )
}

it('every choice has one row, in order, and an anchor of its own', () => {
  expect(rows).toEqual(rows.map((_, index) => ({ anchor: String(index + 1), number: String(index + 1) })))
  expect(rows.length).toBeGreaterThan(0)
})

it.each(['packages/*/src/**/*.ts', 'docs/{reference,decisions}/*.md'])(
  'what %s cites as a choice has a row',
  (pattern) => {
    expect(unknownIn(pattern)).toEqual([])
  },
)
