import { expect, test } from 'vitest'
import { run } from '../run.ts'

test('a gate that there is not is no gate that holds', async () => {
  const { ok, output } = await run(['node', 'scripts/test.ts', '--only', 'sizes', '--only', 'test'])
  expect(ok).toBe(false)
  expect(output).toContain('--only test: there is no such gate')
})
