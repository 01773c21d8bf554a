import type { ErrorTable } from './define.ts'

/** Errors about configuration: thrown where the mistake was made, and sent only where a request has shown it. */
export const configurationErrors = {
  CONFIGURATION: {
    id: 'SCIM7001',
    status: 500,
    title: 'The configuration is wrong',
    detail: ({
      where,
      problem,
    }: {
      /** The option, as a path: `profile.users.delete`. */
      readonly where: string
      /** What is wrong with it, without a full stop. */
      readonly problem: string
    }): string => `${where}: ${problem}.`,
    cause:
      'A schema, a resource type, a profile, a dialect or another option that the application gave ScimKit contradicts itself or the RFCs. It is found when the application starts, before the first request; what only a request shows, such as its base URL, with that request.',
    remedies: [
      {
        actor: 'application administrator',
        action: 'Correct the option that stands in front of the colon, and start the application again.',
      },
    ],
    retry: 'after change',
    spec: ['RFC 7643 §6', 'RFC 7643 §7'],
    since: '0.1.0',
    example: { given: 'an application that says it is mounted behind a query', method: 'GET', path: '/Users' },
  },
} as const
configurationErrors satisfies ErrorTable
