import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Ring } from '../src/ring.ts'

test('a ring has the newest items, as many as it may', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), fc.array(fc.nat()), (limit, items) => {
      const ring = new Ring<number>(limit)
      for (const item of items) ring.push(item)
      expect([...ring.newestFirst()]).toEqual(items.slice(-limit).reverse())
      expect(ring.pushed).toBe(items.length)
    }),
  )
})
