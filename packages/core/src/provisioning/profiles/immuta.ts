import { defineProfile } from '../define-profile.ts'
import { rfcProfile } from './rfc.ts'

/**
 * Immuta (S3): the identity provider is the authority, accounts come back on POST, and nothing is ever linked.
 *
 * @example
 * ```ts
 * immutaProfile.users.delete // 'tombstone'
 * ```
 */
export const immutaProfile = defineProfile({
  extends: rfcProfile,
  users: {
    onCreate: { inactive: 'reactivate', deleted: 'reactivate', connected: 'conflict' },
    // The identity provider is the authority, wherever an account comes from (I-07).
    linkActivates: true,
    userNameChange: 'ignore',
  },
  groups: {
    memberValidation: 'skip',
    batch: { soft: 100, onHard: 'timeout' },
    localEdits: 'allow',
  },
  attributes: { unknown: { patch: 'ignore' }, emails: 'any' },
})
