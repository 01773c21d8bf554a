// `pnpm test`: every gate, then every test. `pnpm test --only lint --only tests` runs some of them.
import { parseArgs } from 'node:util'
import { gates } from './gates/gates.ts'
import { type Outcome, runGate } from './gates/run-gate.ts'
import { runTests } from './gates/run-tests.ts'

const { values } = parseArgs({
  // pnpm hands on the `--` of `pnpm test -- --only lint`.
  args: process.argv.slice(2).filter((argument) => argument !== '--'),
  options: { only: { type: 'string', multiple: true } },
})
const names = [...gates.map(({ name }) => name), 'tests']
const unknown = values.only?.find((name) => !names.includes(name))
if (unknown !== undefined) {
  process.stderr.write(`--only ${unknown}: there is no such gate; there are ${names.join(', ')}\n`)
  process.exit(2)
}
const isWanted = (name: string) => values.only?.includes(name) ?? true

const outcomes: Outcome[] = []
for (const gate of gates) if (isWanted(gate.name)) outcomes.push(await runGate(gate))
if (isWanted('tests')) outcomes.push(await runTests())

const total = (key: 'passed' | 'failed') => outcomes.reduce((sum, outcome) => sum + outcome[key], 0)

console.log()
for (const { name, passed, failed, seconds } of outcomes) {
  console.log(`${name.padEnd(14)}${passed} passed, ${failed} failed${`${seconds.toFixed(1)} s`.padStart(10)}`)
}
console.log(`\n${total('passed')} passed, ${total('failed')} failed`)
process.exitCode = total('failed') === 0 && outcomes.length > 0 ? 0 : 1
