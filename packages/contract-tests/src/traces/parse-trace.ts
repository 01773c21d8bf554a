import { checkKinds } from './checks.ts'
import { flag, listOf, mapOf, mismatch, object, optional, type Reader, shapeOf, text } from './read-json.ts'
import type { CheckKind, Trace, TraceCheck, TraceStep } from './trace.ts'
import { variablesOf } from './variables.ts'

/**
 * Takes the JSON of a trace file, a list of steps, for a trace.
 *
 * @param name what reports call it
 * @throws Error which says what is wrong in which step. Unknown members are wrong too: a misspelt assertion would
 * never fail.
 *
 * @example
 * ```ts
 * const headers = { Authorization: 'Bearer {{token}}' }
 * const steps = [{ name: 'Look', method: 'GET', path: '/Users', headers, expectStatus: [200] }]
 * parseTrace(steps, 'ours').name // 'ours'
 * parseTrace([{ name: 'Look' }], 'ours') // throws 'ours…'
 * ```
 */
export function parseTrace(json: unknown, name = 'trace'): Trace {
  if (!Array.isArray(json) || json.length === 0) throw mismatch(name, 'a list of steps', json)
  const steps = json.map((step, index) => readStep(step, `${name}[${index}]`))
  refuseUnknownVariables(name, steps)
  return { name, steps }
}

const status: Reader<number> = (value, where) => {
  if (typeof value === 'number' && Number.isInteger(value) && value >= 100 && value < 600) return value
  throw mismatch(where, 'an HTTP status', value)
}

const path: Reader<string> = (value, where) => {
  if (typeof value === 'string' && /^(?:$|[/?])/.test(value)) return value
  throw mismatch(where, 'a path below the base URL, starting with "/" or "?"', value)
}

const header: Reader<string | null> = (value, where) => (value === null ? null : text(value, where))

const checks: Reader<readonly TraceCheck[]> = (value, where) => {
  const { path: target, ...kinds } = object(value, where)
  const at = text(target, `${where}.path`)
  if (Object.keys(kinds).length === 0) throw new Error(`${where}: asserts nothing about ${at}`)
  return Object.entries(kinds).map(([kind, expected]) => {
    if (!isCheckKind(kind)) throw mismatch(where, `an assertion (${Object.keys(checkKinds).join(', ')})`, kind)
    const { accepts, wants } = checkKinds[kind]
    if (expected === undefined || !accepts(expected)) throw mismatch(`${where}.${kind}`, wants, expected)
    return { path: at, kind, expected }
  })
}

const step = shapeOf({
  name: text,
  method: text,
  path,
  headers: optional(mapOf(header), {}),
  body: optional(object),
  expectStatus: listOf(status),
  strictStatus: optional(listOf(status)),
  capture: optional(mapOf(text), {}),
  assert: optional(listOf(checks), []),
  synthetic: optional(flag, false),
  rfc7644: optional(text),
  confidence: optional(text),
  note: optional(text),
  source: optional(text),
})

function readStep(json: unknown, where: string): TraceStep {
  const { assert, ...rest } = step(json, where)
  return { ...rest, checks: assert.flat() }
}

function isCheckKind(kind: string): kind is CheckKind {
  return Object.hasOwn(checkKinds, kind)
}

function refuseUnknownVariables(name: string, steps: readonly TraceStep[]): void {
  const captured = new Set(['token'])
  for (const [index, each] of steps.entries()) {
    for (const variable of variablesOf(each)) {
      if (captured.has(variable)) continue
      throw new Error(`${name}[${index}]: {{${variable}}} is not captured by an earlier step`)
    }
    for (const variable of Object.keys(each.capture)) captured.add(variable)
  }
}
