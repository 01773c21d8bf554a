import type { Policy } from './policy.ts'

/**
 * The default profile: RFC 7643 and RFC 7644, and where they leave a choice, what identity providers expect. Group
 * names are unique because Entra ID's validator asks for a 409 on a duplicate.
 */
export const rfcProfile: Policy = {
  attributes: { unknown: { post: 'ignore', put: 'ignore', patch: 'reject' } },
  unique: [{ resourceType: 'Group', attribute: 'displayName', scope: 'tenant' }],
  delete: { User: 'tombstone', '*': 'hard' },
  members: { validation: 'reject', requireActive: false },
  query: { maxCount: 100, countOverMax: 'clamp' },
}
