import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { pino } from 'pino'
import { readOptions } from '../../src/options/options.ts'
import { startServer } from '../../src/start-server.ts'
import type { Walk } from './read-guide.ts'

const root = join(import.meta.dirname, '../../../..')
const origin = 'http://127.0.0.1:3000'
const mark = '=== next ==='

/** Starts the server of a walk, runs its commands in one shell, and gives what each of them wrote. */
export async function takeWalk({ args, environment, setUp, steps }: Walk): Promise<readonly string[]> {
  const given = args.map((arg) => (arg.endsWith('.json') ? join(root, arg) : arg))
  const options = { ...readOptions(given, environment), port: 0 }
  const server = await startServer(options, pino({ level: 'silent' }))
  const here = new URL(server.baseUrl).origin
  const script = (setUp + steps.map(({ commands }) => commands.text).join(`echo '${mark}'\n`)).replaceAll(origin, here)
  try {
    const { stdout } = await promisify(execFile)('sh', ['-euc', script], { maxBuffer: 64 * 1024 * 1024 })
    return stdout.split(`${mark}\n`).map((output) => shown(output.replaceAll(here, origin)))
  } finally {
    await server.close()
  }
}

/** What the guide shows of an output: JSON on several lines, and a `…` for what is another one each time. */
function shown(output: string): string {
  const lines = output.split('\n').filter((line) => line !== '')
  return `${lines.map((line) => (line.startsWith('{') ? pretty(JSON.parse(line)) : line)).join('\n')}\n`
    .replaceAll(/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '…')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, '…')
    .replaceAll(/"\d{16}"/g, '"…"')
}

/** JSON with what fits into a line on one line. */
function pretty(value: unknown, indent = ''): string {
  const line = inline(value)
  if (typeof value !== 'object' || value === null || (indent + line).length <= 100) return line
  const inner = `${indent}  `
  const [open, close] = Array.isArray(value) ? '[]' : '{}'
  const members = membersOf(value).map(([label, each]) => `${inner}${label}${pretty(each, inner)}`)
  return `${open}\n${members.join(',\n')}\n${indent}${close}`
}

function inline(value: unknown): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = membersOf(value).map(([label, each]) => label + inline(each))
  if (Array.isArray(value)) return `[${members.join(', ')}]`
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`
}

/** The members of an object or an array, with what stands before each. */
function membersOf(value: object): readonly (readonly [label: string, member: unknown])[] {
  return Object.entries(value).map(([name, member]) => [
    Array.isArray(value) ? '' : `${JSON.stringify(name)}: `,
    member,
  ])
}
