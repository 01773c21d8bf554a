import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.ts'
import { blocksOf } from './blocks.ts'
import { type Docstring, docstringsOf } from './docstrings.ts'

/** A source file of a package. */
export interface DocumentedFile {
  readonly path: string
  readonly docstrings: readonly Docstring[]
}

/** Every source file of every package. */
export function documentedFiles(): readonly DocumentedFile[] {
  return globSync('packages/*/src/**/*.ts', { cwd: root })
    .sort()
    .map((file) => join(root, file))
    .map((path) => ({ path, docstrings: docstringsOf(readFileSync(path, 'utf8')) }))
}

/** The source files that have examples. */
export function filesWithExamples(): readonly string[] {
  return documentedFiles()
    .filter(({ docstrings }) => docstrings.flatMap(blocksOf).some(({ language }) => language === 'ts'))
    .map(({ path }) => path)
}
