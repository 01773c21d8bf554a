import { describe, expect, TestRunner, test } from 'vitest'

/**
 * The test of an example that declares tests, as the suites for stores and adapters do: it is called while tests are
 * collected, and what it has declared is taken away again. The suites themselves run in the tests of the packages.
 */
export function declaring(title: string, example: () => void): void {
  describe(title, () => {
    example()
    const declared = TestRunner.getCurrentSuite().tasks.splice(0)
    test('declares tests', () => expect(declared).not.toEqual([]))
  })
}
