import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { run } from '../src/run.ts'

type Signal = 'SIGTERM' | 'SIGINT' | 'SIGKILL'

/** `scimkit serve` on a free port. */
export interface Serving {
  /** Everything written so far. */
  readonly out: () => string
  readonly error: () => string
  /** The base URL, once everything it prints at the start is there. */
  readonly baseUrl: Promise<string>
  readonly exitCode: Promise<number | null>
  kill(signal: Signal): void
}

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url))

// Node 22.12 strips types only when told to, and warns that it does.
const fromSources = [
  '--conditions=@scimkit/source',
  '--experimental-strip-types',
  '--disable-warning=ExperimentalWarning',
]

/** Starts it from the sources, as a process of its own. */
export function serveApart(args: readonly string[], environment: NodeJS.ProcessEnv): Serving {
  const { PATH, NODE_COMPILE_CACHE } = process.env
  const child = spawn(process.execPath, [...fromSources, main, 'serve', '--port', '0', ...args], {
    env: { PATH, NODE_COMPILE_CACHE, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const written = new Written()
  child.stdout.on('data', (chunk) => written.take(`${chunk}`))
  child.stderr.on('data', (chunk) => written.takeError(`${chunk}`))
  const exitCode = once(child, 'close').then(([code]) => code)
  return serving(written, exitCode, (signal) => child.kill(signal))
}

/**
 * Starts it in this process, which takes a tenth of the time. A signal is told to whoever listens, and to nobody else.
 */
export function serveHere(args: readonly string[]): Serving {
  const written = new Written()
  const streams = { out: (text: string) => written.take(text), error: (text: string) => written.takeError(text) }
  const exitCode = run(['serve', '--port', '0', ...args], streams)
  return serving(written, exitCode, (signal) => process.emit(signal))
}

function serving(written: Written, exitCode: Promise<number | null>, kill: (signal: Signal) => unknown): Serving {
  const ended = exitCode.then(() => Promise.reject(new Error(`the server has ended: ${written.error}`)))
  const baseUrl = Promise.race([written.baseUrl, ended])
  baseUrl.catch(() => undefined)
  return { out: () => written.out, error: () => written.error, baseUrl, exitCode, kill: (signal) => void kill(signal) }
}

/** What has been written. The start is complete with an empty line. */
class Written {
  out = ''
  error = ''
  #isComplete: (baseUrl: string) => void = () => undefined
  readonly baseUrl = new Promise<string>((resolve) => {
    this.#isComplete = resolve
  })

  take(text: string): void {
    this.out += text
    if (this.out.endsWith('\n\n')) this.#isComplete(this.out.slice(0, this.out.indexOf('\n')))
  }

  takeError(text: string): void {
    this.error += text
  }
}
