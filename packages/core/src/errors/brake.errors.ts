import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'

/** Errors of the brakes: what is refused until an administrator has looked at it. */
export const brakeErrors = {
  BRAKE_DEACTIVATIONS: {
    id: 'SCIM5101',
    status: 409,
    title: 'Too many accounts would be deactivated',
    detail: ({
      count,
      percent,
      windowMinutes,
    }: {
      readonly count: number
      readonly percent: number
      readonly windowMinutes: number
    }): string =>
      `With this request ${count} accounts would have been deactivated or deleted within ${windowMinutes} minutes, ${percent} % of those that were active. An administrator of the application has to confirm that. Nothing was changed.`,
    cause:
      'A group or scope was removed in the identity provider, a mapping changed, or very many people have left at once. The profile holds such a wave (`brakes.deactivations`) until somebody has looked at it.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Check who was taken out of the scope, and put the assignment back if it was a mistake.',
        settings: idpSettings.scope,
      },
      {
        actor: 'application administrator',
        action:
          'Let the deactivations pass for a while if they are meant: `POST /tenants/{tenant}/brakes/deactivations/confirm` of the administration API, or `allow` of the confirmations of an application.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Retry the failed tasks once they are let through.',
        settings: idpSettings.retry,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2', 'RFC 7644 §3.6', 'RFC 9110 §15.5.10'],
    since: '0.1.0',
    example: {
      given: 'a user, and a brake on deactivations that one more passes',
      method: 'DELETE',
      path: '/Users/{userId}',
    },
  },
  BRAKE_MEMBERS: {
    id: 'SCIM5102',
    status: 409,
    title: 'The request would take most members out of a group',
    detail: ({ removed, before }: { readonly removed: number; readonly before: number }): string =>
      `The request would take ${removed} of ${before} members out of the group. An administrator of the application has to confirm that. Nothing was changed.`,
    cause:
      'Most people lost their assignment in the identity provider, or the client replaces the members where it means to add or remove some. The profile holds such a change (`brakes.members`) until somebody has looked at it.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Compare the group with the one in the identity provider, and correct what is wrong there.',
        settings: idpSettings.pushGroups,
      },
      {
        actor: 'application administrator',
        action:
          'Let the change pass for a while if it is meant: `POST /tenants/{tenant}/brakes/members/confirm` of the administration API, or `allow` of the confirmations of an application.',
      },
      { actor: 'client developer', action: 'Send PATCH with the members that come and go instead of all of them.' },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.2', 'RFC 7644 §3.5.2.3', 'RFC 9110 §15.5.10'],
    since: '0.1.0',
    example: {
      given: 'a group with two members, and a brake on members',
      method: 'PATCH',
      path: '/Groups/{groupId}',
      body: {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations: [{ op: 'remove', path: 'members' }],
      },
    },
  },
} as const
brakeErrors satisfies ErrorTable
