import { type Check, rowOf } from './check.ts'

/**
 * The checks that show a requirement or one below a section: `S7644-3.5.2-12`, `S7644-3.5.2`, `S9865`. The `S` may be
 * left out.
 *
 * @example
 * ```ts
 * selectChecks(checks, 'S7644-3.6').length < selectChecks(checks, '7644').length // true
 * ```
 */
export function selectChecks(checks: readonly Check[], only: string): readonly Check[] {
  const wanted = only.replace(/^s?/i, 'S')
  return checks.filter(({ ids }) =>
    ids.some((id) => id === wanted || (/^[.-]/.test(id.slice(wanted.length)) && id.startsWith(wanted))),
  )
}

/** The section a check is filed under, e.g. `RFC 7644 §3.5.2`. */
export function sectionOf(check: Check): string {
  const { rfc, section } = rowOf(check)
  return `RFC ${rfc} §${section}`
}
