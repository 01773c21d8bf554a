import { isScimError } from '@scimkit/core'

/**
 * What the driver said, where it has said something. Node says nothing but a code when it has tried several addresses.
 */
export function reasonOf(error: unknown): string {
  const reason = isScimError(error) ? (error.cause ?? error) : error
  if (!(reason instanceof Error)) return String(reason)
  return reason.message || ('code' in reason ? String(reason.code) : reason.name)
}
