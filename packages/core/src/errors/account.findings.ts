import type { FindingTable } from './define-finding.ts'
import { idpSettings } from './idp-settings.ts'

/** Findings about what became of one account. */
export const accountFindings = {
  USER_NAME_KEPT: {
    id: 'SCIM8001',
    severity: 'warning',
    title: 'The user name was kept',
    detail: ({ sent, kept }: { readonly sent: string; readonly kept: string }): string =>
      `The request renames "${kept}" to "${sent}". User names are not changed here: the account still is "${kept}", and stays active under that name.`,
    cause:
      'The person was renamed in the identity provider, or the account here is older than theirs. This product keeps user names, so the old name goes on working although the identity provider no longer knows it.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Delete the account under the old name if SCIM made it, so that the next request creates one under the new name. Rename an account that the person had before to the name that is sent: the identity provider then finds it.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Provision the person anew once the old account is gone or renamed.',
        settings: idpSettings.retry,
      },
      {
        actor: 'identity provider administrator',
        action: 'Or send the name that is kept for this person.',
        settings: idpSettings.userName,
      },
      {
        actor: 'identity provider administrator',
        action: 'Map the user name to an attribute that does not change, or send it on creation only.',
        settings: idpSettings.createOnly,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.1.1', 'RFC 7644 §3.5'],
    seeds: ['I-01', 'I-02', 'I-03', 'I-04', 'I-17', 'RW-I1', 'D-07', 'F-15', 'F-26'],
    since: '0.1.0',
  },
  USER_NAME_GIVEN_UP: {
    id: 'SCIM8018',
    severity: 'notice',
    title: 'A deactivated account gave up its user name',
    detail: ({ userName, to, by }: { readonly userName: string; readonly to: string; readonly by: string }): string =>
      `The deactivated account gave up the user name "${userName}" to the account ${to}, which the request has found by its ${by}.`,
    cause:
      'A wrong mapping had made a second account for the person. It was deprovisioned, and once the mapping was right the person was matched with the account from before. The second one is out of use, and keeps everything else it has.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Delete the deactivated account for good when nothing of it is needed any more.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7643 §4.1.1', 'RFC 7644 §3.3'],
    seeds: ['B-05', 'B-06', 'B-07', 'RW-B1'],
    since: '0.1.0',
  },
  ACCOUNT_LINKED: {
    id: 'SCIM8003',
    severity: 'notice',
    title: 'An existing account was taken over',
    detail: ({ by }: { readonly by: string }): string =>
      `The account existed before SCIM wrote it. It was found by its ${by}, and is managed from now on.`,
    cause:
      'Somebody signed up, was invited or signed in before provisioning was switched on, and the profile links such accounts. The identity provider decides about the account from now on, also about whether it is active.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Check that the account is this person’s; let takeovers wait for approval (`users.onCreate`: `pending`) if an equal value proves too little.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.3'],
    seeds: ['B-01', 'B-02', 'B-29', 'RW-P1c', 'RW-B1', 'RW-B2', 'D-08', 'F-6'],
    since: '0.1.0',
  },
  LOCAL_CHANGE_UNDONE: {
    id: 'SCIM8004',
    severity: 'notice',
    title: 'A deactivated or deleted account came back',
    detail: ({ was }: { readonly was: 'inactive' | 'deleted' }): string =>
      `The account was ${was} here. The identity provider created it again, and it is active now.`,
    cause:
      'The account had been deactivated or deleted, in the application or by the identity provider itself, which is the authority: whom it creates comes back. If it was the application, and the person is still assigned, that happens whenever the identity provider synchronises.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Unassign or deactivate the person in the identity provider if the account is to stay out of use.',
        settings: idpSettings.reassign,
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.3', 'RFC 7644 §3.6'],
    seeds: ['I-05', 'I-06', 'I-07', 'I-08', 'I-09', 'B-20', 'RW-I2', 'RW-I3', 'D-09', 'F-21'],
    since: '0.1.0',
  },
  TAKEOVER_PENDING: {
    id: 'SCIM8005',
    severity: 'warning',
    title: 'A takeover waits for an administrator',
    detail: ({ by }: { readonly by: string }): string =>
      `An account with the same ${by} exists that SCIM has not made. The identity provider takes it over once an administrator approves.`,
    cause:
      'The person has an account from before provisioning. An equal value does not prove that it is the same person, so the profile asks a person; until then the account is as it was.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Check whose account it is, then approve the takeover or reject it.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.3'],
    seeds: ['D-08', 'F-6'],
    since: '0.1.0',
  },
  DEACTIVATION_WITHOUT_EFFECT: {
    id: 'SCIM8008',
    severity: 'problem',
    title: 'A deactivation had no effect',
    detail: ({ path }: { readonly path: string }): string =>
      `The request sets "${path}" to false, but no such attribute is known here: the account is still active.`,
    cause:
      'The identity provider sends the deactivation under a name that is not `active` at the top of a User. Unknown attributes are ignored, so the request succeeds and the person keeps access.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Map the state of the person to `active`, without a prefix, and deactivate the person again.',
        settings: idpSettings.deactivation,
      },
      {
        actor: 'application administrator',
        action: 'Deactivate the account here until the mapping is right.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.1.1', 'RFC 7644 §3.5.2'],
    seeds: ['B-20', 'B-30', 'D-21', 'F-14'],
    since: '0.1.0',
  },
  ACCOUNT_CONVERTED: {
    id: 'SCIM8009',
    severity: 'notice',
    title: 'A personal account became the organization’s',
    detail: (_: object): string =>
      'The account was a person’s who had joined the organization. It belongs to the organization now.',
    cause:
      'The person joined by invitation with an account of their own, and the identity provider now switches it on or off. Nothing ties the account to the person any more, so it is managed by the organization.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Tell the person that the account belongs to the organization and cannot join others.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7643 §4.1.1'],
    seeds: ['P-32', 'P-33'],
    since: '0.1.0',
  },
  ACCOUNT_NEAR_DUPLICATE: {
    id: 'SCIM8011',
    severity: 'warning',
    title: 'A second account of the same person may have been made',
    detail: ({ sharing, value }: { readonly sharing: string; readonly value: string }): string =>
      `The new account has the same ${sharing} "${value}" as another one, under another user name.`,
    cause:
      'The person was renamed in the identity provider, which then no longer found the account and created another; or sign-in and provisioning name the same person differently. The older account stays active, with its rights.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Match people by an attribute that never changes, such as the object id in `externalId`.',
        settings: idpSettings.matching,
      },
      {
        actor: 'identity provider administrator',
        action: 'Unassign the person, put the mapping right, and assign the person again.',
        settings: idpSettings.reassign,
      },
      {
        actor: 'application administrator',
        action: 'Delete the account that the finding names, once it is clear which of the two is in use.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §3.1', 'RFC 7644 §3.3'],
    seeds: ['B-05', 'B-06', 'B-07', 'I-04', 'RW-B1', 'RW-I1', 'F-7', 'F-15'],
    since: '0.1.0',
  },
  SIGN_IN_UNMATCHED: {
    id: 'SCIM8012',
    severity: 'problem',
    title: 'A sign-in belongs to no provisioned account',
    detail: ({ nameId }: { readonly nameId: string }): string =>
      `Somebody signed in as "${nameId}", but the account that was provisioned for the person has other identifiers.`,
    cause:
      'What the identity provider says at a sign-in is not what it sends as user name or external id, for example the user principal name in one place and the mail address in the other. The person gets a second account, or none.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Use one attribute that does not change for the NameID and for the mapping of the user name.',
        settings: idpSettings.nameId,
      },
      {
        actor: 'identity provider administrator',
        action: 'Unassign the person, put the mapping right, and assign the person again.',
        settings: idpSettings.reassign,
      },
      { actor: 'application administrator', action: 'Connect the sign-in identity to the provisioned account.' },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §3.1', 'RFC 7643 §4.1.1'],
    seeds: ['B-04', 'B-05', 'B-06', 'B-07', 'P-37', 'RW-B1', 'RW-B2', 'F-7'],
    since: '0.1.0',
  },
  ACTIVE_OMITTED: {
    id: 'SCIM8013',
    severity: 'notice',
    title: 'A PUT left out whether the account is active',
    detail: ({ stays }: { readonly stays: 'active' | 'inactive' }): string =>
      `The request replaces the account without saying whether it is active. Left out is not false: the account is ${stays}, as before.`,
    cause:
      'The mapping of the identity provider lacks `active`. Other applications take an absent value for false and lock people out; here it changes nothing, so a deactivation sent this way has no effect either.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Map the state of the person to `active`, so that it is part of every update.',
        settings: idpSettings.deactivation,
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.5.1', 'RFC 7643 §4.1.1'],
    seeds: ['F-25'],
    since: '0.1.0',
  },
  REACTIVATION_LOOP: {
    id: 'SCIM8014',
    severity: 'problem',
    title: 'The account is activated again and again',
    detail: ({ times, minutes }: { readonly times: number; readonly minutes: number }): string =>
      `The identity provider has asked ${times} times within ${minutes} minutes to activate this account.`,
    cause:
      'After each activation the identity provider finds the account inactive: somebody or something here deactivates it, or an account that waits for its first sign-in is shown as inactive. The identity provider tries for ever.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Find what deactivates the account here, and show an invited account that waits for its first sign-in as active.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Unassign the person if the account is to stay out of use.',
        settings: idpSettings.reassign,
      },
    ],
    retry: 'never',
    spec: ['RFC 7643 §4.1.1'],
    seeds: ['F-27'],
    since: '0.1.0',
  },
  LOGIN_NAME_NUMBERED: {
    id: 'SCIM8015',
    severity: 'notice',
    title: 'The login name got a number',
    detail: ({ wanted, given }: { readonly wanted: string; readonly given: string }): string =>
      `The login name made from the e-mail address would be "${wanted}", which is taken or reserved. The account got "${given}".`,
    cause:
      'Two addresses give the same name once their special characters and their domain are gone, or the name is reserved. If the person had an account before, the two belong to one person and were not matched.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Compare the account with the holder of the shorter name; both may be the same person’s.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Map the address people sign in with to the e-mail address, then provision the person anew.',
        settings: idpSettings.mappings,
      },
    ],
    retry: 'never',
    spec: ['RFC 7643 §4.1.1'],
    seeds: ['B-07', 'B-22', 'F-17'],
    since: '0.1.0',
  },
} as const
accountFindings satisfies FindingTable
