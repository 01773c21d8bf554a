import type { Connection, WireAnswer, WireRequest } from '../../../wire/connection.ts'

const tries = 5
const longest = 60

/**
 * Sends a request, and again when the server asks to come back later (RFC 6585 §4): a run is many requests in a row.
 */
export async function sendPatiently(connection: Connection, request: WireRequest): Promise<WireAnswer> {
  for (let attempt = 1; attempt < tries; attempt += 1) {
    const answer = await connection.send(request)
    if (answer.status !== 429) return answer
    const seconds = Number(answer.headers['retry-after'] ?? 1)
    await new Promise((resolve) => setTimeout(resolve, Math.min(seconds || 0, longest) * 1000))
  }
  return connection.send(request)
}
