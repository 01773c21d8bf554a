import { matchesGlob } from 'node:path'
import { defineConfig, type ViteUserConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * How Vitest runs the tests of an engine for each of its mutants: as fast as can be, because there are a thousand.
 *
 * @param include the test files, in the order in which they run
 */
export function mutationTests(include: readonly string[]): ViteUserConfig {
  class InOrder extends BaseSequencer {
    override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
      const place = ({ moduleId }: TestSpecification) =>
        include.findIndex((glob) => matchesGlob(moduleId, `**/${glob}`))
      return files.toSorted((left, right) => place(left) - place(right))
    }
  }
  return defineConfig({
    test: {
      include: [...include],
      setupFiles: ['scripts/mutation/setup.ts'],
      sequence: { sequencer: InOrder },
      environment: 'node',
      // Each mutant has a worker of its own anyway, in which the files may share what they import, and Node imports faster.
      isolate: false,
      experimental: { viteModuleRunner: false },
      // A busy machine must not pass for a killed mutant; Stryker has its own patience for what never ends.
      testTimeout: 60_000,
    },
  })
}
