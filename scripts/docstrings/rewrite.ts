import { expectationOf } from './expectation.ts'
import { parse, type Statement } from './parse.ts'

/** An example as code to run. */
export interface RewrittenExample {
  /** What the example imports by itself. */
  readonly imports: readonly string[]
  /** The rest, in the lines where it was, its comments turned into assertions. */
  readonly code: string
}

/** Makes code of an example: `expression // value` asserts the value, which may also stand in the lines right below. */
export function rewrite(example: string): RewrittenExample {
  const statements = parse(example)
  const imports = statements.filter(({ type }) => type === 'ImportDeclaration')
  return {
    imports: imports.map(({ start, end }) => example.slice(start, end).replaceAll('\n', ' ')),
    // From the last to the first, so that what is still to be rewritten stays where it was.
    code: statements.toReversed().reduce(rewriteStatement, example),
  }
}

const commentBeside = /^[ \t;]*\/\/.*/
const commentBesideOrBelow = /^[ \t;]*(?:\n[ \t]*)?\/\/.*(?:\n[ \t]*\/\/.*)*/

function rewriteStatement(code: string, { type, start, end }: Statement): string {
  const before = code.slice(0, start)
  const statement = code.slice(start, end)
  const after = code.slice(end)
  if (type === 'ImportDeclaration') return before + lineBreaksOf(statement) + after
  if (type !== 'ExpressionStatement') {
    if (commentBeside.test(after)) throw new Error(`The comment says nothing of an expression: ${statement}`)
    return code
  }
  const comment = commentBesideOrBelow.exec(after)?.[0]
  if (comment === undefined) return code
  const value = comment.replaceAll(/^[\s;]*\/\/\s*/gm, '').replaceAll('\n', ' ')
  const assertion = expectationOf(statement.replace(/;$/, ''), value)
  return `${before}${assertion};${lineBreaksOf(comment)}${after.slice(comment.length)}`
}

function lineBreaksOf(text: string): string {
  return text.replaceAll(/[^\n]/g, '')
}
