import { equalJson, isJsonObject, type JsonValue } from '@scimkit/core'
import { locate } from './locate.ts'
import { show } from './read-json.ts'
import type { CheckKind, TraceCheck } from './trace.ts'

interface Check {
  /** Whether a trace may expect this. */
  readonly accepts: (expected: JsonValue) => boolean
  /** What `accepts` wants, and how a failure begins. */
  readonly wants: string
  readonly holds: (actual: JsonValue | undefined, expected: JsonValue) => boolean
}

const types: Readonly<Record<string, (value: JsonValue | undefined) => boolean>> = {
  integer: (value) => Number.isInteger(value),
  string: (value) => typeof value === 'string',
  boolean: (value) => typeof value === 'boolean',
  array: (value) => Array.isArray(value),
}

const anything = () => true
const onlyTrue = (expected: JsonValue) => expected === true
const isAbsent = (actual: JsonValue | undefined) => actual === undefined || actual === null

/** The kinds of assertion a trace can make. */
export const checkKinds: Readonly<Record<CheckKind, Check>> = {
  equals: { accepts: anything, wants: 'a value', holds: (actual, expected) => equalJson(actual, expected) },
  type: {
    accepts: (expected) => typeof expected === 'string' && Object.hasOwn(types, expected),
    wants: `one of ${Object.keys(types).join(', ')}`,
    holds: (actual, expected) => types[String(expected)]?.(actual) ?? false,
  },
  absent: { accepts: onlyTrue, wants: 'true', holds: isAbsent },
  length: {
    accepts: (expected) => Number.isInteger(expected),
    wants: 'a whole number',
    holds: (actual, expected) => Array.isArray(actual) && actual.length === expected,
  },
  emptyOrAbsent: {
    accepts: onlyTrue,
    wants: 'true',
    holds: (actual) => isAbsent(actual) || (Array.isArray(actual) && actual.length === 0),
  },
  contains: {
    accepts: isJsonObject,
    wants: 'an object',
    holds: (actual, expected) => Array.isArray(actual) && actual.some((element) => hasMembers(element, expected)),
  },
  includes: {
    accepts: anything,
    wants: 'a value',
    holds: (actual, expected) => Array.isArray(actual) && actual.some((element) => equalJson(element, expected)),
  },
}

/** What is wrong with a body, or undefined when the assertion holds. */
export function failureOf({ path, kind, expected }: TraceCheck, body: JsonValue | undefined): string | undefined {
  const actual = locate(body, path)
  if (checkKinds[kind].holds(actual, expected)) return undefined
  return `${path}: expected ${kind} ${show(expected)}, got ${show(actual)}`
}

function hasMembers(element: JsonValue, expected: JsonValue): boolean {
  if (!isJsonObject(element) || !isJsonObject(expected)) return false
  return Object.entries(expected).every(([name, value]) => equalJson(element[name], value))
}
