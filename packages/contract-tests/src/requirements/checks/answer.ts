import { isJsonObject, type JsonObject, type JsonValue } from '@scimkit/core'
import { locate } from '../../traces/locate.ts'
import type { WireAnswer, WireRequest } from '../../wire/connection.ts'

/** An answer, together with what was asked: without credentials, so that it can be shown. */
export interface Answer extends WireAnswer {
  readonly request: WireRequest
}

/** The value at a dotted path of the body, or at a JSON Pointer: URNs contain dots. */
export function at({ body }: Pick<Answer, 'body'>, path: string): JsonValue | undefined {
  return locate(body, path)
}

/** The resources of a ListResponse (RFC 7644 §3.4.2). */
export function resourcesOf({ body }: Pick<Answer, 'body'>): readonly JsonObject[] {
  return objectsIn(locate(body, 'Resources'))
}

/** The objects among the elements of a list. */
export function objectsIn(value: JsonValue | undefined): readonly JsonObject[] {
  return Array.isArray(value) ? value.filter(isJsonObject) : []
}

/** Whether a list holds a text, without regard to case: URNs have none. */
export function lists(value: JsonValue | undefined, wanted: string): boolean {
  const folded = wanted.toLowerCase()
  return Array.isArray(value) && value.some((element) => String(element).toLowerCase() === folded)
}

/** Whether an answer is a success. */
export function isSuccess({ status }: Pick<Answer, 'status'>): boolean {
  return status >= 200 && status < 300
}

/** Whether a value says nothing: RFC 7643 §2.5 takes null and the empty list for unassigned. */
export function isUnassigned(value: JsonValue | undefined): boolean {
  return value === undefined || value === null || (Array.isArray(value) && value.length === 0)
}
