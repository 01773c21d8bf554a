import { expect, it } from 'vitest'
import { comparedIn } from '../../src/filter/compared-in.ts'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveFilter } from '../../src/filter/resolve.ts'
import { widget } from './harness.ts'

it.each([
  ['name eq "x"', ['name']],
  ['name ne "x"', ['name']],
  ['name pr', []],
  ['name eq null', []],
  ['name eq "x" and code sw "y"', ['name', 'code']],
  ['name eq "x" or code pr or count gt 1', ['name', 'count']],
  ['not (name eq "x" or parts[type eq "a" and value pr])', ['name', 'parts.type']],
  ['meta.location eq "https://elsewhere.example"', []],
])('the attributes a filter compares: %s', (filter, paths) => {
  expect(comparedIn(resolveFilter(parseFilter(filter), widget)).map(({ path }) => path)).toEqual(paths)
})
