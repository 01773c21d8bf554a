import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { freshUrl } from '../../../scripts/postgres/fresh-database.ts'
import { type AdminServer, startAdmin } from './admin/start-admin.ts'
import { startWebhookReceiver, type WebhookReceiver, webhookSecret } from './webhook-receiver.ts'

// A worker looks once a second.
vi.setConfig({ testTimeout: 60_000 })

let server: AdminServer

describe('events that the receiver does not want', () => {
  let receiver: WebhookReceiver
  let status: number

  beforeEach(async () => {
    status = 410
    receiver = await startWebhookReceiver((response) => void response.writeHead(status).end())
    const webhook = { url: receiver.url, secret: webhookSecret }
    server = await startAdmin(undefined, { store: await freshUrl(), webhook })
  })
  afterEach(async () => {
    await server.close()
    await receiver.close()
  })

  const letters = async () => (await server.admin('GET', '/dead-letters')).body.deadLetters

  /** Provisions somebody, and gives the dead letter about them. */
  async function letterAbout(userName: string) {
    const resourceId = await server.provision(userName)
    const found = async () =>
      (await letters()).find((letter: { readonly resourceId: string }) => letter.resourceId === resourceId)
    await expect.poll(found, { timeout: 30_000 }).toBeDefined()
    return found()
  }

  test('are listed, with why, and without values', async () => {
    const letter = await letterAbout('ada@example.com')
    expect(letter).toEqual({
      id: receiver.events[0]?.jti,
      resourceType: 'User',
      resourceId: expect.any(String),
      events: ['urn:ietf:params:scim:event:prov:create:notice'],
      time: expect.stringMatching(/Z$/),
      attempts: 1,
      problem: 'The receiver wants no more.',
      givenUp: expect.stringMatching(/Z$/),
    })
    await letterAbout('eve@example.com')
    expect((await server.admin('GET', '/dead-letters?count=1')).body.deadLetters).toEqual([letter])
    expect((await server.admin('GET', '/dead-letters?count=0')).status).toBe(400)
  })

  test('are delivered once they are put back', async () => {
    const { id } = await letterAbout('ada@example.com')
    status = 204
    const { status: answered, body } = await server.admin('POST', '/dead-letters/requeue', { ids: [id, 'unknown'] })
    expect([answered, body]).toEqual([200, { requeued: 1 }])
    await expect.poll(() => receiver.events.map(({ jti }) => jti), { timeout: 30_000 }).toEqual([id, id])
    expect(await letters()).toEqual([])
  })

  test('are forgotten when they are deleted, once', async () => {
    const { id } = await letterAbout('ada@example.com')
    expect((await server.admin('DELETE', `/dead-letters/${id}`)).status).toBe(204)
    expect(await letters()).toEqual([])
    expect((await server.admin('DELETE', `/dead-letters/${id}`)).status).toBe(404)
  })
})

test('a server that sends no events says so', async () => {
  server = await startAdmin()
  const { status, body } = await server.admin('GET', '/dead-letters')
  expect(status).toBe(404)
  expect(body.detail).toBe('This server sends no events.')
  await server.close()
})
