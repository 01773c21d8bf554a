// Small files are a promise of this code base: this prints how large they are, and fails on one that is too long.
import { globSync, readFileSync } from 'node:fs'
import { basename, join, relative } from 'node:path'
import { root } from './run.ts'

const limit = 250

/** Data may be long: the RFC's schemas, its requirements and the tables of errors and findings. */
const isData = (path: string) =>
  path.includes('/rfc7643/') || path.includes('/requirements/rows/') || /\.(errors|findings)\.ts$/.test(path)

interface Size {
  readonly path: string
  readonly lines: number
}

/** Lines that are neither blank nor comment. */
function codeLines(text: string): number {
  return text.split('\n').filter((line) => !/^\s*($|\/\/|\/\*|\*( |\/|$))/.test(line)).length
}

function measure(folder: string): Size[] {
  return globSync('src/**/*.ts', { cwd: folder })
    .map((file) => join(folder, file))
    .map((path) => ({ path: relative(root, path), lines: codeLines(readFileSync(path, 'utf8')) }))
    .sort((left, right) => left.lines - right.lines)
}

/** The size below which the given share of the files lies. */
const quantile = (sizes: readonly Size[], share: number) => sizes[Math.ceil(sizes.length * share) - 1]?.lines ?? 0

const packages = globSync('{packages,apps}/*', { cwd: root })
  .sort()
  .map((folder) => ({ name: basename(folder), sizes: measure(join(root, folder)) }))
  .filter(({ sizes }) => sizes.length > 0)

console.table(
  packages.map(({ name, sizes }) => ({
    package: name,
    files: sizes.length,
    median: quantile(sizes, 0.5),
    p90: quantile(sizes, 0.9),
    max: quantile(sizes, 1),
  })),
)

const tooLong = packages.flatMap(({ sizes }) => sizes).filter(({ path, lines }) => lines > limit && !isData(path))
for (const { path, lines } of tooLong) console.error(`${path} has ${lines} code lines, more than ${limit}: split it.`)
process.exitCode = tooLong.length === 0 ? 0 : 1
