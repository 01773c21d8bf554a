import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../run.ts'
import { parse, type Statement } from './parse.ts'

/** Where a published package can be entered. */
export const entryPoints: readonly string[] = globSync('packages/*/package.json', { cwd: root })
  .sort()
  .flatMap((file) => {
    const { exports = {} } = JSON.parse(readFileSync(join(root, file), 'utf8'))
    // Every entry has this condition, under which the tests take the sources, but for the manifest itself.
    return Object.values<Readonly<Record<string, string>>>(exports).flatMap(({ '@scimkit/source': source }) =>
      source === undefined ? [] : [join(root, file, '..', source)],
    )
  })

/** The names of all packages, and where they come from. */
const packageNames = new Map(entryPoints.flatMap(namesOf))

/** What the examples may take for granted. */
export const scenery = join(root, 'scripts/docstrings/scenery.ts')

/** What an example may name without importing it: what its own module exports, the packages and the scenery. */
export function namesFor(file: string): ReadonlyMap<string, string> {
  return new Map([...packageNames, ...namesOf(scenery), ...namesOf(file), ['expect', 'vitest']])
}

/** The fixtures of the scenery, each made anew for an example that names it. */
export const fixtures: readonly string[] = [...readFileSync(scenery, 'utf8').matchAll(/\.extend\(\s*'(\w+)'/g)].map(
  ([, name = '']) => name,
)

function namesOf(file: string): readonly (readonly [name: string, file: string])[] {
  return parse(readFileSync(file, 'utf8'))
    .flatMap(exportedNames)
    .map((name) => [name, file])
}

function exportedNames(statement: Statement): readonly string[] {
  if (statement.type !== 'ExportNamedDeclaration') return []
  const { declaration, specifiers } = statement
  if (declaration === null) return specifiers.flatMap(({ exported }) => ('name' in exported ? [exported.name] : []))
  const declared = declaration.type === 'VariableDeclaration' ? declaration.declarations : [declaration]
  return declared.flatMap(({ id }) => (id !== null && 'name' in id ? [id.name] : []))
}
