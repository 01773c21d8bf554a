import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root, run } from '../run.ts'
import type { Packed } from './pack.ts'

/** Installs the tarballs in an empty project and uses every export from there, as a user's program would. Answers with what went wrong. */
export async function useInEmptyProject(packed: readonly Packed[], folder: string): Promise<readonly string[]> {
  await mkdir(folder)
  await writeFiles(folder, projectOf(packed))
  for (const command of [
    ['pnpm', 'install', '--prefer-offline', '--no-lockfile', '--ignore-scripts'],
    ['node', 'import-all.js'],
    [join(root, 'node_modules', '.bin', 'tsc'), '-p', '.'],
  ] as const) {
    const { ok, output } = await run(command, { cwd: folder })
    if (!ok) return [output]
  }
  return []
}

function projectOf(packed: readonly Packed[]): Record<string, string> {
  const tarballs = Object.fromEntries(packed.map(({ name, tarball }) => [name, `file:${tarball}`]))
  const peers = Object.assign({}, ...packed.map((each) => each.peers))
  const specifiers = packed.flatMap((each) => each.specifiers)
  return {
    'package.json': JSON.stringify({ private: true, type: 'module', dependencies: { ...peers, ...tarballs } }),
    // The packages depend on each other by version, and these versions are not published yet.
    'pnpm-workspace.yaml': JSON.stringify({ overrides: tarballs }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'NodeNext', strict: true, noEmit: true, skipLibCheck: true, types: [] },
      files: ['import-all.ts'],
    }),
    'import-all.js': specifiers.map(importAtRunTime).join('\n'),
    'import-all.ts': specifiers.map(importAsTypes).join('\n'),
  }
}

/** An entry point must load and must export something. */
const importAtRunTime = (specifier: string) =>
  `if (Object.keys(await import('${specifier}')).length === 0) throw new Error('${specifier} exports nothing')`

const importAsTypes = (specifier: string, index: number) =>
  `import * as entry${index} from '${specifier}'\nexport type Exports${index} = keyof typeof entry${index}`

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
}
