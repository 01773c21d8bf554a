import type { ServerResponse } from 'node:http'
import type { LoggedEntry } from '@scimkit/core'
import type { z } from 'zod'

const heartbeat = 15_000

/** So much may wait for a slow reader. After that it is let go: it comes back with the last entry it has seen. */
const patience = 1024 * 1024

/** Where the entries come from. */
export interface EntrySource {
  readonly subscribe: (listener: (entry: LoggedEntry) => void) => () => void
  /** The entries the reader has missed, oldest first. */
  readonly missed: () => Promise<readonly LoggedEntry[]>
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
    sender.start(await missed())
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

/** Tells entries in their order and each once; those that come before the missed ones have been told wait. */
class Sender {
  readonly #tell: (entry: LoggedEntry) => void
  #waiting: LoggedEntry[] | undefined = []
  #last = ''

  constructor(tell: (entry: LoggedEntry) => void) {
    this.#tell = tell
  }

  take(entry: LoggedEntry): void {
    if (this.#waiting === undefined) this.#once(entry)
    else this.#waiting.push(entry)
  }

  start(missed: readonly LoggedEntry[]): void {
    const waiting = this.#waiting ?? []
    this.#waiting = undefined
    for (const entry of [...missed, ...waiting]) this.#once(entry)
  }

  #once(entry: LoggedEntry): void {
    if (entry.sequence <= this.#last) return
    this.#last = entry.sequence
    this.#tell(entry)
  }
}
