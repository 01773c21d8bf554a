import { expectationOf } from './expectation.ts'
import { lineBreaksOf, takeImports } from './imports.ts'
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
  const { imports, code } = takeImports(example)
  return {
    imports: imports.map(({ text }) => text),
    // From the last to the first, so that what is still to be rewritten stays where it was.
    code: parse(code).toReversed().reduce(rewriteStatement, code),
  }
}

const commentBeside = /^[ \t;]*\/\/.*/
const commentBesideOrBelow = /^[ \t;]*(?:\n[ \t]*)?\/\/.*(?:\n[ \t]*\/\/.*)*/

function rewriteStatement(code: string, { type, start, end }: Statement): string {
  const before = code.slice(0, start)
  const statement = code.slice(start, end)
  const after = code.slice(end)
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
