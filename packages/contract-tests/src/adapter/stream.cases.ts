import type { ScimHandler, ScimResponse } from '@scimkit/core'
import { expect } from 'vitest'
import type { Cases } from './case.ts'
import { open, send } from './client.ts'
import { createGate, type Gate } from './gate.ts'
import { plainAnswer } from './recorder.ts'

/** An answer in pieces: the core makes one where it is too large to be held. */
export const streamCases = {
  'the adapter says that it takes streams': async (start) => {
    const host = await start(async ({ takesStream }) => ({ ...plainAnswer, body: JSON.stringify({ takesStream }) }))
    expect((await send(host, '/scim/v2/Groups')).body.toString()).toBe('{"takesStream":true}')
  },

  'the pieces of a stream arrive as they are, in their order': async (start) => {
    const pieces = Array.from({ length: 500 }, (_, index) => `${index} Łukasiewicz 👋 ${'.'.repeat(index)}\n`)
    const host = await start(streaming(pieces))
    const { status, headers, body } = await send(host, '/scim/v2/Groups')
    expect([status, headers['content-type']]).toEqual([200, 'application/scim+json'])
    expect(body.toString()).toBe(pieces.join(''))
  },

  'a stream is read as fast as the client reads, and no faster': async (start) => {
    let given = 0
    const host = await start(async () => streamed(endless(() => (given += 1))))
    const outgoing = open(host, '/scim/v2/Groups')
    outgoing.on('error', () => {})
    const answered = new Promise((resolve) => outgoing.on('response', resolve))
    outgoing.end()
    await answered
    // Nobody reads the answer: what is on the way fills up, and then nothing more may be taken from the stream.
    let before = -1
    while (before !== given) {
      before = given
      await pause(100)
    }
    expect(given).toBeLessThan(2_000)
    outgoing.destroy()
  },

  'a stream is left when the client goes away': async (start) => {
    const left = createGate()
    const host = await start(async () => streamed(leavable(left)))
    const outgoing = open(host, '/scim/v2/Groups')
    outgoing.on('error', () => {})
    outgoing.on('response', () => outgoing.destroy())
    outgoing.end()
    await expect(left.opened).resolves.toBeUndefined()
  },

  'a stream that breaks off leaves an answer the client knows to be cut, and the server up': async (start) => {
    const host = await start(async ({ url }) => (url === '/Groups' ? streamed(breaking()) : plainAnswer))
    await expect(send(host, '/scim/v2/Groups')).rejects.toThrow()
    expect((await send(host, '/scim/v2/Users')).status).toBe(200)
  },

  'a stream that cannot be left does no harm': async (start) => {
    const left = createGate()
    const host = await start(async ({ url }) => (url === '/Groups' ? streamed(unleavable(left)) : plainAnswer))
    const outgoing = open(host, '/scim/v2/Groups')
    outgoing.on('error', () => {})
    outgoing.on('response', () => outgoing.destroy())
    outgoing.end()
    await left.opened
    // What nobody catches would end a process; here it fails the run.
    await pause(20)
    expect((await send(host, '/scim/v2/Users')).status).toBe(200)
  },
} satisfies Cases

function streaming(pieces: readonly string[]): ScimHandler {
  return async () => streamed(eachOf(pieces))
}

function streamed(stream: AsyncIterable<string>): ScimResponse {
  return { ...plainAnswer, body: undefined, stream }
}

async function* eachOf(pieces: readonly string[]): AsyncGenerator<string> {
  yield* pieces
}

async function* endless(onPiece: () => void): AsyncGenerator<string> {
  for (;;) {
    onPiece()
    yield 'x'.repeat(100_000)
    await pause(0)
  }
}

async function* leavable(left: Gate): AsyncGenerator<string> {
  try {
    yield* endless(() => {})
  } finally {
    left.open()
  }
}

async function* unleavable(left: Gate): AsyncGenerator<string> {
  try {
    yield* leavable(left)
  } finally {
    // biome-ignore lint/correctness/noUnsafeFinally: a cursor that cannot be closed does just this.
    throw new Error('The cursor cannot be closed.')
  }
}

async function* breaking(): AsyncGenerator<string> {
  yield '{"members":['
  await pause(20)
  throw new Error('The database has gone.')
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
