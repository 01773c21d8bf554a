import type { FindingTable } from './define-finding.ts'
import { idpSettings } from './idp-settings.ts'

/** Findings of a look through what a tenant has: what to put right before going live, and what has gone wrong since. */
export const readinessFindings = {
  ACCOUNT_UNMANAGED: {
    id: 'SCIM8041',
    severity: 'warning',
    title: 'An account that SCIM has never written',
    detail: ({ userName }: { readonly userName: string }): string =>
      `The account "${userName}" exists here, and no request of the identity provider has ever been about it.`,
    cause:
      'The account is older than provisioning, was invited, or the person is not in the identity provider at all. Nothing tells the application that the person has left: SCIM only pushes.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Check whether the person exists in the identity provider; assign the person if so.',
        settings: idpSettings.scope,
      },
      {
        actor: 'application administrator',
        action:
          'Delete the account if nobody knows the person, or before the identity provider creates it where accounts are never linked.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.3'],
    seeds: ['I-12', 'I-13', 'I-14', 'I-15', 'I-16', 'RW-I5', 'RW-I6', 'B-28', 'F-6'],
    since: '0.1.0',
  },
  ACCOUNT_QUIET: {
    id: 'SCIM8042',
    severity: 'notice',
    title: 'An account nobody has spoken of for long',
    detail: ({ userName, since }: { readonly userName: string; readonly since: string }): string =>
      `The account "${userName}" is active, and the last change through SCIM was at ${since}.`,
    cause:
      'Nothing has changed about the person; or the person was removed from the identity provider without a request, or has another account under a new name by now.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Check that the person is still assigned.',
        settings: idpSettings.scope,
      },
      {
        actor: 'application administrator',
        action: 'Compare the account with newer ones of nearly the same name, and delete it if it is left over.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.5'],
    seeds: ['I-04', 'I-14', 'F-6', 'F-15'],
    since: '0.1.0',
  },
  ACCOUNTS_ALIKE: {
    id: 'SCIM8043',
    severity: 'warning',
    title: 'Two accounts may be one person’s',
    detail: ({ sharing, userNames }: { readonly sharing: string; readonly userNames: readonly string[] }): string =>
      `These accounts have the same ${sharing}: ${userNames.join(', ')}.`,
    cause:
      'The person was renamed, or signs in with other identifiers than those that are provisioned. A match by this value finds more than one account.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Delete the account that is not in use, or change its value.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Use one attribute that does not change for sign-in and provisioning.',
        settings: idpSettings.nameId,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §3.1'],
    seeds: ['B-07', 'B-28', 'F-7', 'F-15'],
    since: '0.1.0',
  },
  EMAIL_MISSING: {
    id: 'SCIM8044',
    severity: 'warning',
    title: 'An account has no address to match it by',
    detail: ({ userName }: { readonly userName: string }): string =>
      `The account "${userName}" has no e-mail address, and accounts are matched by it here: the identity provider would make a second one.`,
    cause: 'The account was made without an address, or with one of another type than the profile takes.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Enter the work address of the person before SCIM is switched on.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.1.2'],
    seeds: ['B-02', 'B-05', 'B-28', 'F-9'],
    since: '0.1.0',
  },
  PUSHED_GROUPS_CLEARED: {
    id: 'SCIM8045',
    severity: 'problem',
    title: 'Sign-ins will empty the pushed groups',
    detail: ({ groups }: { readonly groups: number }): string =>
      `${groups} groups are pushed over SCIM, sign-ins decide about groups, and autoprovisioning is off: whoever signs in next is taken out of them.`,
    cause:
      'Groups are pushed without autoprovisioning, and the product takes the groups of the last sign-in for the right ones.',
    remedies: [
      { actor: 'application administrator', action: 'Switch on autoprovisioning (`login.autoprovisioning`).' },
      {
        actor: 'identity provider administrator',
        action: 'Send the groups of a person with each sign-in.',
        settings: idpSettings.groupClaims,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.2'],
    seeds: ['B-08', 'B-09', 'B-28', 'RW-B3', 'F-13'],
    since: '0.1.0',
  },
  USER_NAME_NOT_EMAIL: {
    id: 'SCIM8046',
    severity: 'notice',
    title: 'A user name is not the e-mail address',
    detail: ({ userName }: { readonly userName: string }): string =>
      `The user name "${userName}" is not the e-mail address of the account, and people are matched by the address here.`,
    cause:
      'User names come from another attribute than addresses, such as the user principal name beside the mail address in Entra ID. A sign-in that names the person by the one does not find what is provisioned by the other.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Send the e-mail address as NameID, and map the user name as the guide of the application says.',
        settings: idpSettings.nameId,
      },
      {
        actor: 'identity provider administrator',
        action: 'Map the attribute people sign in with to the user name.',
        settings: idpSettings.userName,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.1.1'],
    seeds: ['B-05', 'B-06', 'B-28', 'RW-B1', 'F-7'],
    since: '0.1.0',
  },
  GROUP_NAME_TAKEN: {
    id: 'SCIM8047',
    severity: 'notice',
    title: 'A local group has a name that cannot be pushed',
    detail: ({ displayName }: { readonly displayName: string }): string =>
      `The group "${displayName}" was made here. Names of groups are unique, so the identity provider cannot push one of that name.`,
    cause: 'Groups were made in the application before provisioning was switched on, or next to those that are pushed.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Delete the group, or give it another name, if the identity provider is to push one of this name.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Push the group under another name if both are needed.',
        settings: idpSettings.pushGroups,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.2'],
    seeds: ['P-10', 'B-28', 'D-17', 'F-20'],
    since: '0.1.0',
  },
  CREDENTIAL_MISSING: {
    id: 'SCIM8048',
    severity: 'problem',
    title: 'The identity provider has no credential',
    detail: (_: object): string =>
      'No token of this tenant is valid: none was issued, or all are expired or revoked. Every request is refused.',
    cause:
      'Provisioning has not been set up yet; or the last token has expired, was revoked, or ended when the tenant left its SSO provider.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Issue a token, and hand it to the identity provider administrator.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Enter the token, and test the connection.',
        settings: idpSettings.token,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §2'],
    seeds: ['P-34', 'P-35', 'B-28', 'F-3'],
    since: '0.1.0',
  },
} as const
readinessFindings satisfies FindingTable
