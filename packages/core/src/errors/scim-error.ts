import { catalogue, type ErrorCode, type ErrorParams } from './catalogue.ts'

const brand = 'ScimError'

/**
 * The one error class. The code selects the row of the catalogue; the parameters are checked against it.
 *
 * @example
 * ```ts
 * throw new ScimError('RESOURCE_NOT_FOUND', { resourceType: 'User', id: '2819c223' })
 * ```
 */
export class ScimError<Code extends ErrorCode = ErrorCode> extends Error {
  override readonly name = brand
  readonly code: Code
  readonly params: ErrorParams<Code>

  constructor(code: Code, params: ErrorParams<Code>, options?: ErrorOptions) {
    super(catalogue[code].detail(params as never), options)
    this.code = code
    this.params = params
  }
}

/** Whether a thrown value is a {@link ScimError}. By name, not `instanceof`: two copies of the core may meet. */
export function isScimError(value: unknown): value is ScimError {
  return value instanceof Error && value.name === brand && 'code' in value && String(value.code) in catalogue
}
