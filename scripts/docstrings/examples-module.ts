import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { root } from '../run.ts'
import { type Block, blocksOf } from './blocks.ts'
import { docstringsOf } from './docstrings.ts'
import { fixtures, namesFor, scenery } from './names.ts'
import { type RewrittenExample, rewrite } from './rewrite.ts'

const catalogue = join(root, 'packages/core/src/errors/catalogue.ts')
const suites = join(root, 'scripts/docstrings/suites.ts')

/**
 * The tests that the examples of a source file are: one for each ```` ```ts ```` block. Each line of an example has the
 * number it has in the source file, so that a failure points at the docstring.
 */
export function examplesModule(file: string): string {
  const source = readFileSync(file, 'utf8')
  const examples = docstringsOf(source)
    .flatMap(blocksOf)
    .filter(({ language }) => language === 'ts')
    .map((block) => ({ block, ...rewrittenOf(block) }))
  const from = (path: string) => (path.startsWith('/') ? pathBetween(file, path) : path)
  const names = namesFor(file)
  const explicit = [...new Set(examples.flatMap(({ imports }) => imports))]
  const imported = new Set(namesIn(explicit.join()))
  const used = new Set(examples.flatMap(({ code }) => namesIn(code)))
  const implicit = [...names]
    .filter(([name]) => used.has(name) && !imported.has(name))
    .map(([name, path]) => `import { ${name} } from '${from(path)}'`)
  const lines = source.split('\n').map(() => '')
  lines[0] = [
    `import { example as $example } from '${from(scenery)}'`,
    `import type { ErrorCode as $ErrorCode } from '${from(catalogue)}'`,
    `import { declaring as $declaring } from '${from(suites)}'`,
    ...implicit,
    ...explicit,
  ].join('; ')
  for (const { block, code } of examples) place(lines, block, code)
  return lines.join('\n')
}

function rewrittenOf({ lines }: Block): RewrittenExample {
  try {
    return rewrite(lines.join('\n'))
  } catch (error) {
    // The example fails, and the others of the file do not.
    return { imports: [], code: `throw new Error(${JSON.stringify(String(error))})${'\n'.repeat(lines.length - 1)}` }
  }
}

/** Milliseconds: PGlite takes its time to start on a busy machine. */
const patience = 120_000

const declaresTests = /^(?:describe[A-Z]\w*|verifies)\(/m

function place(lines: string[], { line, name, lines: { length } }: Block, code: string): void {
  const declares = declaresTests.test(code)
  const title = JSON.stringify(`${name}, line ${line + 1}`)
  const given = fixtures.filter((fixture) => namesIn(code).includes(fixture) && !code.includes(`const ${fixture} =`))
  // A block of its own, so that an example may declare what the scenery has too.
  lines[line] = declares
    ? `$declaring(${title}, () => { {`
    : `$example(${title}, async ({ ${given.join(', ')} }) => { {`
  lines.splice(line + 1, length, ...code.split('\n'))
  lines[line + 1 + length] = declares ? '} })' : `} }, ${patience})`
}

function namesIn(code: string): readonly string[] {
  return code.match(/(?<![\w$]|(?<!\.\.)\.)[A-Za-z_$][\w$]*/g) ?? []
}

function pathBetween(file: string, other: string): string {
  const path = relative(dirname(file), other)
  return path.startsWith('.') ? path : `./${path}`
}
