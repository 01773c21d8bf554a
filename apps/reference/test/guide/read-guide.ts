/** A fenced block of the guide. */
export interface Block {
  readonly language: string
  readonly text: string
  /** The heading it stands under. */
  readonly heading: string
  /** Where its text begins in the guide. */
  readonly start: number
}

/** Commands, and the answer the guide shows for them, if it shows one. */
export interface Step {
  readonly commands: Block
  readonly answer: Block | undefined
}

/** What is done against one start of the server. */
export interface Walk {
  /** E.g. `['--profile', 'immuta']`. */
  readonly args: readonly string[]
  readonly environment: Readonly<Record<string, string>>
  /** The commands that stand before the first start of the server. */
  readonly setUp: string
  readonly steps: readonly Step[]
}

/** The walks of a guide: each begins with a block that starts the server. */
export function readGuide(guide: string): readonly Walk[] {
  const walks: (Omit<Walk, 'steps'> & { readonly steps: Step[] })[] = []
  let environment: Record<string, string> = {}
  let setUp = ''
  for (const block of readBlocks(guide)) {
    const args = /^pnpm start -- (.*)$/m.exec(block.text)?.[1]
    const steps = walks.at(-1)?.steps
    if (args !== undefined) {
      environment = { ...environment, ...readExports(block.text) }
      walks.push({ args: args.split(' '), environment, setUp, steps: [] })
    } else if (steps === undefined) setUp += block.text
    else if (block.language === 'sh') steps.push({ commands: block, answer: undefined })
    else {
      const step = steps.pop()
      if (step !== undefined) steps.push({ ...step, answer: block })
    }
  }
  return walks
}

function readBlocks(guide: string): readonly Block[] {
  const headings = [...guide.matchAll(/^#+ (.*)$/gm)]
  return [...guide.matchAll(/^```(\w+)\n(.*?)^```$/gms)].map(({ 1: language = '', 2: text = '', index }) => {
    const heading = headings.findLast((each) => each.index < index)?.[1] ?? ''
    return { language, text, heading, start: index + '```\n'.length + language.length }
  })
}

/** `export A=1 B=2`. */
function readExports(text: string): Record<string, string> {
  const words = /^export (.*)$/m.exec(text)?.[1]?.split(' ') ?? []
  return Object.fromEntries(words.map((word) => [word.slice(0, word.indexOf('=')), word.slice(word.indexOf('=') + 1)]))
}
