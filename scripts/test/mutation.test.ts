import { expect, test } from 'vitest'
import { run } from '../run.ts'

const dryRun = `
  const { strykerPlugins: [{ factory }] } = await import('./scripts/mutation/in-process-runner.ts')
  const { tests } = await factory().dryRun()
  const failed = tests.filter(({ failureMessage }) => failureMessage !== undefined)
  console.log(JSON.stringify({ isAny: tests.length > 0, failed: failed.map(({ id }) => id) }))
`

test('without a mutant every test of the engines passes in the runner of the mutation tests', async () => {
  const how = ['--conditions=@scimkit/source', '--disable-warning=ExperimentalWarning', '--input-type=module']
  const { output } = await run(['node', ...how, '--eval', dryRun])
  expect(output.trim()).toBe(JSON.stringify({ isAny: true, failed: [] }))
}, 120_000)
