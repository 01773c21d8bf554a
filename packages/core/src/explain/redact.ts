/** Hides what tells who somebody is before it is kept in the log. Values that differ should stay different. */
export type Redact = (value: string) => string

/**
 * The parameters of errors and findings that are values of people, or what a client took for ids. The others are names
 * and numbers; where a value stands in one of them, as in a path with a filter, it stands in quotation marks.
 */
const valueParams: ReadonlySet<string> = new Set([
  ...['value', 'sent', 'kept', 'userName', 'userNames', 'nameId', 'wanted', 'given', 'ids'],
])

/** The parameters with the values of people hidden. */
export function redactParams<Params extends object>(params: Params, redact: Redact | undefined): Params {
  if (redact === undefined) return params
  const inQuotes: Redact = (text) => text.replaceAll(/"([^"]*)"/g, (_, value: string) => `"${redact(value)}"`)
  const entries = Object.entries(params).map(([name, value]) => [
    name,
    redactAll(value, valueParams.has(name) ? redact : inQuotes),
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
