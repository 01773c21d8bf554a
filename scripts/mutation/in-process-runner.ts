import { globSync } from 'node:fs'
import { registerHooks } from 'node:module'
import {
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner'
import fc from 'fast-check'
import { type CollectedTest, collectTests } from './collected-tests.ts'

// Those that own the two engines. Examples come first: a mutant is done with at the first test that fails, and
// properties take the longest to find what an example finds. The laws of PATCH take longer than all of these together.
const files = [
  'packages/core/test/filter/{parse,resolve,compile}-*.test.ts',
  'packages/core/test/filter/*.test.ts',
  'packages/core/test/patch/*.test.ts',
  'packages/memory/test/protocol/patch-*.test.ts',
]

/** What Stryker's instrumented code reads and writes. */
interface Instrumented {
  activeMutant?: string | undefined
  currentTestId?: string | undefined
  hitCount?: number | undefined
  hitLimit?: number | undefined
  mutantCoverage?: NonNullable<Extract<DryRunResult, { status: DryRunStatus.Complete }>['mutantCoverage']>
}

const instrumented: Instrumented = {}
Object.assign(globalThis, { __stryker__: instrumented })

/**
 * Runs the tests within Stryker's own process: all mutants are in the code at once and one is switched on, so nothing
 * is imported again. Vitest would start a worker for each of two thousand mutants, which takes ten times as long as
 * the tests do. Only what is evaluated at import needs a process of its own, which Stryker starts.
 */
class InProcessRunner implements TestRunner {
  #tests: readonly CollectedTest[] | undefined

  capabilities() {
    return { reloadEnvironment: false }
  }

  async dryRun(): Promise<DryRunResult> {
    const tests: TestResult[] = []
    for (const test of await this.#load()) {
      instrumented.currentTestId = test.id
      const start = performance.now()
      const failure = await failureOf(test)
      const result = { id: test.id, name: test.id, fileName: test.file, timeSpentMs: performance.now() - start }
      if (failure === undefined) tests.push({ ...result, status: TestStatus.Success })
      else tests.push({ ...result, status: TestStatus.Failed, failureMessage: failure })
    }
    instrumented.currentTestId = undefined
    const { mutantCoverage } = instrumented
    return { status: DryRunStatus.Complete, tests, ...(mutantCoverage && { mutantCoverage }) }
  }

  async mutantRun({
    activeMutant,
    testFilter,
    hitLimit,
    mutantActivation,
  }: MutantRunOptions): Promise<MutantRunResult> {
    if (mutantActivation === 'runtime') await this.#load()
    Object.assign(instrumented, { activeMutant: activeMutant.id, hitCount: 0, hitLimit })
    const chosen = testFilter && new Set(testFilter)
    let nrOfTests = 0
    for (const test of await this.#load()) {
      if (chosen?.has(test.id) === false) continue
      nrOfTests += 1
      const failureMessage = await failureOf(test)
      const { hitCount = 0 } = instrumented
      if (hitLimit !== undefined && hitCount > hitLimit) return { status: MutantRunStatus.Timeout }
      if (failureMessage === undefined) continue
      if (mutantActivation === 'runtime') await checkUnspoilt(test)
      return { status: MutantRunStatus.Killed, killedBy: [test.id], failureMessage, nrOfTests }
    }
    return { status: MutantRunStatus.Survived, nrOfTests }
  }

  async #load(): Promise<readonly CollectedTest[]> {
    this.#tests ??= await collectTests(new Set(files.flatMap((pattern) => globSync(pattern).sort())))
    return this.#tests
  }
}

/** A mutant that leaves something behind would kill those after it: then Stryker starts a new process. */
async function checkUnspoilt(test: CollectedTest): Promise<void> {
  instrumented.activeMutant = undefined
  if ((await failureOf(test)) !== undefined) throw new Error(`Fails without a mutant as well: ${test.id}`)
}

async function failureOf(test: CollectedTest): Promise<string | undefined> {
  try {
    await test.run()
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

// A mutant is killed by the first counterexample: the same one each time, and not made smaller.
fc.configureGlobal({ seed: 20_260_131, endOnFailure: true })

const collected = new URL('./collected-tests.ts', import.meta.url).href
registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'vitest' && context.parentURL !== collected
      ? { url: collected, shortCircuit: true }
      : next(specifier, context),
})

export const strykerPlugins = [{ kind: 'TestRunner', name: 'in-process', factory: () => new InProcessRunner() }]
