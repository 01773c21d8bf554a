import { spawn } from 'node:child_process'
import { delimiter, join } from 'node:path'

/** The root of the repository; every path in the scripts is below it. */
export const root = join(import.meta.dirname, '..')

const environment = {
  ...process.env,
  // The tools of this repository come before whatever else the machine has of the same name.
  PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
  DO_NOT_TRACK: '1',
  TURBO_TELEMETRY_DISABLED: '1',
}

interface RunOptions {
  readonly cwd?: string
  /** Whether the output goes straight to the terminal instead of into the result. */
  readonly live?: boolean
  /** In milliseconds; a command that takes longer is ended, and has failed. */
  readonly timeout?: number
}

/** Runs a command without a standard input and waits for its end. */
export function run(
  command: readonly [program: string, ...args: string[]],
  { cwd = root, live = false, timeout }: RunOptions = {},
): Promise<{ ok: boolean; output: string }> {
  const [program, ...args] = command
  const stdio = live ? 'inherit' : 'pipe'
  const child = spawn(program, args, { cwd, env: environment, stdio: ['ignore', stdio, stdio], timeout })
  const chunks: Buffer[] = []
  child.stdout?.on('data', (chunk: Buffer) => chunks.push(chunk))
  child.stderr?.on('data', (chunk: Buffer) => chunks.push(chunk))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve({ ok: code === 0, output: Buffer.concat(chunks).toString() }))
  })
}
