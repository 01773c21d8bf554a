const first = 5_000
const longest = 6 * 60 * 60 * 1000

/**
 * Milliseconds to wait after so many attempts: from five seconds on twice as long each time, up to six hours, and
 * between half and all of that, so that a receiver that comes back is not met by everything at once.
 *
 * @example
 * ```ts
 * exponentialBackoff(3) <= 20_000 // true
 * ```
 */
export function exponentialBackoff(attempts: number): number {
  const whole = Math.min(first * 2 ** (attempts - 1), longest)
  return whole * (0.5 + Math.random() / 2)
}
