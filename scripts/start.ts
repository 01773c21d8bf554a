// `pnpm start`: builds the reference server and becomes it, so that signals and the exit code are the server's own.
import { join } from 'node:path'
import { root, run } from './run.ts'

console.error('Building the reference server …')
const { ok, output } = await run(['turbo', 'run', 'build', '--filter=reference...', '--output-logs=errors-only'])
if (!ok) {
  console.error(output)
  process.exit(1)
}
const main = join(root, 'apps', 'reference', 'dist', 'main.js')
// pnpm hands on the `--` of `pnpm start -- --port 4000`.
const args = process.argv.slice(2).filter((argument) => argument !== '--')
process.argv = [process.execPath, main, ...args]
await import(main)
