import type { RequestListener, ServerResponse } from 'node:http'
import type { Metrics } from './metrics.ts'

/** Answers `GET /metrics`; the rest goes on. */
export function withMetrics(metrics: Metrics | undefined, next: RequestListener): RequestListener {
  if (metrics === undefined) return next
  return (request, response) => {
    if (request.method === 'GET' && request.url === '/metrics') void answer(metrics, response)
    else next(request, response)
  }
}

async function answer(metrics: Metrics, response: ServerResponse): Promise<void> {
  const text = await metrics.text()
  response.writeHead(200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' })
  response.end(text)
}
