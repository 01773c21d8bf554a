/** The middle value. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

/** Two decimals are more than a shared machine can tell. */
export function round(value: number): number {
  return Math.round(value * 100) / 100
}

/**
 * Microseconds of one run, as the median of several samples. Several runs make a sample, so that the clock does not
 * count.
 */
export async function microseconds(run: () => unknown, { samples = 15, runs = 1 } = {}): Promise<number> {
  const times: number[] = []
  for (let sample = 0; sample < samples; sample += 1) {
    const start = performance.now()
    for (let index = 0; index < runs; index += 1) await run()
    times.push(((performance.now() - start) * 1000) / runs)
  }
  return median(times)
}

/** Microseconds of two things, sampled in turn, so that a busy moment of the machine falls on both. */
export async function interleaved(
  first: () => Promise<unknown>,
  second: () => Promise<unknown>,
  runs: number,
): Promise<readonly [number, number]> {
  await microseconds(first, { samples: 3, runs })
  await microseconds(second, { samples: 3, runs })
  const times = { first: [] as number[], second: [] as number[] }
  for (let index = 0; index < 15; index += 1) {
    times.first.push(await microseconds(first, { samples: 1, runs }))
    times.second.push(await microseconds(second, { samples: 1, runs }))
  }
  return [median(times.first), median(times.second)]
}
