import { expect, vi } from 'vitest'

/** A test of a file that was imported. */
export interface CollectedTest {
  readonly id: string
  readonly file: string
  readonly run: () => unknown
}

type Run = (...row: unknown[]) => unknown

const tests: CollectedTest[] = []
/** What is to be done after each test of a file. */
const ends = new Map<string, () => unknown>()
const names: string[] = []
let file = ''

/** Imports test files, whose tests are those that are returned. */
export async function collectTests(files: Iterable<string>): Promise<readonly CollectedTest[]> {
  for (const each of files) {
    file = each
    await import(new URL(`../../${each}`, import.meta.url).href)
  }
  return tests
}

// What stands for Vitest in a test file: its `expect` and `vi`, and of the rest what the tests of the engines use.
export { expect, vi }

export function afterEach(end: () => unknown): void {
  ends.set(file, end)
}

export function describe(name: string, define: () => void): void {
  names.push(name)
  define()
  names.pop()
}

describe.each =
  (rows: readonly unknown[]) =>
  (name: string, define: Run): void => {
    for (const row of rows) describe(name, () => void given(define, row))
  }

export function it(name: string, run: Run): void {
  add(name, () => run())
}

it.each =
  (rows: readonly unknown[]) =>
  (name: string, run: Run): void => {
    for (const row of rows) add(name, () => given(run, row))
  }

/** A row that is a list is given as arguments. */
function given(run: Run, row: unknown): unknown {
  return Array.isArray(row) ? run(...row) : run(row)
}

function add(name: string, run: () => unknown): void {
  const title = [...names, name].join(' > ')
  const own = file
  const runAndEnd = async (): Promise<void> => {
    try {
      await run()
    } finally {
      await ends.get(own)?.()
    }
  }
  tests.push({ id: `${file}#${tests.length} ${title}`, file, run: runAndEnd })
}
