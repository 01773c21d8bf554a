import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'
import { type InvalidMembers, memberRemedies, sayMembers } from './member-problem.ts'

/** Who holds a unique value: told only within the tenant. */
export interface Holder {
  readonly id: string
  readonly active: boolean
  readonly managed: boolean
  readonly origin?: 'scim' | 'jit' | 'invite' | 'local' | undefined
  /** It was deleted, and is kept only so that it can come back. */
  readonly deleted?: boolean | undefined
  /** Whether a takeover of it waits for an administrator of the application. */
  readonly pending?: boolean | undefined
}

function conditionOf({ active, deleted, pending }: Holder): string {
  if (deleted) return ', which was deleted'
  if (pending) return ', whose takeover waits for an administrator'
  return active ? '' : ', which is deactivated'
}

/** Errors about what is stored, and about the store. */
export const storeErrors = {
  RESOURCE_NOT_FOUND: {
    id: 'SCIM5001',
    status: 404,
    title: 'There is no such resource',
    detail: ({ resourceType, id }: { readonly resourceType: string; readonly id: string }): string =>
      `There is no ${resourceType} with id "${id}".`,
    cause:
      'The resource was deleted here, or the identity provider still has an id from another installation or another tenant of the application.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Unassign the person or group and assign it again, so that the identity provider looks it up anew or creates it.',
        settings: { okta: 'Assignments; Push Groups', entra: 'Provisioning > Restart provisioning', onelogin: 'Users' },
      },
      {
        actor: 'identity provider administrator',
        action: 'Check that base URL and token belong to the same installation and tenant.',
        settings: idpSettings.baseUrl,
      },
      {
        actor: 'client developer',
        action:
          'Use the `id` that this server gave in its response to the creation, not the `externalId` or the user name.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.4.1', 'RFC 7644 §3.6', 'RFC 7644 §3.12'],
    since: '0.1.0',
    example: { method: 'GET', path: '/Users/2819c223-7f76-453a-919d-413861904646' },
  },
  UNIQUENESS_VIOLATED: {
    id: 'SCIM5002',
    status: 409,
    scimType: 'uniqueness',
    title: 'The value is already taken',
    detail: ({
      attribute,
      value,
      resourceType,
      holder,
    }: {
      /** As a path: `userName`. */
      readonly attribute: string
      /** Undefined for a secret. */
      readonly value: string | undefined
      readonly resourceType: string
      /** Who has the value, in the tenant of the request; undefined where it is in another one. */
      readonly holder: Holder | undefined
    }): string =>
      `The ${attribute}${value === undefined ? '' : ` "${value}"`} is already taken by ${holder === undefined ? `another ${resourceType}` : `${resourceType} ${holder.id}${conditionOf(holder)}`}.`,
    cause:
      'The person already has an account here, from before provisioning was switched on, by invitation or by signing up; or two people share the value that the identity provider maps to this attribute. Equal user names do not prove that it is the same person, so nothing is linked by them.',
    remedies: [
      {
        actor: 'end user',
        action:
          'Change the value on the existing account or delete that account, if it is yours and the value is to be released.',
      },
      {
        actor: 'application administrator',
        action:
          'Find the account that the detail names; reactivate it, change its value, link it to the identity provider, or delete it.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Map another value to this attribute if two people have the same one.',
        settings: idpSettings.userName,
      },
      {
        actor: 'identity provider administrator',
        action: 'Retry the failed task once the value is free.',
        settings: idpSettings.retry,
      },
      {
        actor: 'support',
        action: 'Resolve the conflict if the account belongs to another tenant: the detail does not say whose it is.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.3', 'RFC 7644 §3.5', 'RFC 7644 §3.12', 'RFC 7643 §7'],
    seeds: ['P-01', 'P-02', 'P-03', 'P-11', 'P-12', 'P-13', 'P-14', 'P-15', 'P-16', 'P-37', 'I-16', 'B-03'],
    since: '0.1.0',
    example: {
      given: 'a user',
      method: 'POST',
      path: '/Users',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'ADA@example.com' },
    },
  },
  MEMBERS_INVALID: {
    id: 'SCIM5003',
    status: 400,
    scimType: 'invalidValue',
    title: 'Some members cannot be members',
    detail: ({ attribute, ...members }: InvalidMembers & { readonly attribute: string }): string =>
      `These ${attribute} cannot be ${attribute}: ${sayMembers(members)}. Nothing was changed.`,
    cause:
      'The group was pushed before all its members were, or a member was deleted here; where the profile says so, a member has to be active, a person, or among the first accounts, and is not; or the client sends user names or external ids in place of the ids of this server.',
    remedies: [
      {
        actor: 'identity provider administrator',
        action:
          'Provision every member of the group first, and reactivate those who are deactivated or take them out of the group.',
        settings: idpSettings.assignment,
      },
      {
        actor: 'identity provider administrator',
        action: 'Push the group again.',
        settings: { okta: 'Push Groups > Push now', entra: 'Provisioning > Provision on demand', onelogin: 'Users' },
      },
      ...memberRemedies,
      {
        actor: 'application administrator',
        action:
          'Let the profile leave such members out (`groups.memberValidation`) if a partial group is better than none.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §2.3.7', 'RFC 7643 §4.2', 'RFC 7644 §3.5.2', 'RFC 7644 §3.12'],
    seeds: ['P-07', 'P-08', 'P-09', 'P-21', 'P-22'],
    since: '0.1.0',
    example: {
      method: 'POST',
      path: '/Groups',
      body: {
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:Group'],
        displayName: 'Navigators',
        members: [{ value: '2819c223-7f76-453a-919d-413861904646' }, { value: '902c246b-6245-4190-8e05-00816be7344a' }],
      },
    },
  },
  STORE_UNAVAILABLE: {
    id: 'SCIM5004',
    status: 503,
    title: 'The store cannot be reached',
    detail: ({
      retryAfter,
    }: {
      /** Seconds, a whole number: it is also the header `Retry-After`. */
      readonly retryAfter: number
    }): string => `The server cannot reach its store at the moment. Try again in ${retryAfter} seconds.`,
    cause:
      'The database of the application is down, is being restarted, or has no connection left; or the application is shutting down. Nothing was changed, unless the connection broke while the change was being committed: then it may have been made, completely.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Wait for the seconds of the Retry-After header, then send the same request again. Where a user or group that was created is answered 409 then, the first request did it: look it up.',
      },
      {
        actor: 'application administrator',
        action: 'Check that the database runs and takes connections; /readyz of the reference server asks it.',
      },
    ],
    retry: 'later',
    spec: ['RFC 7644 §3.12', 'RFC 9110 §15.6.4', 'RFC 9110 §10.2.3'],
    since: '0.1.0',
    example: { given: 'a store that is down', method: 'GET', path: '/Users' },
  },
  STORE_TIMEOUT: {
    id: 'SCIM5007',
    status: 503,
    title: 'The store took too long',
    detail: ({
      retryAfter,
    }: {
      /** Seconds, a whole number: it is also the header `Retry-After`. */
      readonly retryAfter: number
    }): string =>
      `The store took too long over this request, and it was given up. Nothing was changed. Try again in ${retryAfter} seconds; if it is a query, with a narrower filter.`,
    cause:
      'The database runs, and this request took more than its time: a filter that no index serves has to look at everything there is; or the request waited for rows that another one kept locked. A query that takes too long takes as long the next time.',
    remedies: [
      {
        actor: 'client developer',
        action:
          'Ask for less: look for one resource by an attribute that is indexed, such as `userName eq`, `externalId eq` or `id eq`, and change large groups in several requests. Wait for the seconds of the Retry-After header before the same request is sent again.',
      },
      {
        actor: 'application administrator',
        action:
          'Look in the log for the request and in `pg_stat_activity` for what is slow or locks; have the attribute that is filtered by `indexed`, or the filter refused (`filters.allow`).',
      },
    ],
    retry: 'later',
    spec: ['RFC 7644 §3.12', 'RFC 9110 §15.6.4', 'RFC 9110 §10.2.3'],
    since: '0.1.0',
    example: { given: 'a store that takes too long', method: 'GET', path: '/Users' },
  },
} as const
storeErrors satisfies ErrorTable
