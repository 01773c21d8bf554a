import { readFileSync, writeFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Block, readGuide, type Walk } from './guide/read-guide.ts'
import { takeWalk } from './guide/take-walk.ts'

// With SCIMKIT_WRITE_GUIDE=1 the answers are written into the guide instead of being compared with it.
const isWriting = process.env.SCIMKIT_WRITE_GUIDE === '1'
const file = new URL('../../../docs/guide/remedies.md', import.meta.url)
const guide = readFileSync(file, 'utf8')
const walks = readGuide(guide)
const workflows = [
  ...['RW-P1a', 'RW-P1b', 'RW-P1c', 'RW-P2', 'RW-P3', 'RW-P4', 'RW-P5'],
  ...['RW-I1', 'RW-I2', 'RW-I3', 'RW-I4', 'RW-I5', 'RW-I6', 'RW-B1', 'RW-B2', 'RW-B3'],
]

// A walk sends some hundred requests by curl, on a machine that does other things too.
vi.setConfig({ hookTimeout: 180_000 })

test('the guide walks each remedy of the seed systems, once', () => {
  const headings = walks.flatMap(({ steps }) => steps.map(({ commands }) => commands.heading))
  const walked = new Set(headings.flatMap((heading) => /^RW-\w+/.exec(heading) ?? []))
  expect([...walked].sort()).toEqual([...workflows].sort())
})

const written: (readonly [Block, string])[] = []

describe.each(walks.map((walk) => [walk.args.join(' '), walk] as const))('with %s', (_, walk) => {
  let outputs: readonly string[]

  beforeAll(async () => {
    outputs = await takeWalk(walk)
  })

  test.each(headingsOf(walk))('%s: each command answers what the guide shows', (heading) => {
    for (const [index, { commands, answer }] of walk.steps.entries()) {
      if (commands.heading !== heading || answer === undefined) continue
      const output = outputs[index] ?? ''
      if (isWriting) written.push([answer, output])
      else expect(output, commands.text).toBe(answer.text)
    }
  })
})

afterAll(() => {
  if (!isWriting) return
  const text = written.reduceRight(
    (result, [{ start, text: before }, now]) => result.slice(0, start) + now + result.slice(start + before.length),
    guide,
  )
  writeFileSync(file, text)
})

function headingsOf({ steps }: Walk): readonly string[] {
  return [...new Set(steps.flatMap(({ commands, answer }) => (answer === undefined ? [] : commands.heading)))]
}
