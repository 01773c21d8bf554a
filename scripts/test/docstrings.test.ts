import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { complaintsIn } from '../docstrings/complaints.ts'
import { docstringsOf } from '../docstrings/docstrings.ts'
import { examplesModule } from '../docstrings/examples-module.ts'
import { openProgram } from '../docstrings/program.ts'
import { lacksOf } from '../docstrings/public-symbols.ts'
import { rewrite } from '../docstrings/rewrite.ts'
import { root } from '../run.ts'

describe('an example asserts', () => {
  test.each([
    ['a value', "kind() // 'word'", "expect(kind()).toEqual('word');"],
    ['a value in the lines below', "kind()\n// ['word',\n//  'end']", "expect(kind()).toEqual(['word', 'end']);\n\n"],
    ['what was awaited', 'await count() // 1', 'expect(await count()).toEqual(1);'],
    ['some members of an object', 'found() // { id: 1, … }', 'expect(found()).toMatchObject({ id: 1 });'],
    ['some members of an inner one', 'a() // { b: { … } }', 'expect(a()).toMatchObject({ b: {  } });'],
    ['a member of any value', 'a() // { at: … }', 'expect(a()).toEqual({ at: expect.anything() });'],
    ['the start of a text', "a() // 'SCIM/2…'", 'expect(a()).toEqual(expect.stringMatching(/^SCIM\\/2.*$/s));'],
    [
      'an error of the catalogue',
      'parse() // throws FILTER_SYNTAX',
      "await expect(async () => parse()).rejects.toMatchObject({ code: 'FILTER_SYNTAX' satisfies $ErrorCode });",
    ],
    [
      'another error',
      "parse() // throws 'No.'",
      "await expect(async () => parse()).rejects.toMatchObject({ message: 'No.' });",
    ],
  ])('%s', (_, example, code) => {
    expect(rewrite(example).code).toBe(code)
  })

  test('nothing where there is no comment', () => {
    const example = 'const a = f()\n\n// What follows changes it.\na.change()\n'
    expect(rewrite(example).code).toBe(example)
  })
})

describe('an example is refused', () => {
  test('when a comment behind an expression is no value', () => {
    expect(() => rewrite('f() // as you see')).toThrow('The comment is no value: as you see')
  })

  test('when a comment with a value is behind something else', () => {
    expect(() => rewrite('const a = f() // 1')).toThrow('The comment says nothing of an expression: const a = f()')
  })

  test('when it is no TypeScript', () => {
    expect(() => rewrite('f(')).toThrow()
  })
})

test('what an example imports goes to the top, and its lines stay', () => {
  const { imports, code } = rewrite("import pg from 'pg'\n\nnew pg.Pool()")
  expect(imports).toEqual(["import pg from 'pg'"])
  expect(code).toBe('\n\nnew pg.Pool()')
})

test('every line of an example has the number it has in the source', () => {
  const file = join(root, 'packages/core/src/filter/lexer.ts')
  const line = readFileSync(file, 'utf8')
    .split('\n')
    .findIndex((text) => text.includes("* lex('title"))
  expect(line).toBeGreaterThan(0)
  expect(examplesModule(file).split('\n')[line]).toContain("expect(lex('title")
})

describe('a docstring is complained about', () => {
  const complaints = (text: string) =>
    complaintsIn({ path: join(root, 'a.ts'), docstrings: docstringsOf(`\n/**\n${text}\n */\nexport function f() {}`) })

  test.each([
    [
      'that throws what is not in the catalogue',
      ' * @throws ScimError `FILTER_SYNTAX`, `FILTER_SYNTACKS`',
      'FILTER_SYNTACKS',
    ],
    ['whose code is in a language that is not run', ' * ```js\n * f()\n * ```', 'js'],
  ])('%s', (_, text, what) => {
    expect(complaints(text)).toEqual([expect.stringMatching(`^a.ts:2: f .*${what}`)])
  })

  test('but not for a code that it only mentions', () => {
    expect(complaints(' * Unlike `PREFER_HEADER`.\n * @throws ScimError `FILTER_SYNTAX`\n * @returns `NONE`')).toEqual(
      [],
    )
  })
})

describe('in the program of all examples', () => {
  const path = join(root, 'packages/core/src/some.examples.ts')
  const open = (code: string) => {
    const program = openProgram(new Map([[path, code]]))
    const { checker, program: files } = program.project
    const file = files.getSourceFile(path)
    const module = file && checker.getSymbolAtLocation(file)
    const symbols = module === undefined ? [] : checker.getExportsOfModule(module)
    const found = { typeErrors: program.typeErrors(), lacks: symbols.flatMap((symbol) => lacksOf(symbol, checker)) }
    program.close()
    return found
  }

  test('a type error is told with its place in the source', () => {
    const { typeErrors } = open('export {}\nconst text: string = 1\n')
    expect(typeErrors).toEqual(["packages/core/src/some.ts:2: Type 'number' is not assignable to type 'string'."])
  })

  test('a symbol without a docstring or an example is told', () => {
    const example = '@example\n * ```ts\n * f()\n * ```'
    const { lacks } = open(
      [
        '/** Does. */\nexport function silent() {}',
        'export type Bare = string',
        `/**\n * Does.\n *\n * ${example}\n */\nexport function good() {}`,
        `/**\n * Does.\n *\n * @throws ScimError now and then\n * ${example}\n */\nexport function vague() {}`,
      ].join('\n\n'),
    )
    expect(lacks.toSorted()).toEqual([
      expect.stringContaining('Bare has no docstring'),
      expect.stringContaining('silent is a value without an @example'),
      expect.stringContaining('vague throws ScimErrors without naming their codes'),
    ])
  })
})
