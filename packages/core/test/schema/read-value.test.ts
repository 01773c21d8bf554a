import { describe, expect, it } from 'vitest'
import type { Attribute } from '../../src/schema/attribute.ts'
import { type Reading, readPartial, readValue } from '../../src/schema/read-value.ts'
import { identityOf } from '../../src/schema/repeats.ts'
import { userResourceType } from '../../src/schema/rfc7643/resource-types.ts'
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

const user = settleResourceType(userResourceType)
const photo = (type: string) => (length: number) => {
  const start = `data:image/${type};base64,`
  return [{ value: start + 'A'.repeat(length - start.length) }]
}
const certificate = (length: number) => {
  const bytes = Buffer.alloc((length / 4) * 3)
  bytes.set([0x30, 0x83])
  bytes.writeUIntBE(bytes.length - 5, 2, 3)
  return [{ value: bytes.toString('base64') }]
}

describe('how long a value may be', () => {
  it.each([
    ['displayName', 65_536, (length: number) => 'é'.repeat(length)],
    ['userName', 65_536, (length: number) => 'a'.repeat(length)],
    ['profileUrl', 65_536, (length: number) => `https://${'a'.repeat(length - 8)}`],
    ['emails', 65_536, (length: number) => [{ value: 'a'.repeat(length) }]],
    ['photos', 1_048_576, photo('png')],
    [
      'photos',
      1_048_576,
      (length: number) => [{ value: photo('PNG')(length)[0]?.value.replace('data', 'DATA') ?? '' }],
    ],
    ['x509Certificates', 1_048_576, certificate],
  ])('%s: %d characters and no more', (name, max, make) => {
    const attribute = user.byName.get(name.toLowerCase())
    if (attribute === undefined) throw new Error(`There is no ${name}`)
    expect(readValue(attribute, make(max), letter)).toEqual(make(max))
    expect(() => readValue(attribute, make(max + 4), letter)).toThrow(
      expect.objectContaining({
        code: 'ATTRIBUTE_TOO_LONG',
        params: expect.objectContaining({ max, actual: max + 4 }),
      }),
    )
  })

  it('counts before anything else is looked at', () => {
    for (const name of ['userName', 'profileUrl', 'active', 'x509Certificates']) {
      const attribute = user.byName.get(name.toLowerCase())
      const long = '\u0000'.repeat(2_000_000)
      const raw = name === 'x509Certificates' ? [{ value: long }] : long
      expect(() => attribute && readValue(attribute, raw, letter)).toThrow(/may have \d+ characters at most/)
    }
  })
})

describe('readValue', () => {
  it.each([
    ['name', null],
    ['name', undefined],
    ['tags', []],
    ['dim', {}],
    ['dim', { w: null }],
    ['parts', [{ display: null }]],
  ])('S7643-2.5-01: %s %j is no value', (name, raw) => {
    expect(readValue(attribute(name), raw, letter)).toBeUndefined()
  })

  it.each([
    ['tags', [null]],
    ['tags', ['a', null]],
    ['parts', [null]],
    ['parts', [{}]],
    ['parts', [{ nope: 1 }]],
    ['parts', [{ $ref: 'Widgets/p' }]],
    ['parts', [{ value: 'p' }, {}]],
    ['parts', [{}, { display: null }]],
  ])('A52: in %s %j an element says nothing', (name, raw) => {
    expect(() => readValue(attribute(name), raw, letter)).toThrow(expect.objectContaining({ code: 'ATTRIBUTE_TYPE' }))
  })

  it('A52: an element that says nothing may be left out, and each is counted', () => {
    let count = 0
    const reading: Reading = { ...letter, unreadableElements: () => (count += 1) }
    expect(readValue(attribute('parts'), [{}, { value: 'p' }, null], reading)).toEqual([{ value: 'p' }])
    expect(count).toBe(2)
    expect(readValue(attribute('parts'), [{}, null], reading)).toBeUndefined()
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
