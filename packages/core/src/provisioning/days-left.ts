const day = 86_400_000

/** When a credential ends and what time it is, in milliseconds since 1970, and how many days before its end is soon. */
export interface Ending {
  readonly ends: number
  readonly now: number
  readonly warnDays: number
}

/** The days a credential has left, one that has begun counted as a whole one, when it ends soon; undefined before that. */
export function daysLeft({ ends, now, warnDays }: Ending): number | undefined {
  const days = Math.max(0, Math.ceil((ends - now) / day))
  return days <= warnDays ? days : undefined
}
