import type { Policy } from '../policy.ts'

/**
 * The default profile: RFC 7643 and RFC 7644, and where they leave a choice, what identity providers expect. Group
 * names are unique because Entra ID's validator asks for a 409 on a duplicate.
 *
 * @example
 * ```ts
 * rfcProfile.delete // 'hard'
 * ```
 */
export const rfcProfile: Policy = {
  errors: {
    statusType: 'string',
    immutableScimType: 'mutability',
    memberErrorFormat: 'scim',
    idsWrap: 'none',
    templates: {},
  },
  users: {
    userNameUniqueness: 'tenant',
    userNameCompare: 'ci',
    emailUniqueness: 'none',
    conflictOrder: ['userName', 'email'],
    matchBy: ['userName'],
    onCreate: {
      active: 'conflict',
      inactive: 'conflict',
      deleted: 'create',
      unmanaged: 'conflict',
      connected: 'link',
    },
    userNameChange: 'allow',
    reactivateSync: true,
    linkActivates: false,
    loginName: 'userName',
    reservedLoginNames: [],
    delete: 'tombstone',
    visibility: 'managed',
    convert: 'never',
  },
  groups: {
    displayNameUniqueness: 'tenant',
    externalId: 'store',
    memberValidation: 'reject',
    nested: true,
    requireActiveMembers: false,
    patchChecks: 'added',
    batch: { onHard: '413' },
    visibility: 'managed',
    deleteScope: 'managed',
    delete: 'hard',
    localEdits: 'block',
    membershipAuthority: 'scim',
    addEffective: 'immediate',
    removeEffective: 'immediate',
  },
  attributes: {
    unknown: { post: 'ignore', put: 'ignore', patch: 'reject' },
    allow: {},
    acceptAndDrop: {},
    aliases: {},
    emails: 'primary',
    otherEmails: 'store',
  },
  filters: { allow: {}, unknownAttribute: 'reject', notEqual: 'every', userNameMatchesEmail: false },
  query: { maxCount: 100, countOverMax: 'clamp', groupPagination: true },
  protocol: {
    replaceComplex: 'merge',
    patchWithoutPath: 'allow',
    patchAnswer: 'byType',
    references: 'keep',
    bulk: true,
    sort: true,
    etag: true,
  },
  login: { jit: false, autoprovisioning: true },
  orphans: { detect: 'report', quietDays: 30 },
  tokens: { perTenant: 'many', warnDays: 30, tiedToSso: false },
  brakes: {},
  readiness: false,
  unique: [],
  delete: 'hard',
}
