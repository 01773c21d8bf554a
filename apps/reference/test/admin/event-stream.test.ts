import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { LoggedEntry } from '@scimkit/core'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import { EventStreams } from '../../src/admin/event-stream.ts'

// All that is looked at of an entry; it is large so that a few fill whatever lies between the two ends.
const entry = (sequence: string) => ({ sequence, message: 'x'.repeat(1024 * 1024) }) as unknown as LoggedEntry

let streams: EventStreams
let server: Server
let listeners: Set<(entry: LoggedEntry) => void>

beforeEach(async () => {
  streams = new EventStreams()
  listeners = new Set()
  const subscribe = (listener: (entry: LoggedEntry) => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  server = createServer((_, response) => {
    void streams.open(response, { subscribe, missed: async () => [], shape: z.any() })
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
