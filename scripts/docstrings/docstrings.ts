/** A docstring of a source file. */
export interface Docstring {
  /** Where it begins, from 0. */
  readonly line: number
  /** Its lines, without the stars. */
  readonly lines: readonly string[]
  /** What it is about. */
  readonly name: string
}

const comment = /\/\*\*.*?\*\//gs
const declaredName =
  /^(?:\s|export\b|declare\b|abstract\b|async\b|static\b|readonly\b|get\b|const\b|function\b|class\b|interface\b|type\b)*([\w$]+)/

/** Every docstring of a source file. */
export function docstringsOf(source: string): readonly Docstring[] {
  return [...source.matchAll(comment)].map(({ 0: text, index }) => ({
    line: source.slice(0, index).split('\n').length - 1,
    lines: text.split('\n').map((line) => line.replace(/^\s*\/?\*+\/? ?/, '')),
    name: declaredName.exec(source.slice(index + text.length))?.[1] ?? 'the file',
  }))
}
