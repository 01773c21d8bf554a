import { exec } from 'node:child_process'
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { expect, onTestFinished, test } from 'vitest'
import { root } from '../run.ts'

// A package.json of ours, which pnpm reads too.
const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
  readonly scripts: Readonly<Record<string, string>>
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  )

test('a build begins without what the last one has left in dist, and takes nothing else away', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'scimkit-clean-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  const files = ['packages/a/dist/deleted/x.js', 'apps/b/dist/x.js', 'packages/a/src/dist.ts', 'packages/c/src/x.ts']
  for (const file of files) {
    await mkdir(dirname(join(folder, file)), { recursive: true })
    await writeFile(join(folder, file), '')
  }
  await promisify(exec)(scripts.clean ?? '', { cwd: folder })
  expect(await Promise.all(files.map((file) => exists(join(folder, file))))).toEqual([false, false, true, true])
  expect(scripts.build).toMatch(/^pnpm run clean && /)
})
