import * as z from 'zod'
import { type Route, route } from '../route.ts'
import { accountSchema, accountsSchema, documentSchema, pageQuery, whichSchema } from '../shapes/account.ts'

const all = '/tenants/{tenant}/accounts'
const one = '/tenants/{tenant}/accounts/{id}'
const tag = 'accounts'

/** Accounts: those SCIM has written and those it has not. */
export const accountRoutes: readonly Route[] = [
  route({
    method: 'GET',
    path: all,
    tag,
    summary: 'List accounts',
    query: z.strictObject({
      which: whichSchema.optional().describe('`live` when left out.'),
      userName: z.string().optional(),
      email: z.string().optional(),
      pending: z
        .literal('true')
        .transform(() => true as const)
        .optional()
        .describe('Only accounts whose takeover waits for an administrator.'),
      ...pageQuery,
    }),
    answer: accountsSchema,
    handle: ({ params: { tenant }, query }, { directory }) => directory.accounts(tenant, query),
  }),
  route({
    method: 'POST',
    path: all,
    tag,
    summary: 'Create an account that SCIM has not made',
    body: z.strictObject({
      userName: z.string().min(1),
      email: z.string().min(1).optional(),
      attributes: documentSchema.optional().describe('Further attributes of the User schema.'),
      origin: z.enum(['local', 'invite', 'jit']).optional().describe('`local` when left out.'),
      signIn: z.string().min(1).optional(),
      tied: z.literal(true).optional(),
      protected: z.literal(true).optional(),
    }),
    status: 201,
    answer: accountSchema,
    handle: ({ params: { tenant }, body }, { directory }) => directory.addAccount(tenant, body),
  }),
  route({
    method: 'GET',
    path: one,
    tag,
    summary: 'Read an account',
    answer: accountSchema,
    handle: ({ params: { tenant, id } }, { directory }) => directory.account(tenant, id),
  }),
  route({
    method: 'DELETE',
    path: one,
    tag,
    summary: 'Delete an account',
    query: z.strictObject({
      how: z
        .enum(['asProfile', 'forever'])
        .optional()
        .describe('`forever` leaves no tombstone, and removes one that is there.'),
    }),
    handle: ({ params: { tenant, id }, query }, { directory }) => directory.deleteAccount(tenant, id, query.how),
  }),
]
