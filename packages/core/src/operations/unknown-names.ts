import { isScimError, ScimError } from '../errors/scim-error.ts'

type Unknown = ScimError<'ATTRIBUTE_UNKNOWN'> | ScimError<'PATH_UNKNOWN_ATTRIBUTE'>

/** Takes down that a name is refused; reading goes on. */
export type Refuse = (error: Unknown) => void

/** How many names are told: nobody has more mappings to delete, and what is hostile is not read to its end. */
const most = 21

/**
 * Goes on reading what a client sent although a name in it is refused, so that all such names are told at once: each
 * is a mapping to delete, and to tell one at a time costs a round for each (F-19, RW-P4). The first of them is the
 * error, as if reading had ended there.
 *
 * @throws ScimError `ATTRIBUTE_UNKNOWN`, `PATH_UNKNOWN_ATTRIBUTE`, or what `read` throws before any name is refused
 */
export function refusingUnknown<Result>(read: (refuse: Refuse) => Result): Result {
  const names: string[] = []
  let first: Unknown | undefined
  const refuse: Refuse = (error) => {
    first ??= error
    names.push(error.params.path)
    if (names.length === most) throw first
  }
  try {
    const result = read(refuse)
    if (first === undefined) return result
  } catch (thrown) {
    if (first === undefined) throw thrown
  }
  const [, ...others] = new Set(names)
  throw others.length === 0 ? first : withOthers(first, others)
}

function withOthers(first: Unknown, others: readonly string[]): ScimError {
  const { path, resourceType } = first.params
  const params = { path, resourceType, others }
  if (isScimError(first, 'ATTRIBUTE_UNKNOWN')) return new ScimError('ATTRIBUTE_UNKNOWN', params)
  return new ScimError('PATH_UNKNOWN_ATTRIBUTE', params)
}
