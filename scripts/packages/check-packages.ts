// Judges what would be published, not what stands in the tree: each package is packed first.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { run } from '../run.ts'
import { useInEmptyProject } from './empty-project.ts'
import { type Packed, packAll } from './pack.ts'

const attw = ['attw', '--profile', 'esm-only', '--no-definitely-typed', '--no-emoji', '--format', 'ascii'] as const

/** What publint and Are The Types Wrong say against a tarball. */
async function lint({ tarball, specifiers }: Packed): Promise<readonly string[]> {
  const results = [await run(['publint', 'run', '--strict', tarball])]
  // A package that only brings a command has no types to be wrong.
  if (specifiers.length > 0) results.push(await run([...attw, tarball]))
  return results.filter(({ ok }) => !ok).map(({ output }) => output)
}

const folder = await mkdtemp(join(tmpdir(), 'scimkit-packages-'))
try {
  const packed = await packAll(folder)
  const problems: string[] = []
  for (const each of packed) problems.push(...(await lint(each)))
  problems.push(...(await useInEmptyProject(packed, join(folder, 'project'))))

  console.log(`Packed, linted and installed: ${packed.map(({ name }) => name).join(', ')}`)
  for (const problem of problems) console.error(problem)
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  await rm(folder, { recursive: true })
}
