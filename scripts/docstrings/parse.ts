import { parseAst } from 'vitest/node'

export type Statement = ReturnType<typeof parseAst>['body'][number]

/** The statements of some TypeScript. A mistake in the syntax throws. */
export function parse(code: string): readonly Statement[] {
  return parseAst(code, { lang: 'ts', sourceType: 'module' }).body
}
