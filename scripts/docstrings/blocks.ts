import type { Docstring } from './docstrings.ts'

/** A fenced block of a docstring. */
export interface Block {
  /** What the fence says, e.g. `ts`; empty when it says nothing. */
  readonly language: string
  /** The line of the opening fence, from 0. */
  readonly line: number
  /** What stands between the fences. */
  readonly lines: readonly string[]
  /** What the docstring is about. */
  readonly name: string
}

/** Every fenced block of a docstring, whatever its language. */
export function blocksOf({ line, lines, name }: Docstring): readonly Block[] {
  const fences = lines.flatMap((text, index) => (/^\s*```/.test(text) ? [index] : []))
  return fences.flatMap((open, index) => {
    if (index % 2 === 1) return []
    // An unclosed block goes on to the end, which no example survives.
    const content = lines.slice(open + 1, fences[index + 1])
    return [{ language: lines[open]?.trim().slice(3) ?? '', line: line + open, lines: content, name }]
  })
}
