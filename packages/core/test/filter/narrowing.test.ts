import { expect, it } from 'vitest'
import type { Filter, ResolvedFilter } from '../../src/filter/ast.ts'
import { parseFilter } from '../../src/filter/parser.ts'
import { resolveFilter } from '../../src/filter/resolve.ts'
import { widget } from './harness.ts'

// That these compile is the test: each node is told from the others by `if` alone.
function pathsIn(filter: Filter): readonly string[] {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.operands.flatMap(pathsIn)
  if (filter.kind === 'not') return pathsIn(filter.operand)
  return [filter.path]
}

function attributesIn(filter: ResolvedFilter): readonly string[] {
  if (filter.kind === 'and' || filter.kind === 'or') return filter.operands.flatMap(attributesIn)
  if (filter.kind === 'not') return attributesIn(filter.operand)
  if (filter.kind === 'never') return []
  return [filter.attribute.path]
}

it('a filter is walked with `if`, as parsed and as resolved', () => {
  const filter = parseFilter('NAME eq "a" and (count pr or not (parts[sn eq "x"]))')
  expect(pathsIn(filter)).toEqual(['NAME', 'count', 'parts'])
  expect(attributesIn(resolveFilter(filter, widget))).toEqual(['name', 'count', 'parts'])
})
