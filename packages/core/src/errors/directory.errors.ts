import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'

/** Errors about what the application asks of its directory: no SCIM request is answered with one. */
export const directoryErrors = {
  LOCAL_EDIT_BLOCKED: {
    id: 'SCIM9001',
    status: 409,
    title: 'This is not changed here',
    detail: ({
      resourceType,
      id,
      reason,
    }: {
      readonly resourceType: string
      readonly id: string
      readonly reason: string
    }): string => `${resourceType} ${id} cannot be changed here: ${reason}.`,
    cause:
      'The identity provider is the authority for a group it has pushed, and the profile does not let the application change its name or its members (`groups.localEdits`). Or a takeover of the account has not been decided yet, and a change would be lost with one of its two documents.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Change the group in the identity provider, and push it again.',
        settings: idpSettings.pushGroups,
      },
      {
        actor: 'application administrator',
        action:
          'Make a local group next to the managed one for what the application decides; approve or reject a takeover that waits.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.2'],
    seeds: ['P-10', 'P-36'],
    since: '0.1.0',
  },
  SIGN_IN_REFUSED: {
    id: 'SCIM9002',
    status: 403,
    title: 'The sign-in is refused',
    detail: ({ reason }: { readonly reason: string }): string => `The sign-in is refused: ${reason}.`,
    cause:
      'The identity provider vouches for the person, but the account is deactivated, waits for a takeover, or is not found by what the assertion says of the person; or the assertion lacks the groups that decide here.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Assign the person, or activate the account, so that it is provisioned before the person signs in.',
        settings: idpSettings.assignment,
      },
      {
        actor: 'identity provider administrator',
        action: 'Send the same value as NameID that is mapped to the user name or the e-mail address.',
        settings: idpSettings.nameId,
      },
      {
        actor: 'identity provider administrator',
        action: 'Send the groups of the person with each sign-in where the detail misses them.',
        settings: idpSettings.groupClaims,
      },
      {
        actor: 'application administrator',
        action: 'Find the account of the person, and connect the identity to it or approve the takeover.',
      },
      {
        actor: 'end user',
        action:
          'Change the e-mail address of another account you have, delete that account, or connect it to your organization.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.1.1'],
    seeds: ['P-37', 'B-04', 'B-20', 'B-27'],
    since: '0.1.0',
  },
  ACCOUNT_BELONGS_ELSEWHERE: {
    id: 'SCIM9003',
    status: 409,
    title: 'The account belongs to its organization',
    detail: ({ id }: { readonly id: string }): string =>
      `The account ${id} belongs to the organization that has provisioned it, and cannot join another one.`,
    cause: 'An account that SCIM has made, or that has become the organization’s, is not the person’s to take along.',
    remedies: [
      {
        actor: 'end user',
        action: 'Use an account of your own for the other organization, with another e-mail address.',
      },
      {
        actor: 'application administrator',
        action: 'Delete the account, if the person has left the organization and the other one is to provision them.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §6'],
    seeds: ['P-32', 'P-37'],
    since: '0.1.0',
  },
  NOTHING_PENDING: {
    id: 'SCIM9004',
    status: 409,
    title: 'No takeover waits for a decision',
    detail: ({ id }: { readonly id: string }): string => `No takeover of the account ${id} waits for a decision.`,
    cause: 'Another administrator has decided already, or the identity provider has never asked for the account.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Look at the account again: it says whether it is managed, and whether a takeover waits.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.3'],
    since: '0.1.0',
  },
  TOKEN_END_REFUSED: {
    id: 'SCIM9005',
    status: 400,
    title: 'The token cannot end then',
    detail: ({ problem }: { readonly problem: string }): string => `The end of the token ${problem}.`,
    cause:
      'A token was to be issued that is over already, or that lives longer than the profile lets one (`tokens.maxAgeDays`).',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Choose another end, or none: the token then lives as long as the profile lets it.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §2', 'RFC 6750 §5.3'],
    since: '0.1.0',
  },
} as const
directoryErrors satisfies ErrorTable
