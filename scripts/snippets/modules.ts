import { existsSync, globSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { Block } from '../docstrings/blocks.ts'
import { takeImports } from '../docstrings/imports.ts'
import { root } from '../run.ts'
import type { Page } from './pages.ts'

/** Code of a page as a module; each line has the number it has on the page. */
export interface SnippetModule {
  /** Where the module would be, if it were a file. */
  readonly path: string
  /** The folder of that file. */
  readonly folder: string
  readonly code: string
}

/**
 * All blocks of a page as one module. Each stands inside the one before, so that it may use what that one declares, and
 * declare it anew.
 */
export function pageModule(page: Page): SnippetModule {
  const taken = page.code.map((block) => ({ ...block, ...takeImports(block.lines.join('\n')) }))
  const lines = Array.from({ length: page.length }, () => '')
  for (const {
    line,
    lines: { length },
    code,
  } of taken) {
    lines[line] = '{'
    lines.splice(line + 1, length, ...withoutExports(code).split('\n'))
  }
  const imports = taken.flatMap((block) => block.imports)
  const statements = imports.flatMap(({ clauses, source }) => clauses.map((name) => `import ${name} from '${source}'`))
  const first = `export {}; ${[...new Set(statements)].join('; ')};`
  const code = [first + lines[0], ...lines.slice(1), '}'.repeat(taken.length), page.given].join('\n')
  return toModule(page.file, code, sourcesIn(taken))
}

/** A block as a module of its own. */
export function blockModule({ file }: Page, { line, lines }: Block): SnippetModule {
  const code = [...Array.from({ length: line + 1 }, () => ''), ...lines].join('\n')
  return toModule(`${file}.${line}`, `export {};${code}`, sourcesIn([takeImports(lines.join('\n'))]))
}

/** Inside of a block nothing is exported. */
function withoutExports(code: string): string {
  return code.replaceAll(/^export default /gm, 'void ').replaceAll(/^export /gm, '')
}

function sourcesIn(taken: readonly Pick<ReturnType<typeof takeImports>, 'imports'>[]): readonly string[] {
  return taken.flatMap(({ imports }) => imports.map(({ source }) => source))
}

function toModule(name: string, code: string, sources: readonly string[]): SnippetModule {
  const folder = folderFor(sources)
  return {
    folder,
    path: join(folder, `${name.replaceAll('/', '.')}.ts`),
    code: code.replaceAll(/'(@scimkit\/[\w/-]+)'/g, (text, entry) => {
      const source = ours.get(entry)
      return source === undefined ? text : `'./${relative(folder, source)}'`
    }),
  }
}

/** The sources of everything that can be imported from our packages. */
const ours: ReadonlyMap<string, string> = new Map(
  globSync('packages/*/package.json', { cwd: root }).flatMap((file) => {
    const { name, exports = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'))
    // Every entry has this condition, under which the tests take the sources, but for the manifest itself.
    return Object.entries<Readonly<Record<string, string>>>(exports).flatMap(
      ([path, { '@scimkit/source': source }]): [string, string][] =>
        source === undefined ? [] : [[join(name, path), join(root, file, '..', source)]],
    )
  }),
)

/** The first folder in which everything that is imported is installed. */
function folderFor(sources: readonly string[]): string {
  const foreign = sources.filter((source) => !source.startsWith('node:') && !ours.has(source))
  const folders = globSync('{apps,packages}/*', { cwd: root }).sort()
  const folder = folders.find((each) => foreign.every((name) => existsSync(join(root, each, 'node_modules', name))))
  if (folder === undefined) throw new Error(`No folder has all of these: ${foreign.join(', ')}`)
  return join(root, folder)
}
