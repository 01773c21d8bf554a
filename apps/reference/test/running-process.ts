import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

// Node 22.12 strips types only when told to, and warns that it does.
const fromSources = [
  '--conditions=@scimkit/source',
  '--experimental-strip-types',
  '--disable-warning=ExperimentalWarning',
]

/** The reference server as a process of its own. */
export interface RunningProcess {
  /** Everything written so far. */
  readonly out: () => string
  readonly error: () => string
  /** The base URL, once it is ready. */
  readonly baseUrl: Promise<string>
  readonly exitCode: Promise<number | null>
  kill(signal: 'SIGTERM' | 'SIGINT' | 'SIGKILL'): void
}

/** Starts the server from its sources, on a free port unless told otherwise. */
export function runServer(...args: readonly string[]): RunningProcess {
  const child = spawn(process.execPath, [...fromSources, main, '--port', '0', ...args], {
    env: { PATH: process.env.PATH, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let out = ''
  let error = ''
  const baseUrl = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      out += chunk
      if (out.includes('\n')) resolve(out.slice(0, out.indexOf('\n')))
    })
    child.on('exit', () => reject(new Error(`the server has ended: ${error}`)))
  })
  baseUrl.catch(() => undefined)
  child.stderr.on('data', (chunk) => {
    error += chunk
  })
  const exitCode = once(child, 'close').then(([code]) => code)
  return { out: () => out, error: () => error, baseUrl, exitCode, kill: (signal) => child.kill(signal) }
}
