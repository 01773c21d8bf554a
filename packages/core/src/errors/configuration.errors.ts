import type { ErrorTable } from './define.ts'

/** Errors about configuration. */
export const configurationErrors = {
  CONFIGURATION: {
    id: 'SCIM7001',
    status: 500,
    title: 'The configuration is wrong',
    detail: ({ where, problem }: { readonly where: string; readonly problem: string }): string =>
      `${where}: ${problem}.`,
    cause: '',
    remedies: [],
    retry: 'after change',
    spec: ['RFC 7643 §7'],
    since: '0.1.0',
  },
} as const
configurationErrors satisfies ErrorTable
