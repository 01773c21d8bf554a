import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { formatReport, type ReplayMode, replayTrace, traces } from './traces.ts'

/** A running server, with an empty tenant for each trace. */
export interface LifecycleServer {
  /** E.g. `http://127.0.0.1:3000/scim/v2`. */
  readonly baseUrl: string
  /** The bearer token of the tenant that no other trace uses. */
  tokenFor(trace: string): string
  close(): Promise<void>
}

/**
 * Declares one test for each recorded lifecycle, on a tolerant server and on a strict one.
 *
 * @example
 * ```ts
 * describeTraces('my server', async (dialect) => {
 *   // Each trace has a tenant of its own, whose token is the trace's name.
 *   const authenticate = bearerTokens(traces.map(({ name }) => ({ tenant: name, token: name })))
 *   const handler = createScimHandler({ store: createMemoryStore(), dialect, authenticate })
 *   const { origin, close } = await serve(handler, { prefix: '/scim/v2', bodyLimit: defaultBodyLimit })
 *   return { baseUrl: `${origin}/scim/v2`, tokenFor: (trace) => trace, close }
 * })
 * ```
 */
export function describeTraces(name: string, start: (mode: ReplayMode) => Promise<LifecycleServer>): void {
  describe.each<ReplayMode>(['tolerant', 'strict'])(`${name}, %s`, (mode) => {
    let server: LifecycleServer

    beforeAll(async () => {
      server = await start(mode)
    })
    afterAll(() => server.close())

    test.each(traces)('answers $name as the identity provider expects', async (trace) => {
      const { baseUrl } = server
      const report = await replayTrace(trace, { baseUrl, token: server.tokenFor(trace.name), mode })
      expect(report.passed, formatReport(report)).toBe(true)
    })
  })
}
