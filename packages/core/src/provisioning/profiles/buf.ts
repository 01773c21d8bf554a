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
    // To provision again brings somebody back, whoever has locked them out (B-20).
    linkActivates: true,
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
  attributes: {
    unknown: { patch: 'ignore' },
    // What is kept of a user (B-21); Okta and Entra ID send more by default.
    allow: { User: ['externalId', 'userName', 'name.givenName', 'name.familyName', 'emails', 'active'] },
    // No mapping of Okta takes them away.
    acceptAndDrop: { User: ['password', 'emails.display'] },
    emails: 'workOnly',
    otherEmails: 'drop',
  },
  filters: {
    // Entra ID matches by externalId unless it is told otherwise, and one refused filter stops its job.
    allow: {
      User: ['userName eq', 'emails eq', 'emails.value eq', 'externalId eq'],
      Group: ['displayName eq', 'externalId eq'],
    },
    userNameMatchesEmail: true,
  },
  login: { jit: true, autoprovisioning: false },
  readiness: true,
})
