import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Block, blocksOf } from '../docstrings/blocks.ts'
import { root } from '../run.ts'

/** A page of the documentation, and the blocks on it. */
export interface Page {
  /** Below the root. */
  readonly file: string
  /** How many lines it has. */
  readonly length: number
  /** What is type-checked: `ts` and `js`. */
  readonly code: readonly Block[]
  /** What is typed into a shell. */
  readonly shell: readonly Block[]
  /** Declarations of what is the reader's own, in comments that the page does not show. */
  readonly given: string
}

/** Every page a developer copies from. */
export function pages(): readonly Page[] {
  return globSync(['README.md', 'packages/*/README.md', 'docs/guide/*.md'], { cwd: root })
    .sort()
    .map((file) => toPage(file, readFileSync(join(root, file), 'utf8')))
}

const given = /<!-- snippets: given\n(.*?)-->/gs
const unchecked = /^<!-- snippets: unchecked, because /

/** The page that a text is. */
export function toPage(file: string, text: string): Page {
  const lines = text.split('\n')
  const blocks = blocksOf({ line: 0, lines, name: file })
  const checked = blocks.filter(({ line }) => !unchecked.test(lines[line - 1] ?? ''))
  const of = (...languages: readonly string[]) => checked.filter(({ language }) => languages.includes(language))
  return {
    file,
    length: lines.length,
    code: of('ts', 'js'),
    shell: of('sh', 'bash'),
    given: [...text.matchAll(given)].map(([, code]) => code).join('\n'),
  }
}
