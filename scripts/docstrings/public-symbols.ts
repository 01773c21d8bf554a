import { relative } from 'node:path'
import { type Checker, type Project, type Symbol as PublicSymbol, SymbolFlags } from 'typescript/unstable/sync'
import { root } from '../run.ts'
import { entryPoints } from './names.ts'

/** Every symbol that can be imported from a published package, once. */
export function publicSymbols({ program, checker }: Project): readonly PublicSymbol[] {
  const symbols = entryPoints.flatMap((path) => {
    const file = program.getSourceFile(path)
    const module = file && checker.getSymbolAtLocation(file)
    if (module === undefined) throw new Error(`${relative(root, path)} is no module.`)
    return checker.getExportsOfModule(module)
  })
  return [...new Set(symbols.map((symbol) => targetOf(symbol, checker)))]
}

function targetOf(symbol: PublicSymbol, checker: Checker): PublicSymbol {
  return symbol.flags & SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol
}

/** What the docstring of a public symbol lacks. */
export function lacksOf(symbol: PublicSymbol, checker: Checker): readonly string[] {
  const tags = symbol.getJsDocTags(checker)
  const isValue = (symbol.flags & SymbolFlags.Value) !== 0
  const hasExample = tags.some(({ name, text = '' }) => name === 'example' && text.includes('```ts\n'))
  const hasCodes = tags.every(({ name, text = '' }) => name !== 'throws' || !/^ScimError\b(?!.*`[A-Z])/s.test(text))
  const rules = [
    [symbol.getDocumentationComment(checker) !== '', 'has no docstring'],
    [!isValue || hasExample, 'is a value without an @example in ```ts'],
    [hasCodes, 'throws ScimErrors without naming their codes'],
  ] as const
  const place = `${relative(root, symbol.declarations[0]?.path ?? '')}: ${symbol.name}`
  return rules.filter(([holds]) => !holds).map(([, lack]) => `${place} ${lack}`)
}
