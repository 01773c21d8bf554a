import { type Context, context, propagation, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { ScimEvent, ScimHandler, ScimRequest } from '@scimkit/core'

const tracer = trace.getTracer('scimkit')

/**
 * The same handler with a span around each request, which {@link describeSpan} says what it was about. Where no SDK of
 * OpenTelemetry is registered, the API makes spans that do nothing.
 */
export function traced(handler: ScimHandler): ScimHandler {
  return (request) => {
    const parent = parentOf(request)
    // An instrumentation of HTTP has made the span of the server already, or nobody has.
    const kind = trace.getSpan(context.active()) === undefined ? SpanKind.SERVER : SpanKind.INTERNAL
    return tracer.startActiveSpan(`SCIM ${request.method}`, { kind }, parent, async (span) => {
      // Never rejects.
      const response = await handler(request)
      if (response.stream !== undefined) return { ...response, stream: spanned(response.stream, span) }
      span.end()
      return response
    })
  }
}

/** A stream read within a span, which ends with it: what the request came to is told there. */
function spanned(stream: AsyncIterable<string>, span: Span): AsyncIterable<string> {
  const pieces = stream[Symbol.asyncIterator]()
  const inSpan = trace.setSpan(context.active(), span)
  const end = (): void => span.end()
  return {
    [Symbol.asyncIterator]: () => ({
      next: async () => {
        const next = context.with(inSpan, () => pieces.next())
        next.then(({ done }) => done && end(), end)
        return next
      },
      return: async () => {
        await context.with(inSpan, async () => pieces.return?.())
        end()
        return { done: true, value: undefined }
      },
    }),
  }
}

/** Tells the span of the request what it came to. Like the event, it holds codes, and no values of people. */
export function describeSpan({ method, operation, resourceType, status, errorCode }: ScimEvent): void {
  const span = trace.getActiveSpan()
  if (!span?.isRecording()) return
  span.updateName(['SCIM', operation ?? method, resourceType].filter((part) => part !== undefined).join(' '))
  span.setAttributes({
    'scim.operation': operation,
    'scim.resource_type': resourceType,
    'http.request.method': method,
    'http.response.status_code': status,
    'error.type': errorCode,
  })
  // What the client got wrong is no error of the server's, says the convention for HTTP.
  if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
}

function parentOf({ headers }: ScimRequest): Context {
  const active = context.active()
  return trace.getSpan(active) === undefined ? propagation.extract(active, headers) : active
}
