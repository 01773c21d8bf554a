import { ScimError } from '../errors/scim-error.ts'
import type { Outcome } from './context.ts'

/** POST /Bulk (RFC 7644 §3.7), which this version does not offer; `ServiceProviderConfig` says so. */
export async function bulk(): Promise<Outcome> {
  throw new ScimError('NOT_IMPLEMENTED', { feature: 'bulk operations' })
}
