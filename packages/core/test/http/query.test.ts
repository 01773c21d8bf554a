import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromParameters } from '../../src/http/list-query.ts'
import { parseQuery } from '../../src/http/query.ts'

describe('parseQuery', () => {
  it('S7644-1.2-01: reads back any value that was encoded, once', () => {
    void fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (value) => {
        expect(parseQuery(`x=1&filter=${encodeURIComponent(value)}&`)).toEqual({ filter: value })
      }),
    )
  })

  it.each([
    ['filter=a+b%2B', { filter: 'a b+' }],
    ['filter=a=b', { filter: 'a=b' }],
    ['filter', { filter: '' }],
    ['Filter=a', {}],
    ['__proto__=a&count=1', { count: '1' }],
    ['', {}],
  ])('reads %j', (query, parameters) => {
    expect(parseQuery(query)).toEqual(parameters)
  })

  it('decodes nothing it does not need', () => {
    expect(parseQuery('other=%zz')).toEqual({})
    expect(() => parseQuery('filter=%zz')).toThrow('percent-encoded')
    expect(() => parseQuery('filter=%ff')).toThrow('percent-encoded')
  })
})

describe('fromParameters', () => {
  it('S7644-3.4.2.4-01, S7644-3.4.2.4-03: counts from 1 and never below 0, whatever integer comes', () => {
    void fc.assert(
      fc.property(fc.integer(), fc.integer(), (startIndex, count) => {
        const parameters = { startIndex: String(startIndex), count: String(count) }
        const { paging } = fromParameters(parameters, { isSorting: true, attributesWin: undefined })
        expect(paging).toEqual({ kind: 'index', startIndex: Math.max(1, startIndex), count: Math.max(0, count) })
      }),
    )
  })
})
