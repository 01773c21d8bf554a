import type { FindingTable } from './define-finding.ts'
import { idpSettings } from './idp-settings.ts'

/** Findings about how a client behaves: what its requests show when they are read together. */
export const clientFindings = {
  LOOKUP_THEN_CONFLICT: {
    id: 'SCIM8021',
    severity: 'problem',
    title: 'The identity provider cannot see the account it collides with',
    detail: ({ attribute, value }: { readonly attribute: string; readonly value: string }): string =>
      `The identity provider looked for ${attribute} "${value}", found nobody, and then could not create the account because one exists.`,
    cause:
      'An account with this value exists, but SCIM does not show it: it was made here and not by SCIM, it was deleted, or it has another value in the attribute the identity provider asks for. Every retry repeats the two requests.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Find the account that holds the value; delete it, change its value, give it the user name that is looked for if it is the same person’s, or let the profile link it (`users.onCreate`) or show it (`users.visibility`).',
      },
      {
        actor: 'identity provider administrator',
        action: 'Unassign the person and assign the person again once the account is released.',
        settings: idpSettings.reassign,
      },
      {
        actor: 'identity provider administrator',
        action: 'Match people by the attribute that is unique here.',
        settings: idpSettings.matching,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.3', 'RFC 7644 §3.4.2'],
    seeds: ['I-12', 'I-13', 'I-16', 'D-22', 'RW-I6', 'F-5'],
    since: '0.1.0',
  },
  CLIENT_DEVIATES: {
    id: 'SCIM8022',
    severity: 'notice',
    title: 'The client departs from the RFCs',
    detail: ({ rules, flagHelps }: { readonly rules: readonly string[]; readonly flagHelps: boolean }): string =>
      `The request was put right before it was understood: ${rules.join(', ')}. A strict server would have refused it.${
        flagHelps ? ' Entra ID stops sending some of this when its Tenant URL ends in ?aadOptscim062020.' : ''
      }`,
    cause:
      'Identity providers send what the RFCs do not have, such as capitalised operations or booleans as text. It is taken here; the names of the rules stand in the reference of the dialect.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Switch on the compliant form of requests, where the identity provider has one.',
        settings: idpSettings.compliance,
      },
      {
        actor: 'client developer',
        action: 'Read what each rule puts right, and send what RFC 7644 asks for.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.5.2', 'RFC 7643 §2.3.2'],
    seeds: ['B-30', 'D-21', 'F-2'],
    since: '0.1.0',
  },
  FAILURE_REPEATED: {
    id: 'SCIM8023',
    severity: 'problem',
    title: 'The same request fails again and again',
    detail: ({ times, id }: { readonly times: number; readonly id: string }): string =>
      `The same request has failed ${times} times with ${id}. Trying again does not help: somebody has to change something first.`,
    cause:
      'The identity provider repeats a request whose error does not go away by itself. What has to change stands in the explanation of the error.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Read the explanation of the error and do what it says, then retry the task once.',
        settings: idpSettings.retry,
      },
      {
        actor: 'identity provider administrator',
        action:
          'Take the person or group out of the assignment if nothing can be done, so that provisioning is not quarantined.',
        settings: idpSettings.scope,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.12'],
    seeds: ['P-11', 'P-17', 'F-23'],
    since: '0.1.0',
  },
  DEACTIVATION_WAVE: {
    id: 'SCIM8024',
    severity: 'warning',
    title: 'Many accounts are being deactivated',
    detail: ({ count, minutes }: { readonly count: number; readonly minutes: number }): string =>
      `${count} accounts were deactivated or deleted within ${minutes} minutes.`,
    cause:
      'A group or a scope was removed in the identity provider, a mapping changed, or many people really have left. If it is a mistake, it goes on until somebody stops it.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Check who was taken out of the scope; put the assignment back, and everybody is activated again.',
        settings: idpSettings.scope,
      },
      {
        actor: 'identity provider administrator',
        action: 'Set a limit to deletions, where the identity provider has one.',
        settings: idpSettings.accidentalDeletion,
      },
      {
        actor: 'application administrator',
        action: 'Set `brakes.deactivations` in the profile, so that the next wave waits for a confirmation.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7643 §4.1.1', 'RFC 7644 §3.6'],
    seeds: ['F-25'],
    since: '0.1.0',
  },
  SILENCE_ENDED: {
    id: 'SCIM8025',
    severity: 'warning',
    title: 'The identity provider was silent for long',
    detail: ({ days }: { readonly days: number }): string =>
      `No request came for ${days} days. What changed in the identity provider meanwhile may be missing here.`,
    cause:
      'Provisioning was paused, its credentials had ended, or the application was set up anew in the identity provider. Identity providers do not send again what they could not send then.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Synchronise everything once, not only what changes from now on.',
        settings: idpSettings.resync,
      },
      {
        actor: 'application administrator',
        action: 'Look through the accounts that no request has been about since, and delete those nobody knows.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.4.2'],
    seeds: ['P-34', 'I-17', 'F-22'],
    since: '0.1.0',
  },
  NOTHING_HEARD: {
    id: 'SCIM8026',
    severity: 'warning',
    title: 'No request has come',
    detail: ({ what, since }: { readonly what: string; readonly since: string | undefined }): string =>
      since === undefined
        ? `No request about ${what} has come as far back as the log goes.`
        : `The last request about ${what} came at ${since}.`,
    cause:
      'SCIM only pushes: what the identity provider does not send cannot arrive. The person or group is not in the scope of the application, groups are nested, or provisioning is off, paused or quarantined.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Assign the person or the group to the application directly; nested groups are not expanded.',
        settings: idpSettings.scope,
      },
      {
        actor: 'identity provider administrator',
        action: 'Switch on provisioning for creating, updating and deactivating, and look for a quarantine.',
        settings: idpSettings.actions,
      },
      {
        actor: 'identity provider administrator',
        action: 'Provision one person by hand, and look for the request in the log here.',
        settings: idpSettings.retry,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.3'],
    seeds: ['P-38', 'I-13', 'I-14', 'I-17', 'I-21', 'F-8', 'F-22'],
    since: '0.1.0',
  },
  TOKEN_EXPIRES_SOON: {
    id: 'SCIM8027',
    severity: 'warning',
    title: 'The credential is about to expire',
    detail: ({ expires, left }: { readonly expires: string; readonly left: string }): string =>
      `The credential of this client expires in ${left}, at ${expires}. From then on every request is refused.`,
    cause:
      'The token was issued for a limited time. Identity providers stop provisioning some time after it is refused.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Issue a new token, and hand it to the identity provider administrator.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Enter the new token before the old one ends, and test the connection.',
        settings: idpSettings.token,
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §2', 'RFC 6750 §3.1'],
    seeds: ['P-35', 'F-3'],
    since: '0.1.0',
  },
  ATTRIBUTES_IGNORED: {
    id: 'SCIM8028',
    severity: 'notice',
    title: 'Unknown attributes were ignored',
    detail: ({ paths }: { readonly paths: readonly string[] }): string =>
      `These attributes are not known here, and were ignored: ${paths.join(', ')}.`,
    cause:
      'The identity provider sends its full default set of attributes, or one is misspelt. Their values are kept nowhere.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Delete the mappings of these attributes, or correct their names.',
        settings: idpSettings.mappings,
      },
      {
        actor: 'application administrator',
        action: 'Declare the attributes in a schema extension if their values are wanted.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §3.3', 'RFC 7644 §3.3'],
    seeds: ['B-21', 'P-29', 'P-31', 'D-06', 'D-20', 'F-19'],
    since: '0.1.0',
  },
  LOOKUP_AMBIGUOUS: {
    id: 'SCIM8029',
    severity: 'problem',
    title: 'A lookup found several',
    detail: ({
      attribute,
      value,
      total,
    }: {
      readonly attribute: string
      readonly value: string
      readonly total: number
    }): string =>
      `The lookup of ${attribute} "${value}" found ${total}. Identity providers expect one at most, and stop with an error.`,
    cause:
      'The attribute that the identity provider matches by is not unique here: several groups share a name, or the name of one account is the address of another.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Delete or rename all but one of them.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Match by an attribute that is unique here.',
        settings: idpSettings.matching,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.2'],
    seeds: ['P-26', 'D-12', 'D-17', 'F-10'],
    since: '0.1.0',
  },
  ANSWER_SLOW: {
    id: 'SCIM8030',
    severity: 'warning',
    title: 'The answer took long',
    detail: ({ seconds, limit }: { readonly seconds: number; readonly limit: number }): string =>
      `The request took ${seconds} seconds. Okta gives up after ${limit} seconds and sends it again, although it was done.`,
    cause:
      'The request changes very many members at once, or the database of the application is slow. What was asked is done; the identity provider may not have seen the answer.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Split large groups, or assign their members in smaller steps.',
        settings: idpSettings.assignment,
      },
      {
        actor: 'application administrator',
        action: 'Check the load of the database and the time it takes for a write.',
      },
    ],
    retry: 'never',
    spec: ['RFC 7644 §3.5.2'],
    seeds: ['I-10', 'RW-I4', 'F-16'],
    since: '0.1.0',
  },
} as const
clientFindings satisfies FindingTable
