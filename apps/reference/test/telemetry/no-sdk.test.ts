import { trace } from '@opentelemetry/api'
import { expect, test } from 'vitest'
import { startOnFreePort } from '../start-on-free-port.ts'

test('without an SDK of OpenTelemetry requests are answered, and nothing is recorded', async () => {
  const server = await startOnFreePort({ tokens: [{ tenant: 'acme', token: 's3cret' }] })
  try {
    expect((await fetch(`${server.baseUrl}/Users`, { headers: { authorization: 'Bearer s3cret' } })).status).toBe(200)
    trace.getTracer('test').startActiveSpan('span', (span) => expect(span.isRecording()).toBe(false))
  } finally {
    await server.close()
  }
})
