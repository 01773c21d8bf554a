import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openProgram } from '../docstrings/program.ts'
import { root } from '../run.ts'
import { pageModule } from '../snippets/modules.ts'
import { toPage } from '../snippets/pages.ts'
import { missingIn } from '../snippets/shell.ts'

const pageOf = (...lines: readonly string[]) => toPage('docs/guide/some.md', lines.join('\n'))

/** The type errors on a page. */
function errorsOn(...lines: readonly string[]) {
  const { path, code } = pageModule(pageOf(...lines))
  const program = openProgram(new Map([[path, code]]))
  const errors = program.errorsIn(path)
  program.close()
  return errors
}

describe('a page', () => {
  test('may go on in a block with what the one before it declares, and declare it anew', () => {
    const first = ['```ts', 'export const text = "a"', '```']
    expect(errorsOn(...first, '```ts', 'text.length', '```', '```ts', 'const text = 1', 'text + 1', '```')).toEqual([])
  })

  test('may import the same twice, from our packages and from those of others', () => {
    const block = (...names: readonly string[]) => [
      '```js',
      `import { ${names.join(', ')} } from '@scimkit/core'`,
      "import pg from 'pg'",
      'new pg.Pool()',
      '```',
    ]
    expect(errorsOn(...block('ScimError'), ...block('isScimError', 'ScimError'))).toEqual([])
  })

  test('is told its type errors by line', () => {
    const lines = ['# Page', '', '```ts', 'const a = 1', '', "const b: number = 'b'", 'missing(a)', '```']
    expect(errorsOn(...lines)).toEqual([
      { line: 6, text: "Type 'string' is not assignable to type 'number'." },
      { line: 7, text: "Cannot find name 'missing'." },
    ])
  })

  test('may take for granted what a comment declares', () => {
    const given = ['<!-- snippets: given', 'declare const mine: number', '-->']
    expect(errorsOn(...given, '```ts', 'mine.toFixed()', '```')).toEqual([])
  })

  test('has its code and its shell, but for what it says is not checked', () => {
    const lines = ['```ts', 'a', '```', '```sh', 'pnpm test', '```', '```json', '{}', '```']
    const unchecked = ['<!-- snippets: unchecked, because it is nobody’s -->', '```js', 'b', '```']
    const { code, shell } = pageOf(...lines, ...unchecked)
    expect([...code, ...shell].map((block) => block.lines.join())).toEqual(['a', 'pnpm test'])
  })
})

test('what is typed into a shell is there', () => {
  const typed = [
    'npx -y -p node@24 -p pnpm@11.28.11 pnpm start     # a script',
    'pnpm vitest run packages/core/test/filter',
    'node packages/cli/dist/main.js check',
    'pnpm strat',
    'node apps/reference/dist/min.js',
  ]
  expect(missingIn(pageOf('```sh', ...typed, '```'))).toEqual([
    'docs/guide/some.md:5: strat: no script of package.json',
    'docs/guide/some.md:6: apps/reference/dist/min.js: no such file',
  ])
})

test('a module lies where everything it imports is installed', () => {
  const { folder } = pageModule(pageOf('```ts', "import { Hono } from 'hono'", '```'))
  expect(folder).toBe(join(root, 'packages/fetch'))
})
