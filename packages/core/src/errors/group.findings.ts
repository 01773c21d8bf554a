import type { FindingTable } from './define-finding.ts'
import { idpSettings } from './idp-settings.ts'
import { type InvalidMembers, memberRemedies, sayMembers } from './member-problem.ts'

/** Findings about groups and their members. */
export const groupFindings = {
  MEMBERS_SKIPPED: {
    id: 'SCIM8002',
    severity: 'problem',
    title: 'Members were left out',
    detail: (members: InvalidMembers): string => `These members were left out: ${sayMembers(members)}.`,
    cause:
      'The group was pushed before all its members were, or they were deleted here; or the profile asks for more of a member, as that it is active or a person. The profile leaves such members out rather than refuse the group, so the request succeeds and the group is incomplete.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Provision every member of the group first, and reactivate those who are deactivated.',
        settings: idpSettings.assignment,
      },
      { actor: 'identity provider administrator', action: 'Push the group again.', settings: idpSettings.pushGroups },
      ...memberRemedies,
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.2', 'RFC 7644 §3.5.2'],
    seeds: ['P-38', 'D-13', 'RW-P5', 'F-4'],
    since: '0.1.0',
  },
  BATCH_LARGE: {
    id: 'SCIM8006',
    severity: 'warning',
    title: 'One request changes many members',
    detail: ({ size, advised }: { readonly size: number; readonly advised: number }): string =>
      `The request changes ${size} members. Send about ${advised} at a time.`,
    cause:
      'The group was pushed whole, or has changed a lot at once. Such requests may meet a limit of the product, or take longer than the identity provider waits.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Split the group, or assign its members in smaller steps.',
        settings: idpSettings.assignment,
      },
      {
        actor: 'client developer',
        action: 'Send PATCH requests of about the advised size, and halve it when one fails.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2'],
    seeds: ['I-10', 'I-11', 'RW-I4', 'D-15', 'F-16'],
    since: '0.1.0',
  },
  GROUP_NEARLY_EMPTIED: {
    id: 'SCIM8007',
    severity: 'problem',
    title: 'A request took most members out of a group',
    detail: ({ removed, before }: { readonly removed: number; readonly before: number }): string =>
      `The request took ${removed} of ${before} members out of the group.`,
    cause:
      'Most of the people lost their assignment in the identity provider; or the client replaced the members when it meant to add some, or removed them all when it meant one.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Compare the group with the one in the identity provider, and push it again if people are missing here.',
        settings: idpSettings.pushGroups,
      },
      {
        actor: 'application administrator',
        action: 'Set `brakes.members` in the profile, so that such a request waits for a confirmation.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2.2', 'RFC 7644 §3.5.2.3'],
    seeds: ['F-13'],
    since: '0.1.0',
  },
  MEMBERSHIPS_CLEARED: {
    id: 'SCIM8010',
    severity: 'problem',
    title: 'A sign-in took a person out of groups',
    detail: ({ groups }: { readonly groups: readonly string[] }): string =>
      `Sign-ins decide about groups here, and autoprovisioning is off: the person is out of ${groups.join(', ')}.`,
    cause:
      'Groups are pushed over SCIM, but what counts are the groups that come with each sign-in, and these are not taken. So every sign-in undoes what was pushed.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Switch on autoprovisioning (`login.autoprovisioning`), or let SCIM decide about groups (`groups.membershipAuthority`).',
      },
      {
        actor: 'identity provider administrator',
        action: 'Send the groups of a person with each sign-in.',
        settings: idpSettings.groupClaims,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.2'],
    seeds: ['B-08', 'B-27', 'D-16', 'RW-B3', 'F-13'],
    since: '0.1.0',
  },
  MEMBERS_DIAGNOSED: {
    id: 'SCIM8016',
    severity: 'problem',
    title: 'Why members were refused',
    detail: ({ reasons }: { readonly reasons: readonly string[] }): string =>
      `The members are refused because ${reasons.join('; ')}.`,
    cause:
      'A member is not provisioned yet, is deactivated here, or is named by its user name or external id where this server’s own id belongs; or it is a group or one account too many, where the product takes people alone or only so many.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Provision those that are not known, and reactivate those that are deactivated or take them out of the group; then push the group again.',
        settings: idpSettings.pushGroups,
      },
      ...memberRemedies,
      {
        actor: 'client developer',
        action: 'Use the `id` that this server gave in its response to the creation as the value of a member.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.2', 'RFC 7643 §2.4'],
    seeds: ['P-07', 'P-08', 'P-09', 'P-22', 'D-13', 'D-14', 'RW-P5', 'F-4'],
    since: '0.1.0',
  },
  GROUPS_CLAIM_MISSING: {
    id: 'SCIM8017',
    severity: 'problem',
    title: 'A sign-in came without groups',
    detail: ({ groups }: { readonly groups: readonly string[] }): string =>
      `Sign-ins decide about groups here, and the assertion says nothing about them, which means none: the person is out of ${groups.join(', ')}.`,
    cause:
      'The identity provider pushes the groups over SCIM, but its assertion has no claim with them. OpenID Connect leaves an empty claim out, so a missing one counts as empty.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Send the groups of a person with each sign-in, also where they are pushed.',
        settings: idpSettings.groupClaims,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.2'],
    seeds: ['B-27', 'D-16', 'F-13'],
    since: '0.1.0',
  },
} as const
groupFindings satisfies FindingTable
