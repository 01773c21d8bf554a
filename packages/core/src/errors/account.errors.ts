import type { ErrorTable } from './define.ts'
import { idpSettings } from './idp-settings.ts'

/** Errors about what an account may not become. */
export const accountErrors = {
  ACCOUNT_PROTECTED: {
    id: 'SCIM5005',
    // Not 403: Entra ID takes that for bad credentials, and stops provisioning everybody.
    status: 409,
    title: 'The account is protected',
    detail: ({ resourceType, id }: { readonly resourceType: string; readonly id: string }): string =>
      `${resourceType} ${id} is protected here: it can be neither deactivated nor deleted through SCIM.`,
    cause:
      'The account is one the application cannot do without, such as its last owner or the way in when single sign-on fails. The identity provider has deactivated, deleted or unassigned the person. Nothing was changed.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Make somebody else the owner and take the protection away, if the person is to lose the account.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Assign the person again, or leave the account out of provisioning, if it is to stay in use.',
        settings: idpSettings.reassign,
      },
      {
        actor: 'identity provider administrator',
        action: 'Retry the failed task once the protection is gone.',
        settings: idpSettings.retry,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.12', 'RFC 9110 §15.5.10'],
    seeds: ['F-18'],
    since: '0.1.0',
    example: { given: 'a protected user', method: 'DELETE', path: '/Users/{userId}' },
  },
  SEATS_EXHAUSTED: {
    id: 'SCIM5006',
    status: 409,
    title: 'No seat is left',
    detail: ({ limit }: { readonly limit: number }): string =>
      `All ${limit} seats are taken, so no further account can be active. Nothing was changed.`,
    cause:
      'The licence of the application has room for so many active accounts, and there are as many: those of the identity provider and those the application made itself.',
    remedies: [
      {
        actor: 'application administrator',
        action:
          'Find accounts nobody uses, such as orphans, and deactivate them, or raise `users.maxActive` with the licence.',
      },
      {
        actor: 'identity provider administrator',
        action: 'Unassign people who do not need the application.',
        settings: idpSettings.reassign,
      },
      {
        actor: 'identity provider administrator',
        action: 'Retry the failed task once a seat is free.',
        settings: idpSettings.retry,
      },
    ],
    retry: 'after change',
    spec: ['RFC 7644 §3.12', 'RFC 9110 §15.5.10'],
    seeds: ['F-18'],
    since: '0.1.0',
    example: {
      given: 'a user, and seats for one',
      method: 'POST',
      path: '/Users',
      body: { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'grace@example.com' },
    },
  },
} as const
accountErrors satisfies ErrorTable
