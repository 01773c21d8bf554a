import { setTimeout } from 'node:timers/promises'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { largeBodies } from './hostile-bodies.ts'
import { largeFilters, type Probe, raisedLimits } from './hostile-filters.ts'
import { median, round } from './measure.ts'
import { createTenant, idOf } from './tenant.ts'
import { userBody } from './users.ts'

/** One input made to keep the server busy: what it is answered, how long that takes, and what it leaves behind. */
export interface HostileResult {
  readonly input: string
  readonly answer: string
  /** Of the processor. */
  readonly milliseconds: number
  /** The time over that of `JSON.parse` on the same bytes, when it is JSON that comes. */
  readonly timesJsonParse: number | undefined
  /** What the heap has grown by, after a collection, when the input has come `repeats` times more. */
  readonly heapMegabytes: number
  /** For the milliseconds. */
  readonly target: number
}

const repeats = 9

/** What hostile filters and bodies cost, over 1 000 users in the memory store, without a network. */
export async function benchHostile(): Promise<readonly HostileResult[]> {
  const tenant = createTenant()
  const ids: string[] = []
  for (let number = 0; number < 1_000; number += 1)
    ids.push(idOf(await tenant.send('POST', '/Users', userBody(number))))
  const [id = ''] = ids
  const probes = [...largeFilters(tenant, id), ...raisedLimits(tenant), ...largeBodies(tenant, id)]
  const results: HostileResult[] = []
  for (const probe of probes) results.push(await measure(probe))
  return results
}

async function measure({ input, run, body }: Probe): Promise<HostileResult> {
  await run()
  const answer = await run()
  const before = await heapMegabytes()
  const time = await busyMilliseconds(run)
  const grown = (await heapMegabytes()) - before
  const text = new TextDecoder().decode(body)
  const parse = body && (await busyMilliseconds(() => JSON.parse(text)))
  return {
    input,
    answer,
    milliseconds: round(time),
    timesJsonParse: parse && round(time / parse),
    heapMegabytes: round(grown),
    target: 200,
  }
}

/** Of the processor, so that what others do on the machine counts as little as can be. */
async function busyMilliseconds(run: () => unknown): Promise<number> {
  const times: number[] = []
  for (let repeat = 0; repeat < repeats; repeat += 1) {
    const start = process.cpuUsage()
    await run()
    const { user, system } = process.cpuUsage(start)
    times.push((user + system) / 1000)
  }
  return median(times)
}

setFlagsFromString('--expose-gc')
// The flag gives the function to contexts that come after it.
const collectGarbage: () => void = runInNewContext('gc')

/** What a request was read from is let go of when the event loop comes round, and swept beside it. */
async function heapMegabytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await setTimeout(20)
    collectGarbage()
  }
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 1024 / 1024
}
