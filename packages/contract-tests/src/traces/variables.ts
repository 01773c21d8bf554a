import { isJsonObject, type JsonObject, type JsonValue } from '@scimkit/core'
import type { TraceCheck, TraceStep } from './trace.ts'

/** What `{{name}}` stands for in a trace: the bearer token under `token`, and everything captured so far. */
export type Variables = ReadonlyMap<string, string>

const placeholder = /\{\{(\w+)\}\}/g

/** The variables a step needs. */
export function variablesOf({ path, headers, body, checks }: TraceStep): ReadonlySet<string> {
  const text = JSON.stringify([path, headers, body, checks])
  return new Set(Array.from(text.matchAll(placeholder), ([, name]) => String(name)))
}

/** A step as it is sent. An id goes into a path percent-encoded, as clients do; a UUID is not changed by that. */
export function fillStep(step: TraceStep, variables: Variables): TraceStep {
  return {
    ...step,
    path: fillText(step.path, variables, encodeURIComponent),
    headers: Object.fromEntries(Object.entries(step.headers).map(([name, value]) => [name, fill(value, variables)])),
    body: step.body && fillObject(step.body, variables),
    checks: step.checks.map((check): TraceCheck => ({ ...check, expected: fillJson(check.expected, variables) })),
  }
}

function fill(value: string | null, variables: Variables): string | null {
  return value === null ? null : fillText(value, variables)
}

function fillText(text: string, variables: Variables, encode = (value: string) => value): string {
  return text.replaceAll(placeholder, (whole, name: string) => {
    const value = variables.get(name)
    return value === undefined ? whole : encode(value)
  })
}

function fillObject(value: JsonObject, variables: Variables): JsonObject {
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, member === undefined ? member : fillJson(member, variables)]),
  )
}

function fillJson(value: JsonValue, variables: Variables): JsonValue {
  if (typeof value === 'string') return fillText(value, variables)
  if (Array.isArray(value)) return value.map((element) => fillJson(element, variables))
  return isJsonObject(value) ? fillObject(value, variables) : value
}
