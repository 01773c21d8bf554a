import { run } from '../run.ts'
import type { Gate } from './gates.ts'

/** What a gate, or the whole test run, came to. */
export interface Outcome {
  readonly name: string
  readonly passed: number
  readonly failed: number
  readonly seconds: number
}

/** Runs one gate. A gate that holds says so in one line; one that fails shows everything it printed. */
export async function runGate({ name, command, reports }: Gate): Promise<Outcome> {
  process.stdout.write(`${name} … `)
  const started = performance.now()
  const { ok, output } = await run(command)
  const seconds = (performance.now() - started) / 1000
  console.log(`${ok ? 'passed' : 'FAILED'} (${seconds.toFixed(1)} s)`)
  if (!ok || reports) console.log(output.trimEnd())
  return { name, passed: ok ? 1 : 0, failed: ok ? 0 : 1, seconds }
}
