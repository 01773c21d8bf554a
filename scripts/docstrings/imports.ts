import { parse } from './parse.ts'

/** A statement that imports. */
export interface Import {
  /** The statement on one line. */
  readonly text: string
  /** What it imports from. */
  readonly source: string
  /** Each name as a statement of its own would import it. */
  readonly clauses: readonly string[]
}

/** Takes the imports out of some code. The rest stays in the lines where it was. */
export function takeImports(code: string): { readonly imports: readonly Import[]; readonly code: string } {
  const statements = parse(code).filter((statement) => statement.type === 'ImportDeclaration')
  const imports = statements.map(({ start, end, source, specifiers }) => ({
    text: code.slice(start, end).replaceAll('\n', ' '),
    source: source.value,
    clauses: specifiers.map((each) => clauseOf(each.type, code.slice(each.start, each.end))),
  }))
  // From the last to the first, so that what is still to be taken stays where it was.
  const rest = statements.reduceRight(
    (text, { start, end }) => text.slice(0, start) + lineBreaksOf(text.slice(start, end)) + text.slice(end),
    code,
  )
  return { imports, code: rest }
}

function clauseOf(type: string, text: string): string {
  return type === 'ImportSpecifier' ? `{ ${text} }` : text
}

/** What of a text keeps the lines below it where they are. */
export function lineBreaksOf(text: string): string {
  return text.replaceAll(/[^\n]/g, '')
}
