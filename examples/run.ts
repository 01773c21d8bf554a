// Runs every story in a process of its own, one after the other.
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'

const here = import.meta.dirname
const stories = readdirSync(here).filter((name) => existsSync(join(here, name, 'main.ts')))
const failed = stories.filter((story) => {
  const file = join(here, story, 'main.ts')
  const { status } = spawnSync(process.execPath, ['--conditions=@scimkit/source', file], { stdio: 'inherit' })
  process.stdout.write(`${story}: ${status === 0 ? 'holds' : 'FAILED'}\n`)
  return status !== 0
})
process.exitCode = failed.length === 0 ? 0 : 1
