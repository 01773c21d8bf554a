import { defineProfile } from '../define-profile.ts'
import { rfcProfile } from './rfc.ts'

/**
 * The Buf registry (S4): people are matched by their work address, and sign-ins decide who is in a group.
 *
 * @example
 * ```ts
 * bufProfile.users.loginName // 'emailLocalPart'
 * ```
 */
export const bufProfile = defineProfile({
  extends: rfcProfile,
  users: {
    emailUniqueness: 'tenant',
    conflictOrder: ['email', 'userName'],
    matchBy: ['email', 'userName'],
    onCreate: {
      inactive: 'reactivate',
      unmanaged: { email: 'link' },
      connected: { email: 'link' },
    },
    loginName: 'emailLocalPart',
    reservedLoginNames: ['admin', 'api', 'buf', 'bufbuild', 'root', 'scim', 'system'],
    delete: 'disable',
    visibility: 'tenant',
  },
  groups: {
    memberValidation: 'skip',
    membershipAuthority: 'login',
    localEdits: 'allow',
    addEffective: 'nextLogin',
  },
  attributes: { unknown: { patch: 'ignore' }, emails: 'workOnly' },
  filters: {
    allow: { User: ['userName eq', 'emails eq', 'emails.value eq'], Group: ['displayName eq'] },
    userNameMatchesEmail: true,
  },
  login: { jit: true, autoprovisioning: false },
  readiness: true,
})
