import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../run.ts'
import type { Packed } from './pack.ts'

/** Installs the tarballs in an empty project and uses every export and every command from there, as a user would. Answers with what went wrong. */
export async function useInEmptyProject(packed: readonly Packed[], folder: string): Promise<readonly string[]> {
  await mkdir(folder)
  await writeFiles(folder, projectOf(packed))
  const installed = await run(['pnpm', 'install', '--prefer-offline', '--no-lockfile', '--ignore-scripts'], {
    cwd: folder,
  })
  if (!installed.ok) return [installed.output]
  const uses = [
    ['node', 'import-all.js'],
    ['tsc', '-p', '.'],
    ...packed.flatMap(({ commands }) => commands).map((name) => [join('node_modules', '.bin', name), '--help']),
  ] as const
  const problems: string[] = []
  for (const [program, ...args] of uses) {
    const { ok, output } = await run([program, ...args], { cwd: folder })
    if (!ok) problems.push(output)
  }
  return problems
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
