import { isScimError, ScimError } from '@scimkit/core'

/** The SQLSTATE of a driver's error, or the code of the socket below it. */
function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : ''
}

// Appendix A of the PostgreSQL manual: serialization_failure, deadlock_detected.
const repeatable: ReadonlySet<string> = new Set(['40001', '40P01'])

/** Whether the same unit of work may succeed when it is run again. */
export function isRepeatable(error: unknown): boolean {
  return repeatable.has(codeOf(error))
}

/**
 * Classes and codes that say the server cannot be had now: connection exceptions (08), no resources (53), operator
 * intervention (57: shut down, starting up, a statement cancelled), a lock that was not granted in time (55P03), reads
 * only after a fail-over (25006), a transaction that took too long (25P03, 25P04), credentials or a database that are
 * not there yet or no more (28, 3D000), a COMMIT of which nobody knows what came (40003: never run again), and what
 * sockets and resolvers say.
 */
const unavailable: readonly string[] = [
  ...['08', '28', '53', '57', '55P03', '25006', '25P03', '25P04', '3D000', '40003', ...repeatable],
  ...['ECONN', 'EPIPE', 'ETIMEDOUT', 'EHOST', 'ENET', 'EADDRNOTAVAIL', 'EMFILE', 'ENOTFOUND', 'EAI_AGAIN'],
]

/** What `pg` says without a code: about its pool, and about connections that end under a statement. */
const lost =
  /Connection terminated|timeout exceeded when trying to connect|Cannot use a pool after|Client has encountered|Query read timeout|is closed|not queryable/i

/** Whether the statement itself is refused, whatever its values: a table or a right is missing (class 42). */
export function isRefused(error: unknown): boolean {
  return codeOf(error).startsWith('42')
}

/**
 * Whether the session that gave this error cannot be used any more. One that only reads is with a server that has been
 * replaced: a new one may be with its successor.
 */
export function isConnectionLost(error: unknown): boolean {
  return (
    /^(?:08|25006|57P|EC|EPIPE|ETIMEDOUT)/.test(codeOf(error)) || (error instanceof Error && lost.test(error.message))
  )
}

/** Seconds after which a fail-over or a restart is usually over. */
export const retryAfter = 5

/**
 * The database is there, and gave up what took too long; in how many seconds it may be asked again. A statement that
 * was cancelled (57014) takes as long the next time, half a minute of a core: whoever sends it again soon does nothing
 * else any more. A lock that was not granted (55P03) is given back when whoever holds it has ended.
 */
const tooLong: Readonly<Record<string, number>> = { '57014': 300, '55P03': 30 }

/** Whether somebody else kept locked for too long what was asked for. */
export function isLocked(error: unknown): boolean {
  return codeOf(error) === '55P03'
}

/**
 * As many values as one statement can have: the protocol counts them in 16 bits ("Message Formats" of the manual,
 * Bind).
 */
const mostValues = 65_535

/**
 * Refuses, before it is sent, a statement with more values than the protocol counts: the server would take it for one
 * with few, and end the connection.
 */
export function checkValues(values: readonly unknown[]): void {
  if (values.length > mostValues)
    throw Object.assign(new Error('The statement has too many values.'), { code: '54023' })
}

/**
 * A filter alone makes a statement large: statement_too_complex, too_many_columns, too_many_arguments. How much the
 * first of them takes is the server's to say (`max_stack_depth`), and more than the values of a statement in any case.
 */
const isTooComplex = /^(?:54001|54011|54023)$/

/**
 * A value that the database does not take: data exceptions (22), and what is too long for an index or a column (54).
 * What clients send is brought into a form that it takes, so this one is the application's.
 */
const isValueRefused = /^(?:22|54)[0-9A-Z]{3}$/

/**
 * Whether a table of ours is missing (undefined_table). The server writes in its own language, but the name as it is;
 * one with another name is the application's, in a unit of work that it runs itself.
 */
function isOurTableMissing(error: unknown): boolean {
  return codeOf(error) === '42P01' && error instanceof Error && error.message.includes('scimkit_')
}

/** Whether the server cannot be had now. */
export function isUnavailable(error: unknown): boolean {
  const code = codeOf(error)
  return (
    isScimError(error, 'STORE_UNAVAILABLE') ||
    unavailable.some((start) => code.startsWith(start)) ||
    isConnectionLost(error)
  )
}

const where = '@scimkit/postgres'

/**
 * What the core is told instead of a driver's error, which may hold values. Anything that is neither trouble of the
 * server's nor of what it was given stays what it is.
 */
export function toStoreError(error: unknown): unknown {
  if (isScimError(error)) return error
  const pause = tooLong[codeOf(error)]
  if (pause !== undefined) return new ScimError('STORE_TIMEOUT', { retryAfter: pause }, { cause: error })
  if (isUnavailable(error)) return new ScimError('STORE_UNAVAILABLE', { retryAfter }, { cause: error })
  const code = codeOf(error)
  if (isTooComplex.test(code))
    return new ScimError('FILTER_TOO_COMPLEX', { limit: mostValues, what: 'values in one query' }, { cause: error })
  if (isOurTableMissing(error)) {
    const problem = 'its tables are not there: run migrate(database), or scimkit migrate'
    // Without the driver's error, which says less: a command line shows the cause where there is one.
    return new ScimError('CONFIGURATION', { where, problem })
  }
  if (!isValueRefused.test(code)) return error
  const problem = `PostgreSQL does not take a value that the application gave, such as the name of a tenant (${code})`
  return new ScimError('CONFIGURATION', { where, problem }, { cause: error })
}

/** Works on the database; what fails is told as {@link toStoreError} has it. */
export async function guarded<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work()
  } catch (error) {
    throw toStoreError(error)
  }
}
