import { catalogue, type ErrorCode, type ErrorParams } from './catalogue.ts'

const brand = 'ScimError'

/**
 * The one error class. The code selects the row of the catalogue; the parameters are checked against it.
 *
 * @example
 * ```ts
 * const error = new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'User', id: '2819c223' })
 * error.message // 'There is no User with id "2819c223".'
 * error.code // 'RESOURCE_NOT_FOUND'
 * ```
 */
export class ScimError<Code extends ErrorCode = ErrorCode> extends Error {
  /** The same in every copy of the core: {@link isScimError} goes by it. */
  override readonly name = brand
  /** Its row in `catalogue`. */
  readonly code: Code
  /** What it was thrown with, at full length; `message` cuts long values short. */
  readonly params: ErrorParams<Code>

  constructor(code: Code, params: ErrorParams<Code>, options?: ErrorOptions) {
    // Each row reads parameters of its own, and gets back the ones that were checked against it.
    super(catalogue[code].detail(clipped(params) as never), options)
    this.code = code
    this.params = params
  }
}

/** How much of one thing a client sent is said again in the detail of an error. */
const longest = 300

/** What a client sent can be of any length; what is said about it is not (RFC 7644 §3.12). */
function clipped(params: object): object {
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, clipValue(value)]))
}

function clipValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clipValue)
  return typeof value === 'string' ? clip(value) : value
}

/** How much of it where the sentence has more to say than that. */
export const brief = 60

/** As much of a text that a client sent as is said again. */
export function clip(text: string, most: number = longest): string {
  return text.length > most ? `${text.slice(0, most)}…` : text
}

/**
 * Whether a thrown value is a {@link ScimError}, and of this code where one is given: then its parameters are known. By
 * name, not `instanceof`: two copies of the core may meet.
 *
 * @example
 * ```ts
 * const error: unknown = new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'User', id: '2819c223' })
 * isScimError(error) // true
 * isScimError(error, 'UNIQUENESS_VIOLATED') // false
 * ```
 */
export function isScimError(value: unknown): value is ScimError
export function isScimError<Code extends ErrorCode>(value: unknown, code: Code): value is ScimError<Code>
export function isScimError(value: unknown, code?: ErrorCode): boolean {
  const isOurs = value instanceof Error && value.name === brand && 'code' in value && String(value.code) in catalogue
  return isOurs && (code === undefined || value.code === code)
}
