import type { ServerResponse } from 'node:http'
import type { LoggedEntry } from '@scimkit/core'
import type * as z from 'zod'

const heartbeat = 15_000

/** So much may wait for a slow reader. After that it is let go: it comes back with the last entry it has seen. */
const patience = 1024 * 1024

type Missed = AsyncIterable<readonly LoggedEntry[]> | readonly []

/** Where the entries come from. */
export interface EntrySource {
  readonly subscribe: (listener: (entry: LoggedEntry) => void) => () => void
  /** The entries the reader has missed, in pages, oldest first. */
  readonly missed: Missed
  /** What of an entry is sent. */
  readonly shape: z.ZodType
}

/** The streams of entries that are open. */
export class EventStreams {
  readonly #open = new Set<ServerResponse>()

  /** Answers with each entry as it comes (WHATWG HTML §9.2), until the reader goes or the server stops. */
  async open(response: ServerResponse, { subscribe, missed, shape }: EntrySource): Promise<void> {
    response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
    response.write(': open\n\n')
    this.#open.add(response)
    const sender = new Sender((entry) => tell(response, entry, shape))
    const unsubscribe = subscribe((entry) => sender.take(entry))
    const beat = setInterval(() => write(response, ': still here\n\n'), heartbeat)
    response.on('close', () => {
      unsubscribe()
      clearInterval(beat)
      this.#open.delete(response)
    })
    // Subscribed before it is asked what was missed: an entry that comes in between is told by one of the two.
    await sender.start(missed, () => drained(response))
  }

  close(): void {
    for (const response of this.#open) {
      // One that does not read would keep its connection, and the server waiting.
      if (response.writableLength > 0) response.destroy()
      else response.end()
    }
  }
}

function tell(response: ServerResponse, entry: LoggedEntry, shape: z.ZodType): void {
  write(response, `id: ${entry.sequence}\nevent: entry\ndata: ${JSON.stringify(shape.parse(entry))}\n\n`)
}

function write(response: ServerResponse, text: string): void {
  if (response.writableEnded || response.destroyed) return
  response.write(text)
  // Not ended: whoever does not read would not notice, and keep the connection.
  if (response.writableLength > patience) response.destroy()
}

/**
 * Waits until what was written is on its way. A reader who takes nothing of it for too long is let go. @returns whether
 * it is there
 */
function drained(response: ServerResponse): Promise<boolean> {
  if (!response.writableNeedDrain || response.destroyed) return Promise.resolve(!response.destroyed)
  return new Promise((resolve) => {
    const settle = () => {
      clearTimeout(timer)
      response.off('drain', settle).off('close', settle)
      resolve(!response.destroyed)
    }
    const timer = setTimeout(() => response.destroy(), heartbeat)
    response.on('drain', settle).on('close', settle)
  })
}

/** Tells entries in their order and each once; those that come before the missed ones have been told wait. */
class Sender {
  readonly #tell: (entry: LoggedEntry) => void
  #waiting: LoggedEntry[] | undefined = []
  /** What was missed, and may come once more. */
  #told = new Set<string>()

  constructor(tell: (entry: LoggedEntry) => void) {
    this.#tell = tell
  }

  take(entry: LoggedEntry): void {
    if (this.#waiting !== undefined) this.#waiting.push(entry)
    else if (!this.#told.delete(entry.sequence)) this.#tell(entry)
  }

  /** @param takesMore whether the reader does, once it has taken what there was */
  async start(missed: Missed, takesMore: () => Promise<boolean>): Promise<void> {
    for await (const entries of missed) {
      this.#told = new Set(entries.map(({ sequence }) => sequence))
      for (const entry of entries) {
        this.#tell(entry)
        if (!(await takesMore())) return
      }
    }
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const entry of waiting) this.take(entry)
  }
}
