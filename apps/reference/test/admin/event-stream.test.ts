import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { LoggedEntry } from '@scimkit/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { type EntrySource, EventStreams } from '../../src/admin/event-stream.ts'

// All that is looked at of an entry; it is large so that a few fill whatever lies between the two ends.
const entry = (sequence: string, size = 1024 * 1024) =>
  ({ sequence, message: 'x'.repeat(size) }) as unknown as LoggedEntry

let streams: EventStreams
let server: Server
let listeners: Set<(entry: LoggedEntry) => void>
let missed: EntrySource['missed']

beforeEach(async () => {
  streams = new EventStreams()
  listeners = new Set()
  missed = []
  const subscribe = (listener: (entry: LoggedEntry) => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  server = createServer((_, response) => {
    void streams.open(response, { subscribe, missed, shape: z.any() })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
})

afterEach(async () => {
  await once(server.close(), 'close')
})

/** A client that asks and reads no answer. */
async function openWithoutReading(): Promise<void> {
  const { port } = server.address() as AddressInfo
  const socket = connect(port, '127.0.0.1').pause()
  socket.on('error', () => undefined)
  socket.write('GET / HTTP/1.1\r\nHost: a\r\n\r\n')
  await expect.poll(() => listeners.size).toBe(1)
}

function tell(count: number): void {
  for (let number = 0; number < count; number += 1)
    for (const listener of listeners) listener(entry(String(number).padStart(3, '0')))
}

test('a reader that does not read is let go', async () => {
  await openWithoutReading()
  tell(20)
  await expect.poll(() => listeners.size).toBe(0)
})

test('a reader that does not read keeps nobody from stopping', async () => {
  await openWithoutReading()
  tell(1)
  streams.close()
  await expect.poll(() => listeners.size).toBe(0)
})

test('a reader that reads gets all it has missed, however much it is, and then what came meanwhile', async () => {
  const ids = Array.from({ length: 12 }, (_, number) => String(number).padStart(3, '0'))
  missed = pagesOf(ids.slice(0, 10))
  const { port } = server.address() as AddressInfo
  const response = await fetch(`http://127.0.0.1:${port}/`)
  for (const listener of listeners) for (const id of ids.slice(9)) listener(entry(id, 10))
  let text = ''
  for await (const chunk of response.body ?? []) {
    text += Buffer.from(chunk).toString()
    if (text.includes('"011"') && text.endsWith('\n\n')) break
  }
  expect([...text.matchAll(/^id: (.*)$/gm)].map(([, id]) => id)).toEqual(ids)
})

async function* pagesOf(ids: readonly string[]): AsyncIterable<readonly LoggedEntry[]> {
  const size = 300_000
  yield ids.slice(0, 5).map((id) => entry(id, size))
  yield ids.slice(5).map((id) => entry(id, size))
}
