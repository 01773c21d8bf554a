import { afterAll, beforeAll, describe } from 'vitest'
import { describeLogBounds } from './log-bounds.ts'
import { describeLogEntries } from './log-entries.ts'
import { describeLogQueries } from './log-queries.ts'
import { describeLogSubscriptions } from './log-subscriptions.ts'
import { newLogWorld, type OpenLog } from './log-world.ts'

/** How the suite gets the log it is about. */
export interface LogContractOptions {
  /** Called a few times; what an earlier log has left behind may still be there. */
  readonly create: OpenLog
}

/**
 * Registers the tests a provisioning log has to pass: one for each guarantee in the documentation of `ProvisioningLog`.
 *
 * @example
 * ```ts
 * describeLogContract('my log', {
 *   create: async (limit) => ({ log: createMemoryLog({ limit }), close: async () => undefined }),
 * })
 * ```
 */
export function describeLogContract(name: string, { create }: LogContractOptions): void {
  describe(`${name}: log contract`, () => {
    let opened: Awaited<ReturnType<OpenLog>> | undefined

    beforeAll(async () => {
      opened = await create(1000)
    })
    afterAll(() => opened?.close())

    const world = () => {
      if (opened === undefined) throw new Error('A test has started before the log was open.')
      return newLogWorld(opened.log)
    }
    describeLogEntries(world)
    describeLogQueries(world)
    describeLogSubscriptions(world)
    describeLogBounds(create)
  })
}
