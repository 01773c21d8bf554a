import { context, propagation, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { InMemorySpanExporter, SimpleSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace'
import { ScimError, type ScimHandler, toErrorResponse } from '@scimkit/core'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import type { RunningServer } from '../../src/start-server.ts'
import { describeSpan, traced } from '../../src/telemetry/tracing.ts'
import { startOnFreePort } from '../start-on-free-port.ts'

const exporter = new InMemorySpanExporter()
let server: RunningServer | undefined

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  trace.setGlobalTracerProvider(new TracerProvider({ spanProcessors: [new SimpleSpanProcessor({ exporter })] }))
})
afterAll(() => {
  trace.disable()
  context.disable()
  propagation.disable()
})
afterEach(async () => {
  exporter.reset()
  await server?.close()
  server = undefined
})

const tokens = [{ tenant: 'acme', token: 's3cret' }] as const
const headers = { authorization: 'Bearer s3cret', 'content-type': 'application/scim+json' }

function createAda({ baseUrl }: RunningServer): Promise<Response> {
  const body = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ada@example.com' }
  return fetch(`${baseUrl}/Users`, { method: 'POST', headers, body: JSON.stringify(body) })
}

const spans = () => exporter.getFinishedSpans()

test.each(['fastify', 'express', 'koa'] as const)(
  'on %s a request is one span, named after what it did',
  async (adapter) => {
    server = await startOnFreePort({ adapter, tokens })
    await createAda(server)
    await createAda(server)
    expect(spans()).toMatchObject([
      {
        name: 'SCIM create User',
        kind: SpanKind.SERVER,
        attributes: {
          'scim.operation': 'create',
          'scim.resource_type': 'User',
          'http.request.method': 'POST',
          'http.response.status_code': 201,
        },
      },
      {
        name: 'SCIM create User',
        // A refusal is no error of the server's.
        status: { code: SpanStatusCode.UNSET },
        attributes: { 'http.response.status_code': 409, 'error.type': 'UNIQUENESS_VIOLATED' },
      },
    ])
  },
)

test('no value of a person, no tenant and no secret is in a span', async () => {
  server = await startOnFreePort({ tokens })
  await createAda(server)
  await fetch(`${server.baseUrl}/Users?filter=userName%20eq%20%22ada@example.com%22`, { headers })
  expect(spans()).toHaveLength(2)
  for (const { name, attributes, events } of spans())
    expect(JSON.stringify({ name, attributes, events })).not.toMatch(/ada@|acme|s3cret/)
})

/** A handler that answers with an error at once, as the real one does when its store is away. */
const away: ScimHandler = async ({ method }) => {
  const error = new ScimError('STORE_UNAVAILABLE', { retryAfter: 5 })
  describeSpan({
    ...{ requestId: '1', tenant: 'acme', client: undefined, method, operation: 'list', resourceType: 'User' },
    ...{
      resourceId: undefined,
      status: 503,
      outcome: 'failure',
      effect: undefined,
      errorCode: error.code,
      findings: [],
    },
    ...{ cause: new Error('row (ada@example.com)'), normalisations: {}, durationMs: 1 },
  })
  return toErrorResponse(error)
}
const request = { method: 'GET', url: '/Users', baseUrl: 'http://localhost', headers: {}, readBody: async () => '' }

test('an error of the server is one of the span, without what caused it', async () => {
  await traced(away)(request)
  expect(spans()).toMatchObject([
    { status: { code: SpanStatusCode.ERROR }, attributes: { 'error.type': 'STORE_UNAVAILABLE' }, events: [] },
  ])
})

test('it belongs to the span an instrumentation of HTTP has made', async () => {
  await trace.getTracer('http').startActiveSpan('POST', async (outer) => {
    await traced(away)(request)
    outer.end()
  })
  const [scim, http] = spans()
  expect(scim).toMatchObject({ kind: SpanKind.INTERNAL, parentSpanContext: { spanId: http?.spanContext().spanId } })
})

test('without one it goes on with the trace of the client', async () => {
  const traceId = '0af7651916cd43dd8448eb211c80319c'
  const spanId = 'b7ad6b7169203331'
  propagation.setGlobalPropagator({
    fields: () => ['traceparent'],
    inject: () => undefined,
    extract: (into, carrier, getter) => {
      const [, trace_id = '', span_id = ''] = String(getter.get(carrier, 'traceparent')).split('-')
      return trace.setSpanContext(into, { traceId: trace_id, spanId: span_id, traceFlags: 1, isRemote: true })
    },
  })
  await traced(away)({ ...request, headers: { traceparent: `00-${traceId}-${spanId}-01` } })
  expect(spans()[0]).toMatchObject({ kind: SpanKind.SERVER, parentSpanContext: { traceId, spanId } })
})
