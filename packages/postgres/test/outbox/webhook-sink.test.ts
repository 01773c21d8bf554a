import { createHmac } from 'node:crypto'
import { type OutgoingEvent, webhookSink } from '@scimkit/postgres'
import { Webhook } from 'standardwebhooks'
import { expect, test } from 'vitest'
import { answer, secret, startReceiver } from './receiver.ts'

const event: OutgoingEvent = {
  jti: '6f0b4c1e-8a53-4a0c-8d0e-2f1f3e5b7a90',
  iat: 1767225600,
  txn: '0c0d0f52-6d2f-4a4a-9a53-6f2b0b8f6a11',
  tenant: 'acme',
  by: 'scim',
  resourceType: 'User',
  sub_id: { format: 'scim', uri: '/Users/2819c223', id: '2819c223' },
  events: { 'urn:ietf:params:scim:event:prov:delete': {} },
}

/** A signal that nobody aborts. */
const never = new AbortController().signal

test('an event is posted as JSON, and its signature holds for those who check it', async () => {
  const { url, calls } = await startReceiver(answer(204))
  await expect(webhookSink({ url, secret })(event, never)).resolves.toBe('delivered')
  const [{ method, headers, body } = { method: '', headers: {}, body: '' }] = calls
  expect(method).toBe('POST')
  expect(headers['content-type']).toBe('application/json')
  expect(headers['webhook-id']).toBe(event.jti)
  expect(JSON.parse(body)).toEqual(event)
  const signed = {
    'webhook-id': String(headers['webhook-id']),
    'webhook-timestamp': String(headers['webhook-timestamp']),
    'webhook-signature': String(headers['webhook-signature']),
  }
  expect(new Webhook(secret).verify(body, signed)).toEqual(event)
  // As the specification says it, without its library.
  const key = Buffer.from(secret.slice('whsec_'.length), 'base64')
  const text = `${event.jti}.${headers['webhook-timestamp']}.${body}`
  expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(text).digest('base64')}`)
})

test('a body that was changed on its way is noticed', async () => {
  const { url, calls } = await startReceiver(answer(200))
  await webhookSink({ url, secret })(event, never)
  const [{ headers, body } = { headers: {}, body: '' }] = calls
  const forged = body.replace('acme', 'evil')
  expect(() => new Webhook(secret).verify(forged, headers as Record<string, string>)).toThrow('No matching signature')
})

test.for([200, 202, 204])('%i: the receiver has it', async (status) => {
  const { url } = await startReceiver(answer(status))
  await expect(webhookSink({ url, secret })(event, never)).resolves.toBe('delivered')
})

test('410: the receiver wants it no more', async () => {
  const { url } = await startReceiver(answer(410))
  await expect(webhookSink({ url, secret })(event, never)).resolves.toBe('refused')
})

test.for([400, 401, 404, 409, 429, 500, 503])('%i is tried again', async (status) => {
  const { url } = await startReceiver(answer(status))
  await expect(webhookSink({ url, secret })(event, never)).rejects.toThrow(`The receiver answered ${status}.`)
})

test('a redirect is not followed: what is signed for one receiver goes to no other', async () => {
  const other = await startReceiver(answer(200))
  const { url } = await startReceiver(answer(307, { location: other.url }))
  await expect(webhookSink({ url, secret })(event, never)).rejects.toThrow('The receiver answered 307.')
  expect(other.calls).toEqual([])
})

test('a receiver that does not answer is given up', async () => {
  const { url } = await startReceiver(() => undefined)
  await expect(webhookSink({ url, secret, timeout: 50 })(event, never)).rejects.toThrow(/timeout/)
})

test('a delivery ends when its claim does', async () => {
  const stopping = new AbortController()
  const { url } = await startReceiver(() => stopping.abort(new Error('the claim has ended')))
  await expect(webhookSink({ url, secret })(event, stopping.signal)).rejects.toThrow('the claim has ended')
})

test('a receiver that is not there is named by what the network says', async () => {
  await expect(webhookSink({ url: 'http://127.0.0.1:1', secret })(event, never)).rejects.toThrow(
    'The receiver could not be reached: ',
  )
})

test.for([
  'http://app.example.com/hooks',
  'http://localhost.example.com/hooks',
  'http://127.0.0.1.example.com/hooks',
  'https://user:password@app.example.com/hooks',
  'ftp://app.example.com',
  'no url',
])('%s is no receiver', (url) => {
  expect(() => webhookSink({ url, secret })).toThrow('webhookSink.url')
})

test.for(['https://app.example.com/hooks', 'http://localhost:3000', 'http://127.0.0.1:3000', 'http://[::1]:3000'])(
  '%s is a receiver',
  (url) => {
    expect(() => webhookSink({ url, secret })).not.toThrow()
  },
)

test.for([
  '',
  'correct horse battery staple',
  secret.slice('whsec_'.length),
  `whsec_${Buffer.alloc(23).toString('base64')}`,
  `whsec_${Buffer.alloc(65).toString('base64')}`,
  'whsec_no base64 at all, but long enough',
])('"%s" is no secret, and the error does not say it', (wrong) => {
  const { message } = errorOf(() => webhookSink({ url: 'https://app.example.com', secret: wrong }))
  expect(message).toMatch(/^webhookSink\.secret: /)
  if (wrong !== '') expect(message).not.toContain(wrong)
})

function errorOf(work: () => unknown): Error {
  try {
    work()
  } catch (error) {
    if (error instanceof Error) return error
  }
  throw new Error('It did not throw.')
}
