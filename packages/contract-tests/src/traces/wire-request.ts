import type { WireRequest } from '../wire/connection.ts'
import type { TraceStep } from './trace.ts'

/** A step as it goes on the wire; a header that is `null` in the trace is one that must not be there. */
export function toWireRequest({ method, path, headers, body }: TraceStep): WireRequest {
  const present: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) if (value !== null) present[name] = value
  return { method, path, headers: present, body: body && JSON.stringify(body) }
}
