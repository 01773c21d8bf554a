import { describe, expect, it } from 'vitest'
import type { Attribute } from '../../src/schema/attribute.ts'
import { identityOf, type Reading, readPartial, readValue } from '../../src/schema/read-value.ts'
import { settleResourceType } from '../../src/schema/settle.ts'
import { widgetDefinition } from '../fixtures/widget.ts'

const widget = settleResourceType(widgetDefinition)
const unknown: string[] = []
const letter: Reading = { coerce: (_, value) => value, unknown: (path) => unknown.push(path) }

function attribute(name: string): Attribute {
  const found = widget.byName.get(name)
  if (found === undefined) throw new Error(`There is no ${name}`)
  return found
}

describe('readValue', () => {
  it.each([
    ['name', null],
    ['name', undefined],
    ['tags', []],
    ['tags', [null]],
    ['dim', {}],
    ['dim', { w: null }],
    ['parts', [{}, { display: null }]],
  ])('S7643-2.5-01: %s %j is no value', (name, raw) => {
    expect(readValue(attribute(name), raw, letter)).toBeUndefined()
  })

  it('spells names as the schema does, and leaves out what is computed', () => {
    const raw = [{ VALUE: 'p', $ref: 'Widgets/p', Qty: 2 }]
    expect(readValue(attribute('parts'), raw, letter)).toEqual([{ value: 'p', qty: 2 }])
  })

  it('tells the full path of a name the schema does not know', () => {
    unknown.length = 0
    readValue(attribute('dim'), { w: 1, Nope: 2 }, letter)
    expect(unknown).toEqual(['dim.Nope'])
  })

  it('shows a value to coerce before it is checked: whole, then each element, then what is in it', () => {
    const seen: string[] = []
    const coerce: Reading['coerce'] = ({ path }, value, place) => {
      seen.push(`${path} ${place}`)
      return value
    }
    readValue(attribute('parts'), [{ value: 'p' }], { ...letter, coerce })
    expect(seen).toEqual(['parts value', 'parts element', 'parts.value value'])
  })

  it('never names the value in an error: it may be secret', () => {
    expect(() => readValue(attribute('secret'), ['hunter2'], letter)).toThrow(
      '"secret" must be a string, but it is an array.',
    )
    expect(() => readValue(attribute('count'), 'hunter2', letter)).not.toThrow('hunter2')
  })
})

describe('readPartial', () => {
  it('keeps nulls, because they unassign', () => {
    expect(readPartial(attribute('dim'), { w: null, H: 2, unit: undefined }, letter)).toEqual({
      w: null,
      h: 2,
      unit: null,
    })
  })
})

describe('identityOf', () => {
  it('is that of type and value, else that of the whole, whatever the order', () => {
    expect(identityOf({ value: 'a', type: 'x', display: '1' })).toBe(identityOf({ type: 'x', value: 'a' }))
    expect(identityOf({ value: 'a' })).not.toBe(identityOf({ value: 'a', type: 'x' }))
    expect(identityOf({ w: 1, h: 2 })).toBe(identityOf({ h: 2, w: 1 }))
    expect(identityOf('a')).toBe('a')
  })
})
