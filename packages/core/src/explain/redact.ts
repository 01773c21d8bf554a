/** Hides what tells who somebody is before it is kept in the log. Values that differ should stay different. */
export type Redact = (value: string) => string

/** The parameters of errors and findings that hold values of people; the others hold names, ids and numbers. */
const valueParams: ReadonlySet<string> = new Set([
  ...['value', 'found', 'sent', 'kept', 'userName', 'userNames', 'nameId', 'wanted', 'given'],
])

/** The parameters with the values of people hidden. */
export function redactParams<Params extends object>(params: Params, redact: Redact | undefined): Params {
  if (redact === undefined) return params
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    valueParams.has(name) ? redactAll(value, redact) : value,
  ])
  // The same names, and a text wherever there was one.
  return Object.fromEntries(entries) as Params
}

function redactAll(value: unknown, redact: Redact): unknown {
  if (Array.isArray(value)) return value.map((each) => redactAll(each, redact))
  return typeof value === 'string' ? redact(value) : value
}

/**
 * Hides who an e-mail address belongs to: of the part before the at sign only the first character stays.
 *
 * @example
 * ```ts
 * createScimHandler({ store, authenticate, log, redact: maskEmails })
 * ```
 */
export const maskEmails: Redact = (value) => {
  const at = value.lastIndexOf('@')
  return at < 1 ? value : `${value.slice(0, 1)}***${value.slice(at)}`
}
