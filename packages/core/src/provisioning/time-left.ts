const hour = 3_600_000
const day = 24 * hour

/** When a credential ends and what time it is, in milliseconds since 1970, and how many days before its end is soon. */
export interface Ending {
  readonly ends: number
  readonly now: number
  readonly warnDays: number
}

/**
 * The time a credential has left when it ends soon, such as `7 days` or, in its last day, `3 hours`: one that has begun
 * counts as a whole one. Undefined before that.
 */
export function timeLeft({ ends, now, warnDays }: Ending): string | undefined {
  const left = Math.max(0, ends - now)
  if (left > warnDays * day) return undefined
  return left < day ? counted(Math.ceil(left / hour), 'hour') : counted(Math.ceil(left / day), 'day')
}

/** Whether it ends within a day. */
export function endsToday({ ends, now }: Pick<Ending, 'ends' | 'now'>): boolean {
  return ends - now < day
}

function counted(count: number, unit: string): string {
  return `${count} ${count === 1 ? unit : `${unit}s`}`
}
