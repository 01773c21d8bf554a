import type { ViteUserConfig } from 'vitest/config'
import { examplesModule } from './examples-module.ts'

/** Lets a test import the examples of a source file, by its path and this. */
export const examplesQuery = '?examples'

/** Makes tests of the examples in docstrings as they are imported; nothing is written to a file. */
export const docstringExamples: NonNullable<ViteUserConfig['plugins']>[number] = {
  name: 'docstring-examples',
  load: (id: string) => (id.endsWith(examplesQuery) ? examplesModule(id.slice(0, -examplesQuery.length)) : undefined),
}
