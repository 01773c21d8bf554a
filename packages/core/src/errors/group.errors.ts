import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'

/** How many members a request changes, and how many it may. */
export interface Batch {
  readonly size: number
  readonly limit: number
  /** How many it had better change, where the product says so: its most may still take too long (RW-I4). */
  readonly advised?: number | undefined
}

/** What is said after what went wrong. */
function adviceOf({ advised }: Batch): string {
  return advised === undefined ? 'Nothing was changed.' : `Nothing was changed. Send about ${advised} at a time.`
}

/** Why a request changes more members than the product takes at once, however the product says so. */
const batchCause =
  'The identity provider pushed a large group whole, or the group has changed a lot at once. The application takes only so many changes of members in one request (`groups.batch.hard` of its profile).'

const batchRemedies = [
  {
    actor: 'client developer',
    action:
      'Send PATCH requests with as many members as the detail advises, or else allows, and halve them when one fails.',
  },
  {
    actor: 'identity provider administrator',
    action: 'Split the group, or assign its members in smaller steps.',
    settings: idpSettings.assignment,
  },
  { actor: 'application administrator', action: 'Raise `groups.batch.hard` in the profile.' },
] as const

const batchExample = {
  given: 'at most one member in a request',
  method: 'POST',
  path: '/Groups',
  body: {
    schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
    displayName: 'Navigators',
    members: [{ value: '2819c223-7f76-453a-919d-413861904646' }, { value: '902c246b-6245-4190-8e05-00816be7344a' }],
  },
} as const

/** Errors about what a request says of a group. */
export const groupErrors = {
  DISPLAY_NAME_TOO_LONG: {
    id: 'SCIM4014',
    status: 400,
    scimType: 'invalidValue',
    title: 'The name of the group is too long',
    detail: ({ max, actual }: { readonly max: number; readonly actual: number }): string =>
      `The displayName has ${actual} characters, but the name of a group may have ${max} at most.`,
    cause:
      'The application sets a limit to the names of groups (`groups.displayNameMax` of its profile), and names in the directory may be longer, for example because they hold a path.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action: 'Change the name of the group, or let the mapping cut it, and push the group again.',
        settings: idpSettings.mappings,
      },
      { actor: 'application administrator', action: 'Raise `groups.displayNameMax` in the profile.' },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §4.2', 'RFC 7644 §3.12'],
    seeds: ['P-20'],
    since: '0.1.0',
    example: {
      given: 'group names of ten characters',
      method: 'POST',
      path: '/Groups',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'], displayName: 'Navigators of the North' },
    },
  },
  MEMBER_BATCH_TOO_LARGE: {
    id: 'SCIM4015',
    status: 413,
    title: 'The request changes too many members',
    detail: (batch: Batch): string =>
      `The request changes ${batch.size} members, but ${batch.limit} are the most that one request may change. ${adviceOf(batch)}`,
    cause: batchCause,
    remedies: batchRemedies,
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2', 'RFC 9110 §15.5.14'],
    seeds: ['I-10', 'I-11'],
    since: '0.1.0',
    example: batchExample,
  },
  MEMBER_BATCH_REFUSED: {
    id: 'SCIM4016',
    status: 400,
    scimType: 'tooMany',
    title: 'The request changes more members than it may',
    detail: (batch: Batch): string =>
      `The request changes ${batch.size} members, but ${batch.limit} are the most that one request may change. ${adviceOf(batch)}`,
    cause: batchCause,
    remedies: batchRemedies,
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2', 'RFC 7644 §3.12'],
    seeds: ['I-10', 'I-11'],
    since: '0.1.0',
    example: { ...batchExample, given: 'at most one member in a request, refused as a bad request' },
  },
  MEMBER_BATCH_TIMEOUT: {
    id: 'SCIM4017',
    status: 504,
    title: 'The request changes more members than there is time for',
    detail: (batch: Batch): string =>
      `The request changes ${batch.size} members, but more than ${batch.limit} in one request take longer than it may last. ${adviceOf(batch)}`,
    cause: batchCause,
    remedies: batchRemedies,
    retry: 'after change',
    spec: ['RFC 7644 §3.5.2', 'RFC 9110 §15.6.5'],
    seeds: ['I-10', 'I-11'],
    since: '0.1.0',
    example: { ...batchExample, given: 'at most one member in a request, which times out with more' },
  },
} as const
groupErrors satisfies ErrorTable
