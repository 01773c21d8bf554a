import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { JsonTestResults } from 'vitest/node'
import { run } from '../run.ts'
import type { Outcome } from './run-gate.ts'

/** Runs every test and counts them from Vitest's own report. */
export async function runTests(): Promise<Outcome> {
  const started = performance.now()
  const folder = await mkdtemp(join(tmpdir(), 'scimkit-tests-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  const { ok } = await run(['vitest', 'run', ...reporters], { live: true })
  const { passed, failed } = await readFile(report, 'utf8').then(count, () => ({ passed: 0, failed: 0 }))
  await rm(folder, { recursive: true })
  // A run can fail without a failing test: an unhandled rejection, or no report at all.
  const failures = ok ? failed : Math.max(failed, 1)
  return { name: 'tests', passed, failed: failures, seconds: (performance.now() - started) / 1000 }
}

function count(text: string): { passed: number; failed: number } {
  // Vitest wrote this file a moment ago, in the shape of this type.
  const report = JSON.parse(text) as JsonTestResults
  // A file that does not load, or whose hook throws, fails without one of its tests failing.
  const brokenFiles = report.testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  )
  return { passed: report.numPassedTests, failed: report.numFailedTests + brokenFiles.length }
}
