import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { describeError } from '../../src/errors/catalogue.ts'
import { isScimError } from '../../src/errors/scim-error.ts'
import { parseFilter, parsePath } from '../../src/filter/parser.ts'
import { printFilter, printPath } from '../../src/filter/print.ts'
import { filters, nearlyFilters, patchPaths } from './arbitraries.ts'

const limits = { length: 1_000_000, depth: 1000, terms: 100_000 }

describe('what is printed', () => {
  it('is read back as the same filter', () => {
    fc.assert(
      fc.property(filters, (filter) => {
        expect(parseFilter(printFilter(filter), { limits })).toEqual(filter)
      }),
      { numRuns: 1000 },
    )
  })

  it('is read back as the same path', () => {
    fc.assert(
      fc.property(patchPaths, (path) => {
        expect(parsePath(printPath(path), { limits })).toEqual(path)
      }),
    )
  })

  it.each([
    ['a EQ 1 AND (b pr)', 'a eq 1 and b pr'],
    ['a pr or (b pr and c pr)', 'a pr or b pr and c pr'],
    ['(a pr or b pr) and c pr', '(a pr or b pr) and c pr'],
    ['(a pr and b pr) and c pr', '(a pr and b pr) and c pr'],
    ['a pr or (b pr or c pr)', 'a pr or (b pr or c pr)'],
    ['not((not (a pr)))', 'not (not (a pr))'],
    ['a[ b eq "x\\u0041" ]', 'a[b eq "xA"]'],
  ])('is canonical: %s', (text, canonical) => {
    expect(printFilter(parseFilter(text))).toBe(canonical)
  })

  it.each(['userName', 'name.givenName', 'emails[type eq "work"]', 'emails[type eq "work"].value'])(
    'is the path itself: %s',
    (path) => {
      expect(printPath(parsePath(path))).toBe(path)
    },
  )
})

describe('any text', () => {
  const anyText = fc.oneof(fc.string({ unit: 'binary', maxLength: 60 }), fc.string(), nearlyFilters)

  it('is a filter or refused as one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(['read', 'invalidFilter']).toContain(outcome(() => parseFilter(text)))
      }),
      { numRuns: 2000 },
    )
  })

  it('is a path or refused as one', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(['read', 'invalidFilter', 'invalidPath']).toContain(outcome(() => parsePath(text)))
      }),
      { numRuns: 2000 },
    )
  })
})

function outcome(read: () => unknown): string | undefined {
  try {
    read()
    return 'read'
  } catch (error) {
    return isScimError(error) ? describeError(error.code).scimType : 'another error'
  }
}
