import { describe, onTestFinished, test } from 'vitest'
import type { AdapterUnderTest, HostOptions } from './adapter-under-test.ts'
import { bodyCases } from './body.cases.ts'
import type { Cases, Start } from './case.ts'
import { clientCases } from './client.cases.ts'
import { headerCases } from './header.cases.ts'
import { hostCases } from './host.cases.ts'
import { limitCases } from './limit.cases.ts'
import { responseCases } from './response.cases.ts'
import { streamCases } from './stream.cases.ts'
import { urlCases } from './url.cases.ts'

const cases = {
  ...urlCases,
  ...headerCases,
  ...bodyCases,
  ...limitCases,
  ...responseCases,
  ...streamCases,
  ...clientCases,
  ...hostCases,
}
cases satisfies Cases

/** The name of a case. */
export type AdapterCase = keyof typeof cases

const defaults: HostOptions = { prefix: '/scim/v2', bodyLimit: 1024 * 1024, trustProxy: false }

/**
 * What every adapter must do, over real sockets, whatever the framework. Run it in two mountings at least: bare, and
 * behind the body parser, logger and error handler its users have.
 *
 * @example
 * ```ts
 * // `serve` mounts the handler in the framework and listens; for a Node server `listenOn` does the second.
 * describeAdapterContract('express 5, bare', { listen: serve })
 * ```
 */
export function describeAdapterContract(name: string, adapter: AdapterUnderTest<AdapterCase>): void {
  const reasons = new Map<string, string>(adapter.skip?.map((skip) => [skip.case, skip.reason]))
  describe(`adapter contract: ${name}`, () => {
    for (const [title, run] of Object.entries(cases)) {
      const reason = reasons.get(title)
      if (reason === undefined) test(title, () => run(startWith(adapter)))
      else test.fails(`${title} (known difference: ${reason})`, () => run(startWith(adapter)))
    }
  })
}

function startWith({ listen }: AdapterUnderTest<AdapterCase>): Start {
  return async (handler, options = {}) => {
    const host = await listen(handler, { ...defaults, ...options })
    let closed: Promise<void> | undefined
    const close = (): Promise<void> => {
      closed ??= host.close()
      return closed
    }
    onTestFinished(close)
    return { origin: host.origin, close }
  }
}
