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
 * describeTraces('Koa', async (mode) => {
 *   const server = await start({ dialect: mode, tokens: traces.map(({ name }) => ({ tenant: name, token: name })) })
 *   return { baseUrl: server.baseUrl, tokenFor: (trace) => trace, close: server.close }
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
