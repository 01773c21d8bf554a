import { relative } from 'node:path'
import { createVitest, type TestCase, type TestSuite } from 'vitest/node'
import { root } from '../run.ts'
import type { NamedTest } from './citation.ts'

/**
 * Every test of the repository as Vitest itself registers it: an id in a comment, in a test that is skipped or in a
 * loop over nothing is not among them.
 */
export async function collectTests(): Promise<readonly NamedTest[]> {
  const vitest = await createVitest('test', { root, watch: false, isolate: false, reporters: [] })
  try {
    const { testModules, unhandledErrors } = await vitest.collect([], { staticParse: false })
    const errors = [...unhandledErrors, ...testModules.flatMap((module) => module.errors())]
    if (errors.length > 0) throw new AggregateError(errors, 'Some tests cannot be collected')
    return testModules
      .flatMap((module) => [...module.children.allTests()])
      .filter((test) => test.options.mode === 'run')
      .map((test) => ({ file: relative(root, test.module.moduleId), names: namesOf(test) }))
  } finally {
    await vitest.close()
  }
}

function namesOf(task: TestCase | TestSuite): readonly string[] {
  const { parent } = task
  return parent.type === 'module' ? [task.name] : [...namesOf(parent), task.name]
}
