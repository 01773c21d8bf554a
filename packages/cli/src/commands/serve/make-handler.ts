import {
  bearerTokens,
  createDirectory,
  createScimHandler,
  type Policy,
  type ScimEvent,
  type ScimHandler,
} from '@scimkit/core'
import type { Stores } from './open-stores.ts'

/** What a server is to be. */
export interface Wishes {
  readonly policy: Policy
  readonly dialect: 'tolerant' | 'strict'
  readonly token: string
  readonly onEvent: (event: ScimEvent) => void
}

/** SCIM on the stores, for one tenant. */
export function makeHandler({ store, log }: Stores, { policy, dialect, token, onEvent }: Wishes): ScimHandler {
  const { readiness } = createDirectory({ store, profile: policy, log })
  // The tenant that the reference server has where it is told of none, so that a store can go from one to the other.
  const authenticate = bearerTokens([{ tenant: 'default', token }])
  return createScimHandler({ store, log, authenticate, profile: policy, dialect, readiness, onEvent })
}
