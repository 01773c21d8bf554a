import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from '../run.ts'
import type { Packed } from './pack.ts'

/** The oldest Node that the packages promise to run on; the tests of the tree run on newer ones. */
const onOldestNode = ['npx', '-y', '-p', 'node@22.12.0'] as const

/**
 * Installs the tarballs in an empty project, with the oldest peers they promise to work with, and uses every export and
 * every command from there, as a user would. Answers with what went wrong.
 */
export async function useInEmptyProject(packed: readonly Packed[], folder: string): Promise<readonly string[]> {
  await mkdir(folder)
  await writeFiles(folder, projectOf(packed))
  const installed = await run(['pnpm', 'install', '--prefer-offline', '--no-lockfile', '--ignore-scripts'], {
    cwd: folder,
  })
  if (!installed.ok) return [installed.output]
  const uses = [
    [...onOldestNode, 'node', 'in-node.js'],
    [...onOldestNode, 'node', join('node_modules', 'vitest', 'vitest.mjs'), 'run'],
    ['tsc', '-p', '.'],
    ...packed
      .flatMap(({ commands }) => commands)
      .map((name) => [...onOldestNode, join('node_modules', '.bin', name), '--help'] as const),
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
  const inVitest = specifiersOf(packed.filter(isSuite))
  const inNode = specifiersOf(packed.filter((each) => !isSuite(each)))
  return {
    'package.json': JSON.stringify({ private: true, type: 'module', dependencies: { ...peers, ...tarballs } }),
    // The packages depend on each other by version, and these versions are not published yet.
    'pnpm-workspace.yaml': JSON.stringify({ overrides: tarballs, resolutionMode: 'lowest-direct' }),
    'tsconfig.json': JSON.stringify({
      compilerOptions: { module: 'NodeNext', strict: true, noEmit: true, skipLibCheck: true, types: [] },
      files: ['types.ts'],
    }),
    'in-node.js': inNode.map(importAtRunTime).join('\n'),
    'in-vitest.test.js': [...inVitest.map(importAtRunTime), storeTest].join('\n'),
    'types.ts': [...inNode, ...inVitest].map(importAsTypes).join('\n'),
  }
}

/** Vitest 3 is loaded by nobody but Vitest. */
const isSuite = ({ peers }: Packed) => 'vitest' in peers

const specifiersOf = (packed: readonly Packed[]) => packed.flatMap((each) => each.specifiers)

const storeTest = `
import { describeStoreContract } from '@scimkit/contract-tests/store'
import { createMemoryStore } from '@scimkit/memory'

describeStoreContract('the store in memory', {
  create: async () => {
    const store = createMemoryStore()
    return { store, close: () => store.close() }
  },
})
`

/** An entry point must load and must export something. */
const importAtRunTime = (specifier: string) =>
  `if (Object.keys(await import('${specifier}')).length === 0) throw new Error('${specifier} exports nothing')`

const importAsTypes = (specifier: string, index: number) =>
  `import * as entry${index} from '${specifier}'\nexport type Exports${index} = keyof typeof entry${index}`

async function writeFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)))
}
