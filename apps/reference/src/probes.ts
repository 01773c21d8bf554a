import type { RequestListener, ServerResponse } from 'node:http'

/**
 * Answers GET and HEAD on `/healthz` (the process is up) and `/readyz` (the store can be reached); the rest goes on.
 */
export function withProbes(ready: () => Promise<void>, next: RequestListener): RequestListener {
  const probes: Readonly<Record<string, () => Promise<void>>> = {
    '/healthz': async () => undefined,
    '/readyz': ready,
  }
  return (request, response) => {
    const isProbe = request.method === 'GET' || request.method === 'HEAD'
    const probe = isProbe ? probes[request.url ?? ''] : undefined
    if (probe === undefined) next(request, response)
    else void answer(probe, response)
  }
}

async function answer(probe: () => Promise<void>, response: ServerResponse): Promise<void> {
  const [status, text] = await probe().then(
    () => [200, 'ok'] as const,
    () => [503, 'unavailable'] as const,
  )
  response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' })
  response.end(JSON.stringify({ status: text }))
}
